// Messages to the ATS: Standard Webhooks (https://www.standardwebhooks.com), stored sealed, delivered by tasks.
import { Webhook } from "standardwebhooks";
import * as v from "valibot";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
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

export type NewMessage = {
  readonly type: string;
  readonly data: unknown;
  /** One of our ids, for the time line. */
  readonly subject: string | null;
  /** Whose data it carries: sealed under that person's key, it goes when they are erased. */
  readonly person?: { readonly id: string; readonly key: CryptoKey };
};

const MessageRow = v.object({ id: v.string(), type: v.string(), sealed: v.string(), person: v.nullable(v.string()), wrapped: v.nullable(v.string()) });
const WebhookRow = v.object({
  url: v.nullable(v.string()),
  state: v.picklist(["enabled", "disabled"]),
  secret: v.string(),
  previous_secret: v.nullable(v.string()),
  previous_until: v.nullable(v.number()),
});

const bodyPlace = (id: string) => `messages/${id}`;
const secretPlace = (tenant: string) => `webhooks/${tenant}/secret`;
const ROTATION_MS = 24 * 3_600_000;

/** The statements that keep a message and its delivery; commit them with what it reports, `onlyIf` a query still finds a row. */
export const tell = async (edge: Edge, tenant: string, keys: TenantKeys, message: NewMessage, onlyIf: Statement = sql`SELECT 1`): Promise<Statement[]> => {
  const id = edge.newId("msg");
  const body = JSON.stringify({ type: message.type, timestamp: new Date(edge.now()).toISOString(), data: message.data });
  return [
    sql`INSERT INTO messages (id, tenant, person, type, subject, sealed, state, created_at)
      SELECT ${id}, ${tenant}, ${message.person?.id ?? null}, ${message.type}, ${message.subject}, ${await seal(message.person?.key ?? keys.data, bodyPlace(id), body)}, 'waiting', ${edge.now()}
      WHERE EXISTS (${onlyIf})`,
    deliverMessage(edge, tenant, id),
    ...(message.subject === null ? [] : [notifySubscribers(edge, tenant, message.type, message.subject)]),
  ];
};

/** Nobody listening, no task: the message stays for a replay. */
export const deliverMessage = (edge: Edge, tenant: string, id: string): Statement =>
  enqueue(
    edge,
    tenant,
    { name: "messages.deliver", key: id, payload: { message: id } },
    sql`SELECT 1 FROM webhooks, messages WHERE webhooks.tenant = ${tenant} AND webhooks.url IS NOT NULL AND webhooks.state = 'enabled' AND messages.id = ${id}`,
  );

const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** A first secret for a tenant that has none. */
export const createWebhook = async (tenant: string, keys: TenantKeys, url: string | null) => {
  const secret = newSecret();
  const sealed = await seal(keys.data, secretPlace(tenant), secret);
  return { secret, statement: sql`INSERT INTO webhooks (tenant, url, state, secret) VALUES (${tenant}, ${url}, 'enabled', ${sealed}) ON CONFLICT DO NOTHING` };
};

/** Setting the address again also enables one that was switched off. */
export const pointWebhook = (tenant: string, url: string | null): Statement => sql`UPDATE webhooks SET url = ${url}, state = 'enabled' WHERE tenant = ${tenant}`;

/** A new secret; the old one signs beside it for 24 hours. */
export const rotateWebhookSecret = async (edge: Edge, tenant: string, keys: TenantKeys) => {
  const secret = newSecret();
  const sealed = await seal(keys.data, secretPlace(tenant), secret);
  return {
    secret,
    statement: sql`UPDATE webhooks SET previous_secret = secret, previous_until = ${edge.now() + ROTATION_MS}, secret = ${sealed} WHERE tenant = ${tenant}`,
  };
};

export const findWebhook = (edge: Edge, tenant: string) => findOne(edge.databaseFor(tenant), WebhookRow, sql`SELECT * FROM webhooks WHERE tenant = ${tenant}`);

/** Messages of a tenant since a moment, or by id; oldest first. */
export const listMessages = (edge: Edge, tenant: string, which: { readonly since: number } | { readonly ids: readonly string[] }) =>
  findAll(
    edge.databaseFor(tenant),
    v.object({ id: v.string() }),
    "since" in which
      ? sql`SELECT id FROM messages WHERE tenant = ${tenant} AND created_at >= ${which.since} ORDER BY created_at, id`
      : sql`SELECT id FROM messages WHERE tenant = ${tenant} AND id IN (SELECT value FROM json_each(${JSON.stringify(which.ids)})) ORDER BY created_at, id`,
  );

const settleMessage = (tenant: string, id: string, state: "delivered" | "failed"): Statement => sql`UPDATE messages SET state = ${state} WHERE id = ${id} AND tenant = ${tenant}`;

const Payload = v.object({ message: v.string() });
const CALL = { provider: "ats", operation: "deliver" } as const;

const deliver: TaskHandler["run"] = async (edge, tenant, { task, signal }) => {
  const { message: id } = v.parse(Payload, task.payload);
  const webhook = await findWebhook(edge, tenant);
  const row = await findOne(
    edge.databaseFor(tenant),
    MessageRow,
    sql`SELECT messages.*, people.wrapped FROM messages LEFT JOIN people ON people.id = messages.person WHERE messages.id = ${id} AND messages.tenant = ${tenant}`,
  );
  // Erased meanwhile: there is nothing left to tell.
  if (!row || (row.person !== null && row.wrapped === null)) return [];
  if (!webhook?.url || webhook.state === "disabled") {
    return [
      settleMessage(tenant, id, "failed"),
      note(edge, tenant, { provider: null, kind: "delivery", subject: id, outcome: "nobody listens", cause: "send it again with a replay" }),
    ];
  }

  const keys = await tenantKeys(edge, tenant);
  const key = row.person !== null && row.wrapped !== null ? await openPersonKey(keys, row.person, row.wrapped) : keys.data;
  const body = await unseal(key, bodyPlace(id), row.sealed);
  const at = new Date(edge.now());
  const sealedSecrets = [webhook.secret, ...(webhook.previous_secret !== null && (webhook.previous_until ?? 0) > at.getTime() ? [webhook.previous_secret] : [])];
  const secrets = await Promise.all(sealedSecrets.map((sealed) => unseal(keys.data, secretPlace(tenant), sealed)));

  const answer = await send(edge, {
    ...CALL,
    url: webhook.url,
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
    },
    body,
    signal,
  });
  await answer.body?.cancel();
  const entry = { provider: null, kind: "delivery", subject: id, outcome: String(answer.status) } as const;
  if (answer.ok) return [settleMessage(tenant, id, "delivered"), note(edge, tenant, entry)];
  if (answer.status === 410) {
    return [settleMessage(tenant, id, "failed"), sql`UPDATE webhooks SET state = 'disabled' WHERE tenant = ${tenant}`, note(edge, tenant, { ...entry, cause: "endpoint-gone" })];
  }
  throw faultOf(edge, CALL, answer);
};

export const messageTasks = {
  "messages.deliver": {
    run: deliver,
    retriesMs: (edge) => edge.settings.pace.messageRetriesMs,
    failed: async (edge, tenant, task, cause, dead) => {
      const { message } = v.parse(Payload, task.payload);
      const outcome = cause instanceof VendorFault ? String(cause.status || cause.reason) : "error";
      return [note(edge, tenant, { provider: null, kind: "delivery", subject: message, outcome }), ...(dead ? [settleMessage(tenant, message, "failed")] : [])];
    },
  },
} satisfies Record<string, TaskHandler>;
