// Pure translation between the ATS's words and the suite's: statuses, roles, fields, and the hashes by which an echo is known.
import { sha256, toBase64Url } from "../../core/keyring.ts";
import type { Candidate, Project } from "./contract.ts";
import type { AtsApplication, AtsJob, AtsUser } from "./ats.ts";

export const PROJECT_STATES = ["draft", "active", "closed", "unknown"] as const;
export const CANDIDATE_STATES = ["created", "invited", "in_progress", "completed", "evaluated", "expired", "cancelled", "skipped"] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];

/** The suite's words for projects are not public: an open list. */
export const projectState = (word: string | null | undefined): ProjectState => {
  const given = (word ?? "").toLowerCase();
  if (given.startsWith("draft")) return "draft";
  if (/^(active|open|running)/.test(given)) return "active";
  return /^(closed|archived|inactive|finished)/.test(given) ? "closed" : "unknown";
};

const CANDIDATE_WORDS: Readonly<Record<string, (typeof CANDIDATE_STATES)[number]>> = {
  new: "created",
  invited: "invited",
  confirmed: "in_progress",
  interviewing: "in_progress",
  interviewed: "completed",
  expired: "expired",
  aborted: "cancelled",
  skipped: "skipped",
};

/** A word that we do not know is shown as it is. */
export const candidateState = ({ status, evaluation_status }: Pick<Candidate, "status" | "evaluation_status">): string => {
  const word = (status ?? "").toLowerCase();
  if (word === "interviewed" && (evaluation_status ?? "").toLowerCase() === "completed") return "evaluated";
  return Object.hasOwn(CANDIDATE_WORDS, word) ? (CANDIDATE_WORDS[word] ?? word) : word || "created";
};

export const ROLES = ["hiring-manager", "recruiter", "admin", "owner"] as const;

/** Roles of the ATS as the suite's account types; whoever is not in the table gets the least. */
const ACCOUNT_TYPES: Readonly<Record<string, string>> = { "hiring-manager": "hiring-manager", recruiter: "recruiter", admin: "admin", owner: "owner" };
export const accountType = (role: string): string => (Object.hasOwn(ACCOUNT_TYPES, role) ? (ACCOUNT_TYPES[role] ?? "hiring-manager") : "hiring-manager");

type Fields = Readonly<Record<string, string | null>>;

export const projectFields = (job: AtsJob): Fields => ({ name: job.title, internal_id: job.id, ...(job.language === undefined ? {} : { language: job.language }) });
export const candidateFields = ({ person }: AtsApplication): Fields => ({
  first_name: person.firstName,
  last_name: person.lastName,
  email: person.email,
  ...(person.phone === undefined ? {} : { phone: person.phone }),
});
/** `username` is given once and never changed. */
export const customerFields = (user: AtsUser): Fields => ({ first_name: user.firstName, last_name: user.lastName, email: user.email, account_type: accountType(user.role) });

/** What the suite has to be told: the fields in which it differs. */
export const differing = (wanted: Fields, has: Readonly<Record<string, unknown>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(wanted).filter(([name, value]) => (has[name] ?? null) !== value));

const hashOf = (...parts: readonly unknown[]): string => toBase64Url(sha256(JSON.stringify(parts))).slice(0, 22);

/** Hashes cover what the ATS is told, so that nothing else makes a message. */
export const projectHash = (project: Pick<Project, "name" | "status">): string => hashOf(project.name, projectState(project.status));
export const candidateHash = (candidate: Pick<Candidate, "status" | "evaluation_status">): string => hashOf(candidateState(candidate));
export const ratingHash = (rating: { readonly value?: number | null | undefined; readonly ignore?: boolean | null | undefined }): string =>
  hashOf(rating.value ?? null, rating.ignore ?? false);
