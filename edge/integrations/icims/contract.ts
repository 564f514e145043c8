// iCIMS integration events: https://developer.icims.com/REST-API/Integration-Events and its Best Practices page.
// iCIMS adds fields at will, so only what is needed is checked and everything is kept.
import * as v from "valibot";

/** Ids come as strings or numbers. */
const Id = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((value) => String(value).trim()),
  v.nonEmpty(),
  v.maxLength(255),
);
const Text = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(4_000))));

export const Envelope = v.looseObject({ customerId: Id, eventType: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100)) });
export const Event = v.looseObject({
  ...Envelope.entries,
  systemId: v.optional(v.nullable(Id)),
  userId: v.optional(v.nullable(Id)),
  jobId: v.optional(v.nullable(Id)),
  personId: v.optional(v.nullable(Id)),
  newStatus: v.optional(v.nullable(Id)),
  oldStatus: v.optional(v.nullable(Id)),
  returnUrl: Text,
  incompleteUrl: Text,
  portalUrl: Text,
});
export type Event = v.InferOutput<typeof Event>;

export type EventActor = "recruiter" | "candidate" | "new-hire";
export type Policy = "strict" | "accept-and-park";
type Kind = {
  readonly actor: EventActor;
  /** systemId names somebody's own workflow. */
  readonly aboutPerson?: true;
  readonly status: 200 | 303;
  readonly policy: Policy;
  /** Where a 303 leads: an address of the payload, or a page of ours. */
  readonly leadsTo?: "returnUrl" | "portalUrl" | "page";
  /** Beside these, systemId is always needed. */
  readonly needs: readonly ("newStatus" | "returnUrl" | "portalUrl")[];
  /** What, beside type and systemId, tells two events apart. */
  readonly identity: readonly ("newStatus" | "portalUrl" | "returnUrl" | "userId")[];
};

/** for iCIMS, in one table. */
export const EVENT_TYPES: Readonly<Record<string, Kind>> = {
  AssessmentEvent: { actor: "candidate", aboutPerson: true, status: 303, policy: "accept-and-park", leadsTo: "returnUrl", needs: ["returnUrl"], identity: [] },
  OnboardPortalTaskEvent: { actor: "new-hire", aboutPerson: true, status: 303, policy: "accept-and-park", leadsTo: "returnUrl", needs: ["returnUrl"], identity: ["returnUrl"] },
  WorkFlowStatusChangeEvent: { actor: "recruiter", aboutPerson: true, status: 200, policy: "strict", needs: ["newStatus"], identity: ["newStatus"] },
  JobPostToWebEvent: { actor: "recruiter", status: 303, policy: "strict", leadsTo: "portalUrl", needs: ["portalUrl"], identity: ["portalUrl"] },
  JobUnpostToWebEvent: { actor: "recruiter", status: 200, policy: "strict", needs: [], identity: [] },
  ViewJobWebPostEvent: { actor: "recruiter", status: 303, policy: "strict", leadsTo: "page", needs: [], identity: ["userId"] },
  RemoteLoginEvent: { actor: "recruiter", status: 303, policy: "strict", leadsTo: "page", needs: [], identity: ["userId"] },
};
export type EventKind = Kind;

/** iCIMS names a field to its user in the customer's own words where we write its placeholder. */
export const FIELDS: Readonly<Record<string, string>> = {
  newStatus: "{{applicantworkflow.status}}",
  systemId: "{{applicantworkflow.id}}",
  returnUrl: "returnUrl",
  portalUrl: "{{job.portalurl}}",
  name: "{{person.firstname}}, {{person.lastname}}",
  email: "{{person.email}}",
};

// iCIMS's API, as far as we read it

const isLoose = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (source: unknown, names: readonly string[]): string | null => {
  if (!isLoose(source)) return null;
  for (const [key, value] of Object.entries(source)) {
    if (!names.includes(key.toLowerCase())) continue;
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number") return String(value);
    if (isLoose(value)) return text(value, ["value", "id", "phonenumber", "email"]);
  }
  return null;
};

export type IcimsPerson = { readonly firstName: string | null; readonly lastName: string | null; readonly email: string | null; readonly phone: string | null };

export const parsePerson = (value: unknown): IcimsPerson => ({
  firstName: text(value, ["firstname"]),
  lastName: text(value, ["lastname"]),
  email: text(value, ["email", "emailaddress"]),
  phone: text(value, ["phone", "phonenumber", "mobile"]) ?? (isLoose(value) && Array.isArray(value["phones"]) ? text(value["phones"][0], ["phonenumber", "number"]) : null),
});

/** A workflow joins a person (its associated profile) with a job (its base profile). */
export const parseWorkflow = (value: unknown): { personId: string | null; jobId: string | null } => ({
  personId: text(value, ["associatedprofile", "personid"]),
  jobId: text(value, ["baseprofile", "jobid"]),
});
