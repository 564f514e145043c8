// Messages to the ATS: Standard Webhooks (https://www.standardwebhooks.com), stored sealed, delivered by tasks.
import { Webhook as Signer } from "standardwebhooks";
import * as v from "valibot";
import { MESSAGE_STATES } from "../api.ts";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Moment, Statement } from "../db/database.ts";
import { VendorFault } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { seal, unseal } from "./keyring.ts";
import { note } from "./log.ts";
import { faultOf, send } from "./outbound.ts";
import { openPersonKey } from "./people.ts";
import type { TaskHandler } from "./runner.ts";
import { notifySubscribers } from "./subscriptions.ts";
import { enqueue } from "./tasks.ts";
import { tenantKeys } from "./tenant-keys.ts";
import type { TenantKeys } from "./tenant-keys.ts";
import { disableEndpoint, endpointFailed, endpointWorks, findWebhook, hasFailedTooLong, signingSecrets } from "./webhooks.ts";

export type NewMessage = {
  readonly type: string;
  readonly data: unknown;
  /** One of our ids, for the time line. */
  readonly subject: string | null;
  /** Whose data it carries: sealed under that person's key, it goes when they are erased. */
  readonly person?: { readonly id: string; readonly key: CryptoKey };
};

const MessageRow = v.object({ id: v.string(), type: v.string(), sealed: v.string(), person: v.nullable(v.string()), wrapped: v.nullable(v.string()) });

const bodyPlace = (id: string) => `messages/${id}`;

/** The statements that keep a message and its delivery; commit them with what it reports, `onlyIf` a query still finds a row. */
export const tell = async (edge: Edge, tenant: string, keys: TenantKeys, message: NewMessage, onlyIf: Statement = sql`SELECT 1`): Promise<Statement[]> => {
  const id = edge.newId("msg");
  const { type, subject, person } = message;
  const body = JSON.stringify({ type, timestamp: new Date(edge.now()).toISOString(), data: message.data });
  return [
    sql`INSERT INTO messages (id, tenant, person, type, subject, sealed, state, created_at)
      SELECT ${id}, ${tenant}, ${person?.id ?? null}, ${type}, ${subject}, ${await seal(person?.key ?? keys.data, bodyPlace(id), body)}, 'waiting', ${edge.now()}
      WHERE EXISTS (${onlyIf})`,
    deliverMessage(edge, tenant, id, subject === null ? sql`SELECT 1` : sql`SELECT 1 WHERE webhooks.ordered = 0`),
    ...(subject === null ? [] : [deliverInOrder(edge, tenant, subject), notifySubscribers(edge, tenant, type, subject)]),
  ];
};

const listening = (tenant: string) => sql`SELECT 1 FROM webhooks WHERE webhooks.tenant = ${tenant} AND webhooks.url IS NOT NULL AND webhooks.state = 'enabled'`;

/** Nobody listening, no task: the message stays for a replay. */
export const deliverMessage = (edge: Edge, tenant: string, id: string, onlyIf: Statement = sql`SELECT 1`): Statement =>
  enqueue(
    edge,
    tenant,
    { name: "messages.deliver", key: id, payload: { message: id } },
    sql`${listening(tenant)} AND EXISTS (SELECT 1 FROM messages WHERE messages.id = ${id}) AND EXISTS (${onlyIf})`,
  );

/** Where the ATS wants one message of a subject after another, one task carries them; a task that waits for its next try is not hurried. */
const deliverInOrder = (edge: Edge, tenant: string, subject: string): Statement =>
  enqueue(
    edge,
    tenant,
    { name: "messages.deliver", key: subject, payload: { subject } },
    sql`${listening(tenant)} AND webhooks.ordered = 1 AND EXISTS (SELECT 1 FROM messages WHERE messages.tenant = ${tenant} AND messages.subject = ${subject} AND messages.state = 'waiting')
      AND NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.tenant = ${tenant} AND tasks.name = 'messages.deliver' AND tasks.key = ${subject} AND tasks.state = 'ready')`,
  );

/** Messages of a tenant since a moment, by id, or those that were given up; oldest first. */
export type Which = { readonly since: number } | { readonly ids: readonly string[] } | { readonly failed: true };

export const listMessages = (edge: Edge, tenant: string, which: Which) => {
  const condition =
    "since" in which ? sql`created_at >= ${which.since}` : "failed" in which ? sql`state = 'failed'` : sql`id IN (SELECT value FROM json_each(${JSON.stringify(which.ids)}))`;
  return findAll(edge.databaseFor(tenant), v.object({ id: v.string() }), sql`SELECT id FROM messages WHERE tenant = ${tenant} AND ${condition} ORDER BY created_at, id`);
};

const ListedRow = v.object({
  id: v.string(),
  row: v.number(),
  type: v.string(),
  subject: v.nullable(v.string()),
  state: v.picklist(MESSAGE_STATES),
  created_at: v.number(),
  tries: v.number(),
  last_outcome: v.nullable(v.string()),
  last_at: v.nullable(v.number()),
});
export type ListedMessage = v.InferOutput<typeof ListedRow>;

const ofDeliveries = (what: Statement) => sql`(SELECT ${what} FROM log WHERE log.subject = messages.id AND log.kind = 'delivery' AND log.tenant = messages.tenant`;
const listed = sql`SELECT messages.rowid AS row, messages.id, messages.type, messages.subject, messages.state, messages.created_at,
  ${ofDeliveries(sql`count(*)`)}) AS tries, ${ofDeliveries(sql`outcome`)} ORDER BY log.id DESC LIMIT 1) AS last_outcome, ${ofDeliveries(sql`max(at)`)}) AS last_at FROM messages`;

type MessageQuery = {
  readonly state?: ListedMessage["state"] | undefined;
  readonly type?: string | undefined;
  readonly subjects?: readonly string[] | undefined;
  readonly limit: number;
  readonly before: Moment | null;
};

/** Newest first, without bodies. */
export const pageMessages = (edge: Edge, tenant: string, { state, type, subjects, limit, before }: MessageQuery): Promise<ListedMessage[]> => {
  const about = sql`(SELECT value FROM json_each(${JSON.stringify(subjects ?? [])}))`;
  return findAll(
    edge.databaseFor(tenant),
    ListedRow,
    sql`${listed} WHERE messages.tenant = ${tenant} AND ${before ? sql`(messages.created_at, messages.rowid) < (${before.at}, ${before.row})` : sql`1`}
      AND ${state === undefined ? sql`1` : state === "delivered" ? sql`messages.state = 'delivered'` : sql`messages.state <> 'delivered' AND messages.state = ${state}`}
      AND (${type ?? null} IS NULL OR messages.type = ${type ?? null})
      AND ${subjects ? sql`(messages.id IN ${about} OR messages.subject IN ${about})` : sql`1`}
      ORDER BY messages.created_at DESC, messages.rowid DESC LIMIT ${limit}`,
  );
};

export const findMessageById = (edge: Edge, tenant: string, id: string): Promise<ListedMessage | null> =>
  findOne(edge.databaseFor(tenant), ListedRow, sql`${listed} WHERE messages.tenant = ${tenant} AND messages.id = ${id}`);

const SealedRow = v.object({ id: v.string(), type: v.string(), sealed: v.string(), state: v.picklist(MESSAGE_STATES), created_at: v.number() });

/** What the ATS was told of a person, or will be, opened. */
export const openMessagesOf = async (edge: Edge, tenant: string, person: { readonly id: string; readonly key: CryptoKey }) => {
  const rows = await findAll(edge.databaseFor(tenant), SealedRow, sql`SELECT * FROM messages WHERE tenant = ${tenant} AND person = ${person.id} ORDER BY created_at, rowid`);
  return Promise.all(
    rows.map(async ({ id, type, sealed, state, created_at }) => {
      const body: unknown = JSON.parse(await unseal(person.key, bodyPlace(id), sealed));
      return { id, type, state, createdAt: new Date(created_at).toISOString(), body };
    }),
  );
};

const settleMessage = (tenant: string, id: string, state: "delivered" | "failed"): Statement => sql`UPDATE messages SET state = ${state} WHERE id = ${id} AND tenant = ${tenant}`;

const Payload = v.union([v.object({ message: v.string() }), v.object({ subject: v.string() })]);
type Payload = v.InferOutput<typeof Payload>;
const CALL = { provider: "ats", operation: "deliver" } as const;

/** The message that the task is about: the named one, or the first that its subject still owes. */
const findMessage = (edge: Edge, tenant: string, payload: Payload) => {
  const which = "message" in payload ? sql`messages.id = ${payload.message}` : sql`messages.subject = ${payload.subject} AND messages.state = 'waiting'`;
  return findOne(
    edge.databaseFor(tenant),
    MessageRow,
    sql`SELECT messages.*, people.wrapped FROM messages LEFT JOIN people ON people.id = messages.person
      WHERE messages.tenant = ${tenant} AND ${which} ORDER BY messages.created_at, messages.rowid LIMIT 1`,
  );
};

const deliver: TaskHandler["run"] = async (edge, tenant, { task, signal }) => {
  const payload = v.parse(Payload, task.payload);
  const webhook = await findWebhook(edge, tenant);
  const row = await findMessage(edge, tenant, payload);
  const then = "subject" in payload ? [deliverInOrder(edge, tenant, payload.subject)] : [];
  if (!row) return [];
  const { id } = row;
  // Erased meanwhile: there is nothing left to tell.
  if (row.person !== null && row.wrapped === null) return "subject" in payload ? [settleMessage(tenant, id, "failed"), ...then] : [];
  if (!webhook?.url || webhook.state === "disabled") {
    return [
      settleMessage(tenant, id, "failed"),
      note(edge, tenant, { provider: null, kind: "delivery", subject: id, outcome: "nobody listens", cause: "send it again with a replay" }),
      ...then,
    ];
  }

  const keys = await tenantKeys(edge, tenant);
  const key = row.person !== null && row.wrapped !== null ? await openPersonKey(keys, row.person, row.wrapped) : keys.data;
  const body = await unseal(key, bodyPlace(id), row.sealed);
  const at = new Date(edge.now());
  const secrets = await signingSecrets(tenant, keys, webhook, at.getTime());

  const answer = await send(edge, {
    ...CALL,
    url: webhook.url,
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(" "),
    },
    body,
    signal,
  });
  await answer.body?.cancel();
  const entry = { provider: null, kind: "delivery", subject: id, outcome: String(answer.status) } as const;
  if (answer.ok) return [settleMessage(tenant, id, "delivered"), ...endpointWorks(tenant, webhook), note(edge, tenant, entry), ...then];
  if (answer.status === 410) return [settleMessage(tenant, id, "failed"), disableEndpoint(tenant), note(edge, tenant, { ...entry, cause: "endpoint-gone" }), ...then];
  throw faultOf(edge, CALL, answer);
};

/** A failed try is the endpoint's mark too; one that has only failed for days is switched off, and whoever operates this is told. */
const deliveryFailed: NonNullable<TaskHandler["failed"]> = async (edge, tenant, task, cause, dead) => {
  const payload = v.parse(Payload, task.payload);
  const [id, webhook] = ["message" in payload ? payload.message : (await findMessage(edge, tenant, payload))?.id, await findWebhook(edge, tenant)];
  if (id === undefined) return [];
  const outcome = cause instanceof VendorFault ? String(cause.status || cause.reason) : "error";
  const over = webhook !== null && webhook.state === "enabled" && hasFailedTooLong(edge, webhook);
  return [
    note(edge, tenant, { provider: null, kind: "delivery", subject: id, outcome, ...(over ? { cause: "endpoint-given-up" } : {}) }),
    endpointFailed(edge, tenant),
    ...(over ? [disableEndpoint(tenant)] : []),
    ...(dead ? [settleMessage(tenant, id, "failed")] : []),
    ...(dead && "subject" in payload ? [deliverInOrder(edge, tenant, payload.subject)] : []),
  ];
};

export const messageTasks = {
  "messages.deliver": { run: deliver, retriesMs: (edge) => edge.settings.pace.messageRetriesMs, failed: deliveryFailed },
} satisfies Record<string, TaskHandler>;
