// A tenant's link to a provider: settings, sealed secrets, and a state with its cause and since when.
import * as v from "valibot";
import { CONNECTION_STATES } from "../api.ts";
import { demand, findAll, findOne, json, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import { VendorFault } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { seal, unseal } from "./keyring.ts";
import { causeText, chooseLanguage, nextStepText } from "./connection-texts.ts";
import { tell } from "./messages.ts";
import { tenantKeys } from "./tenant-keys.ts";
import type { TenantKeys } from "./tenant-keys.ts";
import { findTenant } from "./tenants.ts";

export type ConnectionState = (typeof CONNECTION_STATES)[number];
const AnyObject = v.record(v.string(), v.unknown());

const ConnectionRow = v.object({
  tenant: v.string(),
  provider: v.string(),
  settings: json(AnyObject),
  secrets: v.string(),
  /** What calls taught us about the vendor, such as the form of its token request. */
  learned: json(AnyObject),
  state: v.picklist(CONNECTION_STATES),
  cause: v.nullable(v.string()),
  since: v.number(),
  failures: v.number(),
  revision: v.number(),
});
export type Connection = v.InferOutput<typeof ConnectionRow>;

const place = (tenant: string, provider: string) => `connections/${tenant}/${provider}/secrets`;

export const findConnection = (edge: Edge, tenant: string, provider: string): Promise<Connection | null> =>
  findOne(edge.databaseFor(tenant), ConnectionRow, sql`SELECT * FROM connections WHERE tenant = ${tenant} AND provider = ${provider}`);

export const listConnections = (edge: Edge, tenant: string): Promise<Connection[]> =>
  findAll(edge.databaseFor(tenant), ConnectionRow, sql`SELECT * FROM connections WHERE tenant = ${tenant} ORDER BY provider`);

const OPENED_AT_MOST = 2_000;
/** By the tenant's key, which is gone from memory when it is gone from the database. */
const opened = new WeakMap<TenantKeys, Map<string, unknown>>();

/** The row and the key are read each time; only unsealing is remembered. */
export const openSecrets = async <S extends v.GenericSchema>(edge: Edge, connection: Connection, schema: S): Promise<v.InferOutput<S>> => {
  const keys = await tenantKeys(edge, connection.tenant);
  const known = opened.get(keys) ?? new Map<string, unknown>();
  opened.set(keys, known);
  if (!known.has(connection.secrets)) {
    const secrets: unknown = JSON.parse(await unseal(keys.data, place(connection.tenant, connection.provider), connection.secrets));
    if (known.size >= OPENED_AT_MOST) known.clear();
    known.set(connection.secrets, secrets);
  }
  return v.parse(schema, known.get(connection.secrets));
};

/** Replaces settings and secrets; what was learned and the state start anew. */
export const saveConnection = async (
  edge: Edge,
  tenant: string,
  provider: string,
  settings: unknown,
  secrets: unknown,
  initial: { readonly state: ConnectionState; readonly cause: string } = { state: "waiting_for_us", cause: "checking" },
): Promise<Statement> => {
  const keys = await tenantKeys(edge, tenant);
  const sealed = await seal(keys.data, place(tenant, provider), JSON.stringify(secrets));
  return sql`INSERT INTO connections (tenant, provider, settings, secrets, state, cause, since)
    VALUES (${tenant}, ${provider}, ${JSON.stringify(settings)}, ${sealed}, ${initial.state}, ${initial.cause}, ${edge.now()})
    ON CONFLICT (tenant, provider) DO UPDATE SET settings = excluded.settings, secrets = excluded.secrets, learned = '{}',
      state = excluded.state, cause = excluded.cause, since = excluded.since, failures = 0, revision = revision + 1`;
};

/** New settings and secrets under the same state: what the vendor changed, not the operator. Fails the batch when somebody else was first. */
export const saveConnectionParts = async (edge: Edge, connection: Connection, settings: unknown, secrets: unknown): Promise<Statement[]> => {
  const { tenant, provider, revision } = connection;
  const sealed = await seal((await tenantKeys(edge, tenant)).data, place(tenant, provider), JSON.stringify(secrets));
  return [
    demand(unchanged(connection)),
    sql`UPDATE connections SET settings = ${JSON.stringify(settings)}, secrets = ${sealed}, revision = revision + 1 WHERE tenant = ${tenant} AND provider = ${provider} AND revision = ${revision}`,
  ];
};

/** Finds the connection while nobody has changed its settings or secrets since it was read. */
export const unchanged = ({ tenant, provider, revision }: Connection): Statement =>
  sql`SELECT 1 FROM connections WHERE tenant = ${tenant} AND provider = ${provider} AND revision = ${revision}`;

export const removeConnection = (tenant: string, provider: string): Statement[] => [
  sql`DELETE FROM tasks WHERE tenant = ${tenant} AND name LIKE ${`${provider}.%`}`,
  sql`DELETE FROM connections WHERE tenant = ${tenant} AND provider = ${provider} RETURNING provider`,
];

export const learn = (connection: Connection, lesson: { readonly [key: string]: unknown }): Statement =>
  sql`UPDATE connections SET learned = json_patch(learned, ${JSON.stringify(lesson)})
    WHERE tenant = ${connection.tenant} AND provider = ${connection.provider} AND revision = ${connection.revision}`;

/** Moves a connection, and tells the ATS when state or cause changed. */
export const moveConnection = async (edge: Edge, connection: Connection, state: ConnectionState, cause: string | null, failures = 0): Promise<Statement[]> => {
  const { tenant, provider, revision } = connection;
  const changed = connection.state !== state || connection.cause !== cause;
  const since = connection.state === state ? connection.since : edge.now();
  const update = sql`UPDATE connections SET state = ${state}, cause = ${cause}, failures = ${failures}, since = ${since}
    WHERE tenant = ${tenant} AND provider = ${provider} AND revision = ${revision}`;
  if (!changed) return failures === connection.failures ? [] : [update];
  const language = chooseLanguage(null, (await findTenant(edge, tenant))?.settings.locale);
  const data = {
    provider,
    state,
    cause: causeText(cause, language),
    causeCode: cause,
    nextStep: nextStepText(state, language, cause),
    previousState: connection.state,
    since: new Date(since).toISOString(),
  };
  // Several tasks may see the same trouble: whoever commits first tells it.
  const onlyIf = sql`${unchanged(connection)} AND state = ${connection.state} AND cause IS ${connection.cause}`;
  return [...(await tell(edge, tenant, await tenantKeys(edge, tenant), { type: "connection.state.changed", data, subject: provider }, onlyIf)), update];
};

/** The vendor answered as it should. */
export const succeeded = (edge: Edge, connection: Connection): Promise<Statement[]> => moveConnection(edge, connection, "healthy", null);

/** The vendor failed: refused credentials need somebody at once, anything else is `degraded` from the second time on. */
export const failed = (edge: Edge, connection: Connection, cause: unknown, atOnce = false): Promise<Statement[]> => {
  if (!(cause instanceof VendorFault)) return Promise.resolve([]);
  const failures = connection.failures + 1;
  if (cause.reason === "refused") return moveConnection(edge, connection, "action_needed", "credentials-refused", failures);
  const code = cause.reason === "unavailable" || cause.reason === "timeout" ? "unreachable" : "unexpected-answer";
  if (failures < 2 && !atOnce) return moveConnection(edge, connection, connection.state, connection.cause, failures);
  return moveConnection(edge, connection, "degraded", code, failures);
};
