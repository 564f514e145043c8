// Where messages to the ATS go: the address, its signing secrets, and how it has been doing.
import * as v from "valibot";
import { findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { seal, unseal } from "./keyring.ts";
import type { TenantKeys } from "./tenant-keys.ts";

const WebhookRow = v.object({
  url: v.nullable(v.string()),
  state: v.picklist(["enabled", "disabled"]),
  secret: v.string(),
  previous_secret: v.nullable(v.string()),
  previous_until: v.nullable(v.number()),
  failures: v.number(),
  failing_since: v.nullable(v.number()),
  ordered: v.number(),
});
export type Webhook = v.InferOutput<typeof WebhookRow>;

const secretPlace = (tenant: string) => `webhooks/${tenant}/secret`;
const ROTATION_MS = 24 * 3_600_000;

export const findWebhook = (edge: Edge, tenant: string): Promise<Webhook | null> =>
  findOne(edge.databaseFor(tenant), WebhookRow, sql`SELECT * FROM webhooks WHERE tenant = ${tenant}`);

const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** Where to, and whether the messages of one application wait for each other. */
export type Target = { readonly url: string; readonly ordered?: boolean | undefined } | undefined;

/** A first secret for a tenant that has none. */
export const createWebhook = async (tenant: string, keys: TenantKeys, target: Target) => {
  const secret = newSecret();
  const sealed = await seal(keys.data, secretPlace(tenant), secret);
  return {
    secret,
    statement: sql`INSERT INTO webhooks (tenant, url, state, secret, ordered) VALUES (${tenant}, ${target?.url ?? null}, 'enabled', ${sealed}, ${target?.ordered ? 1 : 0}) ON CONFLICT DO NOTHING`,
  };
};

/** Setting the address again also enables one that was switched off. */
export const pointWebhook = (tenant: string, target: Target): Statement =>
  sql`UPDATE webhooks SET url = ${target?.url ?? null}, ordered = ${target?.ordered ? 1 : 0}, state = 'enabled', failures = 0, failing_since = NULL WHERE tenant = ${tenant}`;

/** A new secret; the old one signs beside it for 24 hours. */
export const rotateWebhookSecret = async (edge: Edge, tenant: string, keys: TenantKeys) => {
  const secret = newSecret();
  const sealed = await seal(keys.data, secretPlace(tenant), secret);
  return {
    secret,
    statement: sql`UPDATE webhooks SET previous_secret = secret, previous_until = ${edge.now() + ROTATION_MS}, secret = ${sealed} WHERE tenant = ${tenant}`,
  };
};

/** The secrets that sign at this moment, the current one first. */
export const signingSecrets = (tenant: string, keys: TenantKeys, webhook: Webhook, at: number): Promise<string[]> => {
  const sealed = [webhook.secret, ...(webhook.previous_secret !== null && (webhook.previous_until ?? 0) > at ? [webhook.previous_secret] : [])];
  return Promise.all(sealed.map((each) => unseal(keys.data, secretPlace(tenant), each)));
};

/** The endpoint took a message: whatever it had failed at is over. */
export const endpointWorks = (tenant: string, webhook: Webhook): readonly Statement[] =>
  webhook.failing_since === null ? [] : [sql`UPDATE webhooks SET failures = 0, failing_since = NULL WHERE tenant = ${tenant}`];

export const endpointFailed = (edge: Edge, tenant: string): Statement =>
  sql`UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, ${edge.now()}) WHERE tenant = ${tenant}`;

export const disableEndpoint = (tenant: string): Statement => sql`UPDATE webhooks SET state = 'disabled' WHERE tenant = ${tenant}`;

/** Nothing but failures for so long that nobody seems to be there. */
export const hasFailedTooLong = (edge: Edge, webhook: Webhook): boolean =>
  webhook.failing_since !== null && edge.now() - webhook.failing_since >= edge.settings.pace.endpointGivenUpMs;
