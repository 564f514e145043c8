// What runs later: name integrations at LinkedIn, configure them, read how they stand, look a push up, keep domains up to date.
import * as v from "valibot";
import { failed, findConnection, moveConnection } from "../../core/connections.ts";
import type { Connection, ConnectionState } from "../../core/connections.ts";
import { hookUrl } from "../../core/hook-paths.ts";
import { note } from "../../core/log.ts";
import { tell } from "../../core/messages.ts";
import type { TaskHandler, TaskHandlers } from "../../core/runner.ts";
import { enqueue } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import { findTenant } from "../../core/tenants.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";
import { codecOf, configureIntegration, findByRequest, readIntegrations, renameIntegrations, settingsOf, warmChildToken } from "./client.ts";
import { canonicalKey, inBatches } from "./codec.ts";
import { TYPES, configurationOf, identityKey } from "./contract.ts";
import type { Identity } from "./contract.ts";
import { shown } from "./map.ts";
import { updateDomains } from "./provisioning.ts";
import { slotWaitMs, takeSlot } from "./slots.ts";
import { advance, identityOf, listIntegrations, refuse, setStatus } from "./store.ts";
import type { Stored } from "./store.ts";

const TRIES = 5;
/** A task does not sit on its lease longer than this for its slot; it comes back instead. */
const PATIENCE_MS = 10_000;
const SOON_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

export const syncNow = (edge: Edge, tenant: string, runAt = edge.now()): Statement => enqueue(edge, tenant, { name: "linkedin.sync", key: "all", runAt });
export const refreshNow = (edge: Edge, tenant: string, runAt = edge.now()): Statement => enqueue(edge, tenant, { name: "linkedin.refresh", key: "all", runAt });
export const lookUp = (edge: Edge, tenant: string, requestId: string): Statement => enqueue(edge, tenant, { name: "linkedin.look-up", key: requestId, payload: { requestId } });
export const domainsNow = (edge: Edge, tenant: string): Statement => enqueue(edge, tenant, { name: "linkedin.domains", key: "all" });

const connected = async (edge: Edge, tenant: string): Promise<Connection | null> => {
  const connection = await findConnection(edge, tenant, "linkedin");
  return connection && settingsOf(connection).clientId !== undefined ? connection : null;
};

const isPassing = (status: number | undefined) => status === undefined || status === 429 || status >= 500;

/** One batch call: names as many as fit, in the deployment's next free second. */
const sync: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await connected(edge, tenant);
  const owed = (await listIntegrations(edge, tenant)).filter((row) => row.todo === "name");
  if (!connection || owed.length === 0) return [];
  const ahead = await slotWaitMs(edge);
  if (ahead > PATIENCE_MS) return [syncNow(edge, tenant, edge.now() + ahead - PATIENCE_MS / 2)];
  const [batch = []] = inBatches(codecOf(edge, connection), owed.map((row) => ({ ...identityOf(row), name: row.name, tries: row.tries })));
  await warmChildToken(edge, connection);
  await edge.sleep(await takeSlot(edge));
  const { results, errors } = await renameIntegrations(edge, connection, batch);

  const outcome = new Map<string, { status?: number | undefined; message?: string | undefined }>();
  for (const [key, value] of Object.entries(results)) outcome.set(canonicalKey(key) ?? key, { status: value.status });
  for (const [key, value] of Object.entries(errors)) outcome.set(canonicalKey(key) ?? key, { status: 400, ...value });
  const statements = batch.map((each) => {
    const said = outcome.get(identityKey(each)) ?? { status: 404, message: "LinkedIn's answer does not mention this integration" };
    const good = said.status !== undefined && said.status >= 200 && said.status < 300;
    return good ? advance(tenant, each, "configure") : refuse(tenant, each, said, isPassing(said.status) && each.tries + 1 < TRIES);
  });
  const again = owed.length > batch.length || batch.some((each) => isPassing(outcome.get(identityKey(each))?.status));
  return [...statements, enqueue(edge, tenant, { name: "linkedin.configure", key: "all" }), ...(again ? [syncNow(edge, tenant, owed.length > batch.length ? edge.now() : edge.now() + edge.settings.pace.firstRetryMs)] : [])];
};

/** The callback address for each, and who sees what; a refused one matters only where LinkedIn needs it. */
const configure: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await connected(edge, tenant);
  const owed = (await listIntegrations(edge, tenant)).filter((row) => row.todo === "configure");
  if (!connection || owed.length === 0) return [];
  const callback = await hookUrl(edge, tenant, "linkedin");
  const { visibilityForAll } = settingsOf(connection);
  const statements: Statement[] = [];
  for (const row of owed) {
    const { errors } = await configureIntegration(edge, connection, identityOf(row), configurationOf(row.type, callback, visibilityForAll));
    const [error] = Object.values(errors);
    if (!error || !TYPES[row.type]?.needsCallback) statements.push(advance(tenant, identityOf(row), null));
    else statements.push(refuse(tenant, identityOf(row), error, isPassing(error.status) && row.tries + 1 < TRIES));
  }
  return [...statements, refreshNow(edge, tenant)];
};

/** Status changes as LinkedIn tells them, each told to the ATS once. */
const applyStatuses = async (edge: Edge, connection: Connection, rows: readonly Stored[], said: ReadonlyMap<string, string>): Promise<Statement[]> => {
  const { tenant } = connection;
  const keys = await tenantKeys(edge, tenant);
  const statements: Statement[] = [];
  const after = rows.map((row) => ({ ...row, status: said.get(identityKey(identityOf(row))) ?? row.status }));
  for (const [index, row] of rows.entries()) {
    const next = after[index];
    if (!next || next.status === row.status) continue;
    const data = { ...shown({ ...next, since: edge.now() }, "en"), previousStatus: row.status };
    statements.push(setStatus(edge, tenant, identityOf(row), next.status), ...(await tell(edge, tenant, keys, { type: "linkedin.integration.changed", data, subject: identityKey(identityOf(row)) })));
  }
  // Look-ups run side by side: only a task of its own, afterwards, sees all of their rows.
  return [...statements, enqueue(edge, tenant, { name: "linkedin.state", key: "all" })];
};

const settleState: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await findConnection(edge, tenant, "linkedin");
  if (!connection) return [];
  const { state, cause } = await stateOfKey(edge, connection);
  return moveConnection(edge, connection, state, cause);
};

/** Without anything requested yet, whether the key works is all there is to know. */
export const stateOfKey = async (edge: Edge, connection: Connection): Promise<{ state: ConnectionState; cause: string | null }> => {
  if (settingsOf(connection).clientId === undefined) return { state: "waiting_for_us", cause: edge.settings.linkedin.parent ? "not-provisioned" : "parent-credentials-missing" };
  await warmChildToken(edge, connection);
  const rows = await listIntegrations(edge, connection.tenant);
  const enabled = rows.length > 0 && rows.every((row) => row.status === "ENABLED");
  return enabled ? { state: "healthy", cause: null } : { state: "waiting_for_customer", cause: "not-enabled-yet" };
};

const refresh: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await findConnection(edge, tenant, "linkedin");
  if (!connection) return [];
  const rows = await listIntegrations(edge, tenant);
  if (rows.length === 0 || settingsOf(connection).clientId === undefined) return [enqueue(edge, tenant, { name: "linkedin.state", key: "all" })];
  const said = new Map<string, string>();
  for (const batch of inBatches(codecOf(edge, connection), rows.map(identityOf))) {
    const { results } = await readIntegrations(edge, connection, batch);
    for (const [key, element] of Object.entries(results)) said.set(canonicalKey(key) ?? key, element.onboardingStatus);
  }
  const allEnabled = rows.every((row) => (said.get(identityKey(identityOf(row))) ?? row.status) === "ENABLED");
  const later = edge.settings.pace.onDemand ? [] : [refreshNow(edge, tenant, edge.now() + (allEnabled ? DAY_MS : SOON_MS))];
  return [...(await applyStatuses(edge, connection, rows, said)), ...later];
};

const LookUp = v.object({ requestId: v.string() });

/** Applies what the push's id leads to, if it is this customer's. */
const lookUpPush: TaskHandler["run"] = async (edge, tenant, { task }) => {
  const connection = await connected(edge, tenant);
  if (!connection) return [];
  const { elements } = await findByRequest(edge, connection, v.parse(LookUp, task.payload).requestId);
  const rows = await listIntegrations(edge, tenant);
  const contexts = new Set(rows.map((row) => row.context));
  const said = new Map<string, string>();
  const refusals: Statement[] = [];
  for (const element of elements) {
    const identity: Identity = element;
    if (contexts.has(identity.integrationContext)) said.set(identityKey(identity), element.onboardingStatus);
    else refusals.push(note(edge, tenant, { provider: "linkedin", kind: "refusal", subject: task.id, outcome: "foreign organization", cause: "the push leads to an organization that is not this customer's" }));
  }
  return [...(await applyStatuses(edge, connection, rows, said)), ...refusals];
};

const domains: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await connected(edge, tenant);
  const owner = await findTenant(edge, tenant);
  return connection && owner ? updateDomains(edge, owner, connection) : [];
};

const recordFailure: NonNullable<TaskHandler["failed"]> = async (edge, tenant, task, cause, dead) => {
  const connection = await findConnection(edge, tenant, "linkedin");
  if (!connection) return [];
  // The safety net must not end with one bad hour.
  const goOn = dead && task.name === "linkedin.refresh" && !edge.settings.pace.onDemand ? [refreshNow(edge, tenant, edge.now() + SOON_MS)] : [];
  return [...(await failed(edge, connection, cause)), ...goOn];
};

export const linkedinTasks: TaskHandlers = {
  "linkedin.sync": { run: sync, failed: recordFailure },
  "linkedin.configure": { run: configure, failed: recordFailure },
  "linkedin.refresh": { run: refresh, failed: recordFailure },
  "linkedin.state": { run: settleState, failed: recordFailure },
  "linkedin.look-up": { run: lookUpPush, failed: recordFailure },
  "linkedin.domains": { run: domains, failed: recordFailure },
};
