// What the ATS keeps of what ats-bridge tells, and no more: fields that are added later pass by unread.
import * as v from "valibot";
import type { SignedReceipt } from "../../edge/kit/index.ts";

const nullableText = v.nullable(v.string());

export const attachmentSchema = v.object({
  id: v.string(),
  kind: v.string(),
  mimeType: v.string(),
  fileName: v.string(),
  size: v.number(),
  href: v.string(),
  missing: v.optional(v.string()),
});

export const applicationSchema = v.object({
  id: v.string(),
  channel: v.string(),
  externalId: v.string(),
  state: v.picklist(["received", "updated", "parked"]),
  jobId: nullableText,
  person: v.object({ name: nullableText, firstName: nullableText, lastName: nullableText, email: nullableText, phone: nullableText }),
  answers: v.array(v.object({ question: v.string(), answer: v.string(), attachmentIds: v.array(v.string()) })),
  attachments: v.array(attachmentSchema),
  tracking: v.object({ templateKey: nullableText, utmSource: nullableText, utmMedium: nullableText, utmCampaign: nullableText, utmContent: nullableText }),
  /** What the channel told beyond that, in the sender's own shape. */
  profile: v.optional(v.unknown()),
  receivedAt: v.string(),
  updatedAt: v.string(),
  /** How the mail stands that thanks the person: waiting, sent, failed or no-address. */
  acknowledgement: v.optional(v.object({ state: v.string(), since: v.string() })),
});

/** An integration of the customer's LinkedIn, as far as this system shows it. */
export const integrationSchema = v.object({
  integrationContext: v.string(),
  integrationType: v.string(),
  tenantType: v.string(),
  integrationName: v.string(),
  onboardingStatus: v.string(),
  error: v.optional(v.object({ message: v.string() })),
});
/** The `data` of `linkedin.integration.changed`. */
export const integrationChangeSchema = v.object({ ...integrationSchema.entries, previousStatus: v.string() });
export const hostedLinkSchema = v.object({ id: v.string(), url: v.string(), expiresAt: v.string() });

/** In a message the cause is a code; the words for people are ours. */
export const connectionSchema = v.object({ provider: v.string(), state: v.string(), cause: v.optional(nullableText), since: v.optional(nullableText) });

const interviewOf = { jobId: nullableText, applicationId: v.optional(v.string()) };
const named = v.object({ id: v.string() });
const personSchema = v.object({ firstName: nullableText, lastName: nullableText, email: nullableText });

/** The `data` of `interview.*`: whom or what it is about, and for whom of ours. */
export const projectChangeSchema = v.object({ jobId: nullableText, project: v.object({ id: v.string(), status: v.string() }) });
/** `person` is told of those only whom the ATS cannot know. */
export const candidateChangeSchema = v.object({ ...interviewOf, candidate: v.object({ id: v.string(), status: v.string(), person: v.optional(personSchema) }) });
export const ratingChangeSchema = v.object({ ...interviewOf, rating: v.object({ id: v.string(), value: v.number(), maximum: v.optional(v.number()) }) });
export const interviewDeletedSchema = v.object({ ...interviewOf, candidate: v.optional(named), rating: v.optional(named) });

/** What the ATS says of itself: `POST /v1/ats-events`, and the items of the feed that a bridge without such events reads. */
export type AtsChange =
  | { type: "job.changed"; data: { id: string; title: string; language: string; closed?: boolean } }
  | {
      type: "application.changed";
      data: { id: string; jobId: string; person: { firstName: string; lastName: string; email: string; phone?: string }; invite?: boolean; deadline?: string };
    }
  | { type: "application.deleted"; data: { id: string } }
  | { type: "user.changed"; data: { id: string; firstName: string; lastName: string; email: string; role: "hiring-manager" | "recruiter" | "admin" | "owner" } };

export type Application = v.InferOutput<typeof applicationSchema>;
export type Attachment = v.InferOutput<typeof attachmentSchema>;
/** What the feed keeps of an application that was withdrawn or erased. */
type Gone = { id: string; state: "revoked" };
export type FeedPage = { items: (Application | Gone)[]; next: string };
export type { Template } from "../../edge/kit/index.ts";
export type Integration = v.InferOutput<typeof integrationSchema>;
export type IntegrationChange = v.InferOutput<typeof integrationChangeSchema>;
export type HostedLink = v.InferOutput<typeof hostedLinkSchema>;
export type Receipt = SignedReceipt;
export type Connection = v.InferOutput<typeof connectionSchema>;
