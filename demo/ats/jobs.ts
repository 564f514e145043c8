// Which jobs there are: those with an ad, and those made here without one; and who is invited for them under which name.
import { adByJobId, ads, type Ad } from "./ads/index.ts";
import type { Said } from "./interviews.ts";
import type { Language } from "./language.ts";
import type { Requisition } from "./requisitions.ts";
import type { Candidate } from "./store.ts";

export type Job = { jobId: string; href: string; title(language: Language): string };
export type Person = Said["person"];

const ofAd = (ad: Ad): Job => ({ jobId: ad.jobId, href: `/jobs/${ad.slug}`, title: (language) => ad.text[language].title });
const ofRequisition = ({ id, title }: Pick<Requisition, "id" | "title">): Job => ({ jobId: id, href: requisitionPath(id), title: () => title });

export const requisitionPath = (id: string): string => `/ats/jobs/requisitions/${encodeURIComponent(id)}`;

/** The job that a candidate belongs to: as the ATS assigned it, else as the application says. */
export function jobOf({ application, assignedJobId, requisition }: Candidate): Job | undefined {
  const ad = adByJobId(assignedJobId ?? application.jobId);
  return ad ? ofAd(ad) : requisition ? ofRequisition(requisition) : undefined;
}

/** What somebody can be put down for. */
export function openJobs(requisitions: Requisition[]): Job[] {
  return [...requisitions.filter(({ closedAt }) => closedAt === null).map(ofRequisition), ...ads.map(ofAd)];
}

/** The suite wants both names; a name that came whole is split, a missing one is a dash. Undefined without an e-mail address. */
export function invitee({ application: { person } }: Candidate): Person | undefined {
  const { email, phone } = person;
  if (!email) return undefined;
  const [first = "", ...rest] = (person.name ?? "").trim().split(/\s+/);
  return { firstName: person.firstName || first || email, lastName: person.lastName || rest.join(" ") || "-", email, ...(phone && { phone }) };
}
