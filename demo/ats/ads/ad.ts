// The shape of a job ad of Nordlicht, an invented employer.
import type { Language } from "../language.ts";

export type AdText = { title: string; place: string; hours: string; start: string; pay: string; intro: string; tasks: string[]; profile: string[]; offer: string[] };

export type Ad = {
  /** The ATS's own job id: what PitchYou hands back with an application, whatever characters it has. */
  jobId: string;
  slug: string;
  field: "care" | "logistics" | "software" | "kitchen" | "trades" | "training";
  /** The interview that a new ad begins with. */
  templateKey: string;
  city: string;
  postedOn: string;
  contact: { name: string; role: Record<Language, string>; phone: string };
  text: Record<Language, AdText>;
};
