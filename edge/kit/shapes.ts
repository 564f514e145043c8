// What goes over the wire, as the ATS's backend sees it. What the bridge validates by schema is taken from that schema.
import type * as v from "valibot";
import type * as api from "../api.ts";

export type Page<Item> = { items: Item[]; next: string | null };
/** `next` is never null: keep it and come back with it. */
export type FeedPage = { items: (Application | Tombstone)[]; next: string };
export type PageOptions = { limit?: number; after?: string };

export type SessionRequest = v.InferInput<typeof api.SessionBody>;
export type Session = v.InferOutput<typeof api.SessionMade>;
export type User = SessionRequest["user"];

export type LinkRequest = { component: "ats-linkedin-onboard" | "interview-questions"; jobId?: string; user?: User; grants?: string[]; ttlSeconds?: number };
export type Link = { id: string; url: string; expiresAt: string };

export type JobRequest = v.InferInput<typeof api.JobBody>;
export type Job = v.InferOutput<typeof api.JobAnswer>;

export type Application = v.InferOutput<typeof api.Application>;
export type Attachment = Application["attachments"][number];
/** What stays of an application that was erased or withdrawn. */
export type Tombstone = v.InferOutput<typeof api.Tombstone>;
export type Repair = v.InferInput<typeof api.RepairBody>;

/** Where applications came from, by the utm values of the button's link; the most fruitful first. */
export type Sources = v.InferOutput<typeof api.SourceList>;

/** Whom a data-subject request is about. */
export type Subject = v.InferInput<typeof api.PersonBody>;
export type Person = v.InferOutput<typeof api.PersonAnswer>;
export type Receipt = v.InferOutput<typeof api.Receipt>;
export type SignedReceipt = v.InferOutput<typeof api.EraseAnswer>;
export type PersonExport = v.InferOutput<typeof api.ExportAnswer>;
export type Jwks = { keys: { kty?: string; crv?: string; x?: string; kid?: string; alg?: string; use?: string }[] };

export type MatchedEntity = "project" | "candidate" | "user";
export type Match = { entity: MatchedEntity; atsId: string; suiteId: string; suiteUri: string; state: "linked" | "retired" };

/** What the ATS says of itself; a repeat with the same `id` does nothing. `deadline` is a date or a moment in ISO 8601. */
export type AtsEvent = { id: string } & (
  | { type: "job.changed"; data: { id: string | number; title: string; language?: string; contactEmail?: string; closed?: boolean } }
  | {
      type: "application.changed";
      data: {
        id: string | number;
        jobId: string | number;
        person: { firstName: string; lastName: string; email: string | null; phone?: string | null };
        invite?: boolean;
        deadline?: string;
      };
    }
  | {
      type: "user.changed";
      data: { id: string | number; firstName: string; lastName: string; email: string; role: "hiring-manager" | "recruiter" | "admin" | "owner" };
    }
  | { type: "job.deleted" | "application.deleted" | "user.deleted"; data: { id: string | number } }
);

export type InterviewQuestions = {
  state: "linked" | "not_linked" | "no_questions";
  project?: { name: string; status: "draft" | "active" | "closed" | "unknown"; openUrl: string } | undefined;
  questions: { id: string; position: number; text: string; preparationSeconds?: number | undefined; answerSeconds?: number | undefined; criteria: string[] }[];
  /** How many candidates stand where. */
  candidates: Record<string, number>;
  asOf: string;
  sandbox?: boolean | undefined;
};

export type ElementTag = "ats-linkedin-onboard" | "interview-questions" | "pitchyou-apply-button" | "pitchyou-chat";
/** `policy` is the whole header, `snippet` the script tag. */
export type PagePolicy = { elements: ElementTag[]; policy: string; directives: Record<string, string[]>; snippet: string };
export type PageCheck = {
  url: string;
  elements: ElementTag[];
  findings: { level: "blocked" | "warning" | "good"; code: string; text: string; fix: string | null }[];
  policy: string;
};

export type Template = { key: string; label: string; descriptions: { language: string | null; text: string }[] };
export type ApplyLinkRequest = {
  jobId: string;
  title?: string;
  templateKey?: string;
  utm_source?: string;
  utm_medium?: string;
  utm_campaign?: string;
  utm_content?: string;
};
export type Chat = { url: string; mode?: "iframe" | "tab" | "widget" | undefined; widget?: { script: string; style: string } | undefined; sandbox: boolean };

export type IntegrationIdentity = { integrationContext: string; integrationType: string; tenantType: string };
export type Integration = IntegrationIdentity & {
  integrationName: string;
  onboardingStatus: string;
  error?: { status: number; message: string; serviceErrorCode?: number | undefined; code?: string | undefined } | undefined;
  since: string;
  nextStep: string | null;
};
export type LinkedinPlugin = { apiKey: string; scriptUrl: string; extensionUrl: string; allowedDomains: string[]; sandbox: boolean; provisionedAt: string | null };
export type ConnectionState = (typeof api.CONNECTION_STATES)[number];
