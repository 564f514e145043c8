// What a customer requested, how far each integration is, and what LinkedIn's support may ask for.
import * as v from "valibot";
import type { Lookout } from "../../core/alerts.ts";
import { findAll, json, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { EntityError } from "./contract.ts";
import type { Identity } from "./contract.ts";

/** LinkedIn's limit for each application and UTC day. */
export const CALLS_A_DAY = 5_000;
const FAULTS_KEPT = 20;
const ANSWER_KEPT = 4_000;

const Row = v.object({
  context: v.string(),
  type: v.string(),
  tenant_type: v.string(),
  name: v.string(),
  status: v.string(),
  since: v.number(),
  todo: v.nullable(v.picklist(["name", "configure"])),
  tries: v.number(),
  callback_set: v.number(),
  error: v.nullable(json(EntityError)),
  created_at: v.number(),
});
export type Stored = v.InferOutput<typeof Row>;

export const identityOf = (row: Stored): Identity => ({ integrationContext: row.context, integrationType: row.type, tenantType: row.tenant_type });

export const listIntegrations = (edge: Edge, tenant: string): Promise<Stored[]> =>
  findAll(edge.databaseFor(tenant), Row, sql`SELECT * FROM linkedin_integrations WHERE tenant = ${tenant} ORDER BY rowid`);

const where = (tenant: string, { integrationContext, integrationType, tenantType }: Identity) =>
  sql`tenant = ${tenant} AND context = ${integrationContext} AND type = ${integrationType} AND tenant_type = ${tenantType}`;

/** A repeat starts the same row's work again: that is how the plugin's "Notify partner" asks for it. */
export const requestIntegrations = (edge: Edge, tenant: string, wanted: readonly (Identity & { readonly name: string })[]): Statement => {
  const now = edge.now();
  return sql`INSERT INTO linkedin_integrations (tenant, context, type, tenant_type, name, status, since, todo, created_at)
    SELECT ${tenant}, value ->> 'integrationContext', value ->> 'integrationType', value ->> 'tenantType', value ->> 'name', 'REQUESTED', ${now}, 'name', ${now}
    FROM json_each(${JSON.stringify(wanted)}) WHERE TRUE
    ON CONFLICT (tenant, context, type, tenant_type) DO UPDATE SET name = excluded.name, todo = 'name', tries = 0, error = NULL`;
};

/** LinkedIn has taken this name; the configuration is owed now. */
export const advance = (tenant: string, identity: Identity, name: string): Statement =>
  sql`UPDATE linkedin_integrations SET name = ${name}, todo = 'configure', tries = 0, error = NULL WHERE ${where(tenant, identity)}`;

/** LinkedIn knows where to call us for this one; nothing is owed. */
export const configured = (tenant: string, identity: Identity): Statement =>
  sql`UPDATE linkedin_integrations SET todo = NULL, tries = 0, error = NULL, callback_set = 1 WHERE ${where(tenant, identity)}`;

/** LinkedIn refused this one: it is shown, and tried again a few times if `again`. */
export const refuse = (tenant: string, identity: Identity, error: v.InferOutput<typeof EntityError>, again: boolean): Statement => {
  const { status, message, serviceErrorCode, code } = error;
  return sql`UPDATE linkedin_integrations SET error = ${JSON.stringify({ status, message, serviceErrorCode, code })}, tries = tries + 1, todo = CASE WHEN ${again ? 1 : 0} = 1 THEN todo END
    WHERE ${where(tenant, identity)}`;
};

export const setStatus = (edge: Edge, tenant: string, identity: Identity, before: string, status: string): Statement =>
  sql`UPDATE linkedin_integrations SET status = ${status}, since = ${edge.now()} WHERE ${where(tenant, identity)} AND status = ${before}`;

/** Finds the integration while it still stands so: what a message about its change depends on. */
export const hasStatus = (tenant: string, identity: Identity, status: string): Statement =>
  sql`SELECT 1 FROM linkedin_integrations WHERE ${where(tenant, identity)} AND status = ${status}`;

/** Everything is owed again: another key, another callback, another name. */
export const oweAll = (tenant: string): Statement => sql`UPDATE linkedin_integrations SET todo = 'name', tries = 0, callback_set = 0 WHERE tenant = ${tenant}`;

/** Counts a call of this UTC day; the one over the limit is not made. */
export const countCall = async (edge: Edge, tenant: string, operation: string): Promise<void> => {
  const now = new Date(edge.now());
  const day = now.toISOString().slice(0, 10);
  const [result] = await edge
    .databaseFor(tenant)
    .batch([
      sql`INSERT INTO linkedin_calls (tenant, day, calls) VALUES (${tenant}, ${day}, 1) ON CONFLICT (tenant, day) DO UPDATE SET calls = calls + 1 RETURNING calls`,
      sql`DELETE FROM linkedin_calls WHERE tenant = ${tenant} AND day < ${day}`,
    ]);
  const { calls } = v.parse(v.object({ calls: v.number() }), result?.rows[0]);
  if (calls <= CALLS_A_DAY) return;
  const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000;
  throw new VendorFault({ provider: "linkedin", operation, status: 0, reason: "unavailable", retryAfterMs: midnight - edge.now() });
};

export const callsToday = async (edge: Edge, tenant: string): Promise<number> => {
  const day = new Date(edge.now()).toISOString().slice(0, 10);
  const [row] = await edge.databaseFor(tenant).all(sql`SELECT calls FROM linkedin_calls WHERE tenant = ${tenant} AND day = ${day}`);
  return row ? v.parse(v.object({ calls: v.number() }), row).calls : 0;
};

type Fault = { readonly operation: string; readonly request: unknown; readonly status: number; readonly uuid: string | null; readonly answer: string };

/** Keeps the last few; whoever calls has taken the token out. */
export const saveFault = async (edge: Edge, tenant: string, fault: Fault): Promise<void> => {
  await edge.databaseFor(tenant).batch([
    sql`INSERT INTO linkedin_faults (tenant, at, operation, request, status, uuid, answer)
      VALUES (${tenant}, ${edge.now()}, ${fault.operation}, ${JSON.stringify(fault.request)}, ${fault.status}, ${fault.uuid}, ${fault.answer.slice(0, ANSWER_KEPT)})`,
    sql`DELETE FROM linkedin_faults WHERE tenant = ${tenant} AND id NOT IN (SELECT id FROM linkedin_faults WHERE tenant = ${tenant} ORDER BY id DESC LIMIT ${FAULTS_KEPT})`,
  ]);
};

const FaultRow = v.object({
  at: v.number(),
  operation: v.string(),
  request: json(v.looseObject({ method: v.string(), url: v.string() })),
  status: v.number(),
  uuid: v.nullable(v.string()),
  answer: v.string(),
});
export const listFaults = (edge: Edge, tenant: string) => findAll(edge.databaseFor(tenant), FaultRow, sql`SELECT * FROM linkedin_faults WHERE tenant = ${tenant} ORDER BY id DESC`);

/** Binds a key to a customer in the directory; false when it is another customer's. */
export const claimClient = async (edge: Edge, tenant: string, clientId: string): Promise<boolean> => {
  const ours = sql`SELECT 1 FROM linkedin_clients WHERE client_id = ${clientId} AND tenant = ${tenant}`;
  await edge.directory.batch([
    sql`INSERT INTO linkedin_clients (client_id, tenant) VALUES (${clientId}, ${tenant}) ON CONFLICT DO NOTHING`,
    // A refused claim must not give up the key that the tenant has.
    sql`DELETE FROM linkedin_clients WHERE tenant = ${tenant} AND client_id <> ${clientId} AND EXISTS (${ours})`,
  ]);
  return (await edge.directory.all(ours)).length > 0;
};

/** After ten minutes LinkedIn offers its user to "notify the partner": we want to know before. */
const LATE_MINUTES = 5;

/** Integrations that a customer has requested and that we have not brought to PARTNER_READY in time. */
export const latePartnerReady: Lookout = (edge) =>
  sql`SELECT tenant, 'late-partner-ready' AS kind, 'linkedin' AS provider, type || ' ' || context AS subject, since FROM linkedin_integrations
    WHERE status = 'REQUESTED' AND since < ${edge.now() - LATE_MINUTES * edge.settings.pace.minuteMs}`;
