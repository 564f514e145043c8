// What runs later: name integrations at LinkedIn, configure them, read how they stand, look a push up, keep domains up to date.
import * as v from "valibot";
import { failed, findConnection, moveConnection } from "../../core/connections.ts";
import type { Connection, ConnectionState } from "../../core/connections.ts";
import { hookUrl } from "../../core/hook-paths.ts";
import { chooseLanguage } from "../../core/connection-texts.ts";
import { note } from "../../core/log.ts";
import { tell } from "../../core/messages.ts";
import type { TaskHandler, TaskHandlers } from "../../core/runner.ts";
import { enqueue } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import { findTenant } from "../../core/tenants.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { codecOf, configureIntegration, findByRequest, readIntegrations, renameIntegrations, settingsOf, warmChildToken } from "./client.ts";
import { canonicalKey, inBatches } from "./codec.ts";
import { configurationOf, identityKey } from "./contract.ts";
import type { Identity } from "./contract.ts";
import { integrationName, shown } from "./map.ts";
import { updateDomains } from "./provisioning.ts";
import { slotWaitMs, takeSlot } from "./slots.ts";
import { advance, configured, countCall, hasStatus, identityOf, listIntegrations, refuse, setStatus } from "./store.ts";
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
  const owner = await findTenant(edge, tenant);
  const [batch = []] = inBatches(
    codecOf(edge, connection),
    owed.map((row) => ({ ...identityOf(row), name: integrationName(owner?.name ?? tenant, row.type, settingsOf(connection).integrationNames), tries: row.tries })),
  );
  await warmChildToken(edge, connection);
  await countCall(edge, tenant, "rename");
  await edge.sleep(await takeSlot(edge));
  const { results, errors } = await renameIntegrations(edge, connection, batch);

  const outcome = new Map<string, { status?: number | undefined; message?: string | undefined }>();
  for (const [key, value] of Object.entries(results)) outcome.set(canonicalKey(key) ?? key, { status: value.status });
  for (const [key, value] of Object.entries(errors)) outcome.set(canonicalKey(key) ?? key, { status: 400, ...value });
  const statements = batch.map((each) => {
    const said = outcome.get(identityKey(each)) ?? { status: 404, message: "LinkedIn's answer does not mention this integration" };
    const good = said.status !== undefined && said.status >= 200 && said.status < 300;
    return good ? advance(tenant, each, each.name) : refuse(tenant, each, said, isPassing(said.status) && each.tries + 1 < TRIES);
  });
  const again = owed.length > batch.length || batch.some((each) => isPassing(outcome.get(identityKey(each))?.status));
  return [
    ...statements,
    configureNow(edge, tenant),
    ...(again ? [syncNow(edge, tenant, owed.length > batch.length ? edge.now() : edge.now() + edge.settings.pace.firstRetryMs)] : []),
  ];
};

const configureNow = (edge: Edge, tenant: string, runAt = edge.now()): Statement => enqueue(edge, tenant, { name: "linkedin.configure", key: "all", runAt });

/** What one call about one integration came to: LinkedIn's error for it, or null. Only what stops all calls is thrown. */
const configureOne = async (edge: Edge, connection: Connection, row: Stored, callback: string) => {
  const wanted = configurationOf(row.type, callback, settingsOf(connection).visibilityForAll);
  try {
    const { errors } = await configureIntegration(edge, connection, identityOf(row), wanted);
    const [key, error] = Object.entries(errors)[0] ?? [];
    return error ? { ...error, message: `${key}: ${error.message ?? ""}` } : null;
  } catch (cause) {
    // Refused for this integration alone; a refused token or an outage concerns all.
    if (cause instanceof VendorFault && (cause.reason === "rejected" || cause.status === 403))
      return { status: cause.status, message: `LinkedIn refused the configuration (${cause.status})` };
    throw cause;
  }
};

/** The callback address for each, and who sees what. Where LinkedIn needs the callback, a refusal is an error; elsewhere polling covers for it. */
const configure: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await connected(edge, tenant);
  const owed = (await listIntegrations(edge, tenant)).filter((row) => row.todo === "configure");
  if (!connection || owed.length === 0) return [];
  const callback = await hookUrl(edge, tenant, "linkedin");
  let passing = false;
  for (const row of owed) {
    const error = await configureOne(edge, connection, row, callback);
    const again = error !== null && isPassing(error.status) && row.tries + 1 < TRIES;
    passing ||= again;
    const kept = error === null ? [configured(tenant, identityOf(row))] : [refuse(tenant, identityOf(row), error, again)];
    // One by one: a failure at the next integration does not take this one's success with it.
    await edge.databaseFor(tenant).batch(kept);
  }
  return [refreshNow(edge, tenant), ...(passing ? [configureNow(edge, tenant, edge.now() + edge.settings.pace.firstRetryMs)] : [])];
};

/** Status changes as LinkedIn tells them, each told to the ATS once. */
const applyStatuses = async (edge: Edge, connection: Connection, rows: readonly Stored[], said: ReadonlyMap<string, string>): Promise<Statement[]> => {
  const { tenant } = connection;
  const keys = await tenantKeys(edge, tenant);
  const language = chooseLanguage(null, (await findTenant(edge, tenant))?.settings.locale);
  const statements: Statement[] = [];
  for (const row of rows) {
    const status = said.get(identityKey(identityOf(row)));
    if (status === undefined || status === row.status) continue;
    const data = { ...shown({ ...row, status, since: edge.now() }, language), previousStatus: row.status };
    // Look-ups and refreshes may see the same change: whoever commits first tells it.
    const onlyIf = hasStatus(tenant, identityOf(row), row.status);
    statements.push(
      ...(await tell(edge, tenant, keys, { type: "linkedin.integration.changed", data, subject: identityKey(identityOf(row)) }, onlyIf)),
      setStatus(edge, tenant, identityOf(row), row.status, status),
    );
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

/** What a dead task has left undone is taken up again with every reading. */
const owedWork = (edge: Edge, tenant: string, rows: readonly Stored[]): Statement[] => [
  ...(rows.some((row) => row.todo === "name") ? [syncNow(edge, tenant)] : []),
  ...(rows.some((row) => row.todo === "configure") ? [configureNow(edge, tenant)] : []),
];

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
  return [...(await applyStatuses(edge, connection, rows, said)), ...later, ...owedWork(edge, tenant, rows)];
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
    else
      refusals.push(
        note(edge, tenant, {
          provider: "linkedin",
          kind: "refusal",
          subject: task.id,
          outcome: "foreign organization",
          cause: "the push leads to an organization that is not this customer's",
        }),
      );
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
