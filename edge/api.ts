// The shapes of /v1: validation, OpenAPI and the widgets' types all come from these schemas.
import * as v from "valibot";

const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));
const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650));
// Loose on purpose: whoever applied with an address must be found by it.
const Email = v.pipe(v.string(), v.trim(), v.regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address"), v.maxLength(320));
const Moment = v.pipe(v.string(), v.isoTimestamp());

export const TenantId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must match [a-z0-9][a-z0-9-]{0,62}"));
const Locale = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as de or fi-FI"));

export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  code: v.string(),
  requestId: v.string(),
  who: v.optional(v.string()),
  errors: v.optional(v.array(v.object({ path: v.string(), message: v.string() }))),
});

export const page = <S extends v.GenericSchema>(item: S) => v.object({ items: v.array(item), next: v.nullable(v.string()) });

// Operator

export const TenantBody = v.strictObject({
  name: text(200),
  origins: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(100)),
  locale: v.optional(Locale),
  retentionDays: v.optional(v.union([Days, v.strictObject({ application: v.optional(Days), message: v.optional(Days), event: v.optional(Days), log: v.optional(Days) })])),
  onRevoke: v.optional(v.picklist(["erase", "anonymise", "flag"])),
  /** `ordered`: one message of an application after another, as they happened. */
  webhook: v.optional(v.strictObject({ url: v.pipe(v.string(), v.url(), v.maxLength(2_000)), ordered: v.optional(v.boolean()) })),
  mail: v.optional(v.strictObject({ from: text(320), replyTo: v.optional(Email) })),
  /** After so many hours without anything from a provider somebody is told. */
  silenceHours: v.optional(v.record(text(40), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8_760)))),
});
export type TenantBody = v.InferOutput<typeof TenantBody>;

export const TenantAnswer = v.object({
  id: v.string(),
  name: v.string(),
  origins: v.array(v.string()),
  locale: v.optional(v.string()),
  retentionDays: v.object({ application: v.number(), message: v.number(), event: v.number(), log: v.number() }),
  onRevoke: v.string(),
  webhook: v.nullable(
    v.object({ url: v.string(), state: v.picklist(["enabled", "disabled"]), ordered: v.boolean(), failingSince: v.nullable(Moment), secret: v.optional(v.string()) }),
  ),
  mail: v.optional(v.object({ from: v.string(), replyTo: v.optional(v.string()) })),
  silenceHours: v.optional(v.record(v.string(), v.number())),
  suspended: v.boolean(),
  createdAt: Moment,
  updatedAt: Moment,
});

export const ApiKeyBody = v.strictObject({ key: v.optional(v.pipe(v.string(), v.regex(/^ab_(test|live)_[A-Za-z0-9_-]{8,128}$/, "must look like ab_test_…"))) });
export const ApiKeyMade = v.object({ id: v.string(), key: v.optional(v.string()) });
export const ApiKeyAnswer = v.object({ id: v.string(), prefix: v.string(), createdAt: Moment });

export const CONNECTION_STATES = ["not_set_up", "waiting_for_us", "waiting_for_customer", "healthy", "degraded", "action_needed"] as const;
export const ConnectionAnswer = v.object({
  provider: v.string(),
  state: v.picklist(CONNECTION_STATES),
  cause: v.nullable(v.string()),
  /** Stable, where `cause` is for people. */
  causeCode: v.nullable(v.string()),
  since: v.nullable(Moment),
  nextStep: v.nullable(v.string()),
  settings: v.record(v.string(), v.unknown()),
  hasSecrets: v.boolean(),
  endpoints: v.record(v.string(), v.string()),
  checklist: v.array(v.object({ id: v.string(), text: v.string(), done: v.boolean() })),
});
export type ConnectionAnswer = v.InferOutput<typeof ConnectionAnswer>;

export const LogAnswer = v.object({
  at: Moment,
  provider: v.nullable(v.string()),
  kind: v.string(),
  subject: v.nullable(v.string()),
  outcome: v.string(),
  cause: v.optional(v.string()),
});
export const TaskAnswer = v.object({
  id: v.string(),
  name: v.string(),
  state: v.string(),
  tries: v.number(),
  runAt: Moment,
  createdAt: Moment,
  error: v.nullable(v.string()),
});
export const AuditAnswer = v.object({
  at: Moment,
  actor: v.string(),
  action: v.string(),
  subject: v.nullable(v.string()),
  source: v.nullable(v.string()),
  requestId: v.nullable(v.string()),
});
export const ReplayBody = v.union([
  v.strictObject({ since: Moment }),
  v.strictObject({ ids: v.pipe(v.array(text(100)), v.minLength(1), v.maxLength(1_000)) }),
  v.strictObject({ failed: v.literal(true) }),
]);

const Tally = v.pipe(v.number(), v.integer());
export const EventAnswer = v.object({
  id: v.string(),
  provider: v.string(),
  /** The sender's own identifiers, joined; hashed where they tell who somebody is. */
  key: v.string(),
  received: Tally,
  receivedAt: Moment,
  lastAt: Moment,
  answer: v.object({ status: Tally, location: v.optional(v.string()) }),
  outcome: v.nullable(v.string()),
  scenario: v.picklist(["once", "repeated", "parked"]),
});
export const EventWithArrivals = v.object({
  ...EventAnswer.entries,
  arrivals: v.array(v.object({ at: Moment, kind: v.picklist(["event", "repeat"]), outcome: v.string(), cause: v.optional(v.string()) })),
});
export const MESSAGE_STATES = ["waiting", "delivered", "failed"] as const;
export const MessageAnswer = v.object({
  id: v.string(),
  type: v.string(),
  subject: v.nullable(v.string()),
  state: v.picklist(MESSAGE_STATES),
  createdAt: Moment,
  tries: Tally,
  lastOutcome: v.nullable(v.string()),
  lastAt: v.nullable(Moment),
});
export const MessageWithDeliveries = v.object({
  ...MessageAnswer.entries,
  deliveries: v.array(v.object({ at: Moment, outcome: v.string(), cause: v.optional(v.string()) })),
});

const Seconds = v.nullable(Tally);
export const SystemAnswer = v.object({
  version: v.string(),
  runtime: v.picklist(["node", "workers"]),
  mode: v.picklist(["sandbox", "live"]),
  publicUrl: v.string(),
  now: Moment,
  schema: v.object({ applied: v.nullable(v.string()), expected: v.string() }),
  lastTickAt: v.nullable(Moment),
  mail: v.boolean(),
  alertsTo: Tally,
  consoleAuth: v.picklist(["none", "token", "access", "oidc"]),
  settings: v.array(v.object({ name: v.string(), state: v.picklist(["set", "default", "missing"]) })),
  missing: v.array(v.string()),
  totals: v.object({
    tenants: Tally,
    tasksReady: Tally,
    tasksRunning: Tally,
    tasksDead: Tally,
    oldestTaskSeconds: Seconds,
    messagesWaiting: Tally,
    messagesFailed: Tally,
  }),
});
export const OverviewItem = v.object({
  id: v.string(),
  name: v.string(),
  suspended: v.boolean(),
  connections: v.array(
    v.object({
      provider: v.string(),
      state: v.picklist(CONNECTION_STATES),
      cause: v.nullable(v.string()),
      causeCode: v.nullable(v.string()),
      nextStep: v.nullable(v.string()),
      since: v.nullable(Moment),
    }),
  ),
  webhook: v.nullable(v.object({ host: v.string(), state: v.picklist(["enabled", "disabled"]), failingSince: v.nullable(Moment) })),
  tasksDead: Tally,
  oldestTaskSeconds: Seconds,
  messagesFailed: Tally,
  receivedLastDay: Tally,
  deliveredLastDay: Tally,
  alerts: Tally,
});
export const StatsAnswer = v.object({
  from: Moment,
  to: Moment,
  stepSeconds: Tally,
  points: v.array(v.object({ at: Moment, received: Tally, repeated: Tally, refused: Tally, delivered: Tally, failed: Tally })),
  tasks: v.object({ ready: Tally, running: Tally, dead: Tally, oldestSeconds: Seconds }),
  messages: v.object({ waiting: Tally, delivered: Tally, failed: Tally }),
});
export const ALERT_KINDS = ["connection-action-needed", "connection-degraded", "dead-tasks", "webhook-disabled", "webhook-failing", "silence", "late-partner-ready"] as const;
export const AlertAnswer = v.object({
  id: v.string(),
  tenant: v.string(),
  kind: v.picklist(ALERT_KINDS),
  provider: v.nullable(v.string()),
  subject: v.nullable(v.string()),
  text: v.string(),
  nextStep: v.string(),
  since: Moment,
  toldAt: v.nullable(Moment),
});
export type AlertAnswer = v.InferOutput<typeof AlertAnswer>;

// ATS backend and widgets

const Grant = v.pipe(
  v.string(),
  v.maxLength(500),
  v.regex(/^(linkedin:onboard|pitchyou:templates|pitchyou:chat(:.+)?|interview:questions(:.+)?|interview:open)$/, "is not a grant that we know"),
);
export const SessionBody = v.strictObject({
  user: v.strictObject({ id: text(200), name: text(200), email: v.optional(Email) }),
  grants: v.pipe(v.array(Grant), v.minLength(1), v.maxLength(50)),
  origin: v.pipe(v.string(), v.maxLength(300)),
  ttlSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_600)), 900),
});
export const SessionMade = v.object({ token: v.string(), expiresAt: Moment });

export const JobId = text(500);
/** Further fields of a posting are kept as they come. */
export const JobBody = v.looseObject({ title: text(500), templateKey: v.optional(v.nullable(text(200))) });
export const JobAnswer = v.looseObject({ id: v.string(), title: v.string(), templateKey: v.optional(v.nullable(v.string())), updatedAt: Moment });

const Person = v.object({
  name: v.nullable(v.string()),
  firstName: v.nullable(v.string()),
  lastName: v.nullable(v.string()),
  email: v.nullable(v.string()),
  phone: v.nullable(v.string()),
});
const Attachment = v.object({
  id: v.string(),
  kind: v.picklist(["cv", "profile-image", "answer"]),
  mimeType: v.string(),
  fileName: v.string(),
  size: v.number(),
  sha256: v.string(),
  href: v.string(),
  missing: v.optional(v.picklist(["gone", "too-large"])),
});
const Tracking = v.object({
  templateKey: v.nullable(v.string()),
  utmSource: v.nullable(v.string()),
  utmMedium: v.nullable(v.string()),
  utmCampaign: v.nullable(v.string()),
  utmContent: v.nullable(v.string()),
});
const Answer = v.object({ question: v.string(), answer: v.string(), attachmentIds: v.array(v.string()) });

const ElementTag = v.string();
export const PagePolicyAnswer = v.object({
  elements: v.array(ElementTag),
  policy: v.string(),
  directives: v.record(v.string(), v.array(v.string())),
  snippet: v.string(),
});
export const PageCheckAnswer = v.object({
  url: v.string(),
  elements: v.array(ElementTag),
  findings: v.array(v.object({ level: v.picklist(["blocked", "warning", "good"]), code: v.string(), text: v.string(), fix: v.nullable(v.string()) })),
  policy: v.string(),
});

export const SourceList = v.object({
  since: Moment,
  items: v.array(
    v.object({
      channel: v.string(),
      utmSource: v.nullable(v.string()),
      utmMedium: v.nullable(v.string()),
      utmCampaign: v.nullable(v.string()),
      utmContent: v.nullable(v.string()),
      applications: v.pipe(v.number(), v.integer()),
      lastAt: Moment,
    }),
  ),
  complete: v.boolean(),
});

export const Application = v.object({
  id: v.string(),
  channel: v.picklist(["pitchyou", "luotettava-tyontekija", "icims"]),
  externalId: v.string(),
  jobId: v.nullable(v.string()),
  state: v.picklist(["received", "updated", "revoked", "parked"]),
  person: Person,
  answers: v.array(Answer),
  attachments: v.array(Attachment),
  tracking: Tracking,
  profile: v.unknown(),
  receivedAt: Moment,
  updatedAt: Moment,
  /** Where we write to the candidate: whether that went well. */
  acknowledgement: v.optional(v.object({ state: v.picklist(["waiting", "sent", "failed", "no-address"]), since: Moment })),
});
export type Application = v.InferOutput<typeof Application>;
/** What stays of an application that was erased or withdrawn. */
export const Tombstone = v.object({ id: v.string(), channel: v.string(), externalId: v.string(), state: v.literal("revoked"), updatedAt: Moment });
export type Tombstone = v.InferOutput<typeof Tombstone>;
export const ApplicationAnswer = v.union([Application, Tombstone]);

/** What a recruiter knows better than the sender did. */
export const RepairBody = v.strictObject({
  person: v.optional(
    v.strictObject({ name: v.optional(text(200)), firstName: v.optional(text(200)), lastName: v.optional(text(200)), email: v.optional(Email), phone: v.optional(text(100)) }),
  ),
  jobId: v.optional(text(500)),
});

export const PersonBody = v.union([v.strictObject({ email: Email }), v.strictObject({ externalId: text(500) })]);
export const PersonAnswer = v.object({ id: v.string(), applications: v.array(ApplicationAnswer) });
export const Receipt = v.object({
  id: v.string(),
  kind: v.picklist(["export", "erase"]),
  tenant: v.string(),
  at: Moment,
  subject: v.string(),
  counts: v.record(v.string(), v.number()),
  notErased: v.array(v.object({ where: v.string(), why: v.string() })),
});
export type Receipt = v.InferOutput<typeof Receipt>;
/** Everything held of a person: beside the applications the messages about them, and what rooms keep of them. */
export const PersonExport = v.object({
  ...PersonAnswer.entries,
  messages: v.array(v.object({ id: v.string(), type: v.string(), state: v.picklist(MESSAGE_STATES), createdAt: Moment, body: v.unknown() })),
  elsewhere: v.array(v.object({ system: v.string(), what: v.string(), data: v.unknown() })),
});
export const ExportAnswer = v.object({ items: v.array(PersonExport), receipt: Receipt, signature: v.string() });
export const EraseAnswer = v.object({ receipt: Receipt, signature: v.string() });

export const Accepted = v.object({ status: v.literal("accepted") });
export const MessageAccepted = v.object({ id: v.string() });
