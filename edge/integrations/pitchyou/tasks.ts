// What runs later: the check of new credentials, the pull of profiles, the confirmation of what is stored.
import * as v from "valibot";
import { failed, findConnection, learn, succeeded } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { note } from "../../core/log.ts";
import type { TaskHandler, TaskHandlers } from "../../core/runner.ts";
import { enqueue } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { tryChatCredentials, confirmProfiles, findTokenStyle, listProfiles, listTemplates } from "./client.ts";
import type { Profile } from "./contract.ts";
import { listUnconfirmed, markConfirmed, partByKnown, unconfirm } from "./store.ts";
import type { Waiting } from "./store.ts";
import { confirmTask, planMedia, takeIn } from "./take-in.ts";
import type { Planned } from "./take-in.ts";

const AT_ONCE = 8;
const CONFIRM_AT_ONCE = 100;
const ANNOUNCED_TOGETHER = 200;
const Paced = v.object({ pullMinutes: v.number() });

/** A pull now. During a pull it waits for that one's end. */
export const pullNow = (edge: Edge, tenant: string): Statement => enqueue(edge, tenant, { name: "pitchyou.pull", key: "all", slow: true });

/** The next pull in turn, a fifth earlier or later so that tenants do not march in step. */
const pullLater = (edge: Edge, connection: Connection): Statement[] => {
  if (edge.settings.pace.onDemand) return [];
  const minutes = v.parse(Paced, connection.settings).pullMinutes;
  const runAt = edge.now() + minutes * 60_000 * (0.8 + Math.random() * 0.4);
  return [enqueue(edge, connection.tenant, { name: "pitchyou.pull", key: "all", slow: true, runAt: Math.round(runAt) })];
};

/** Proves the credentials and learns how PitchYou wants to be asked. */
export const checkCredentials = async (edge: Edge, connection: Connection): Promise<readonly Statement[]> => {
  const tokenStyle = await findTokenStyle(edge, connection);
  const taught = { ...connection, learned: { ...connection.learned, tokenStyle } };
  await listTemplates(edge, taught);
  await tryChatCredentials(edge, taught);
  return [learn(connection, { tokenStyle })];
};

type Counts = { taken: number; repeated: number; failed: number; skipped: number };

/** Takes in all that is new, a few at a time; one profile's trouble does not hold up the others. Answers the first trouble. */
const takeInAll = async (edge: Edge, connection: Connection, fresh: readonly Profile[], signal: AbortSignal, counts: Counts): Promise<unknown> => {
  let trouble: unknown;
  const work = async (queue: Iterable<Planned>) => {
    for (const planned of queue) {
      if (signal.aborted) return;
      try {
        if (await takeIn(edge, connection, planned, signal)) counts.taken++;
        else counts.repeated++;
      } catch (cause) {
        counts.failed++;
        trouble ??= cause;
      }
    }
  };
  for (let from = 0; from < fresh.length; from += ANNOUNCED_TOGETHER) {
    const { planned, statements } = planMedia(edge, connection.tenant, fresh.slice(from, from + ANNOUNCED_TOGETHER));
    await edge.databaseFor(connection.tenant).batch(statements);
    const queue = planned.values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue)));
  }
  return trouble;
};

const pull: TaskHandler["run"] = async (edge, tenant, { signal, task }) => {
  const connection = await findConnection(edge, tenant, "pitchyou");
  if (!connection) return [];
  const { profiles, skipped } = await listProfiles(edge, connection, signal);
  const { fresh, repeated } = await partByKnown(edge, tenant, await tenantKeys(edge, tenant), profiles);
  const counts: Counts = { taken: 0, repeated: repeated.length, failed: 0, skipped };
  const again = repeated.length > 0 ? [unconfirm(tenant, repeated), confirmTask(edge, tenant)] : [];

  const trouble = await takeInAll(edge, connection, fresh, signal, counts);
  edge.log.info("pitchyou.pull", { tenant, ...counts });
  if (trouble !== undefined) {
    await edge.databaseFor(tenant).batch(again);
    // PitchYou as a whole is well when it refuses one file: that profile comes again with the next pull.
    const ofOneProfile = trouble instanceof VendorFault && trouble.operation === "media" && (trouble.reason === "refused" || trouble.reason === "rejected");
    if (!ofOneProfile) throw trouble;
    return [
      note(edge, tenant, { provider: "pitchyou", kind: "refusal", subject: task.id, outcome: `failed ${counts.failed}`, cause: trouble.message }),
      ...(await succeeded(edge, connection)),
      ...pullLater(edge, connection),
    ];
  }
  const outcome = `taken ${counts.taken}, repeated ${counts.repeated}${counts.skipped > 0 ? `, unreadable ${counts.skipped}` : ""}`;
  const worthNoting = profiles.length > 0 || skipped > 0;
  return [
    ...again,
    ...(worthNoting ? [note(edge, tenant, { provider: "pitchyou", kind: "task", subject: task.id, outcome })] : []),
    ...(await succeeded(edge, connection)),
    ...pullLater(edge, connection),
  ];
};

/** Confirms these; when PitchYou refuses the list, each half by itself, so that one bad id costs nobody else. */
const confirmThese = async (edge: Edge, connection: Connection, waiting: readonly Waiting[]): Promise<Statement[]> => {
  const { tenant } = connection;
  try {
    const lessons = await confirmProfiles(
      edge,
      connection,
      waiting.map(({ json }) => json),
    );
    return [
      ...lessons,
      markConfirmed(
        edge,
        tenant,
        waiting.map(({ hash }) => hash),
      ),
    ];
  } catch (cause) {
    if (!(cause instanceof VendorFault) || cause.reason !== "rejected") throw cause;
    if (waiting.length > 1) {
      const middle = Math.ceil(waiting.length / 2);
      return [...(await confirmThese(edge, connection, waiting.slice(0, middle))), ...(await confirmThese(edge, connection, waiting.slice(middle)))];
    }
    // The one that PitchYou does not want to hear of: it is stored here, and asking for ever would change nothing.
    return [
      ...waiting.map(({ hash }) => markConfirmed(edge, tenant, [hash])),
      note(edge, tenant, {
        provider: "pitchyou",
        kind: "refusal",
        subject: waiting[0]?.application ?? "",
        outcome: String(cause.status),
        cause: "PitchYou refuses to have this profile confirmed",
      }),
    ];
  }
};

const confirm: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await findConnection(edge, tenant, "pitchyou");
  if (!connection) return [];
  const waiting = await listUnconfirmed(edge, tenant, await tenantKeys(edge, tenant), CONFIRM_AT_ONCE);
  if (waiting.length === 0) return [];
  return [
    ...(await confirmThese(edge, connection, waiting)),
    note(edge, tenant, { provider: "pitchyou", kind: "task", subject: "confirm", outcome: `confirmed ${waiting.length}` }),
    ...(waiting.length === CONFIRM_AT_ONCE ? [confirmTask(edge, tenant)] : []),
  ];
};

const check: TaskHandler["run"] = async (edge, tenant) => {
  const connection = await findConnection(edge, tenant, "pitchyou");
  if (!connection) return [];
  const lessons = await checkCredentials(edge, connection);
  return [...lessons, ...(await succeeded(edge, connection)), ...pullLater(edge, connection)];
};

const recordFailure =
  (goOn: boolean): NonNullable<TaskHandler["failed"]> =>
  async (edge, tenant, _task, cause, dead) => {
    const connection = await findConnection(edge, tenant, "pitchyou");
    if (!connection) return [];
    // A pull that has used up its tries must not be the last one.
    return [...(await failed(edge, connection, cause)), ...(dead && goOn ? pullLater(edge, connection) : [])];
  };

export const pitchyouTasks: TaskHandlers = {
  "pitchyou.check": { run: check, failed: recordFailure(true) },
  "pitchyou.pull": { run: pull, failed: recordFailure(true) },
  "pitchyou.confirm": { run: confirm, failed: recordFailure(false) },
};
