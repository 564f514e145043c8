// The outbox. A task is written in the same batch as what caused it; the table is the truth about pending work.
import * as v from "valibot";
import { demand, findAll, json, sql } from "../db/database.ts";
import type { Database, Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { OF_A_KIND } from "./standing.ts";
import type { Room } from "./standing.ts";

export const Task = v.object({
  id: v.string(),
  tenant: v.string(),
  name: v.string(),
  key: v.nullable(v.string()),
  payload: json(v.record(v.string(), v.unknown())),
  slow: v.number(),
  tries: v.number(),
  lease: v.nullable(v.string()),
  state: v.picklist(["ready", "leased", "dead"]),
  run_at: v.number(),
  error: v.nullable(v.string()),
  created_at: v.number(),
});
export type Task = v.InferOutput<typeof Task>;

export type NewTask = {
  readonly name: string;
  /** Ids and settings only: no personal data, no secrets. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Of tasks with the same name and key, one waits and one runs at most; a second request moves the waiting one forward. */
  readonly key?: string;
  /** Milliseconds since 1970; default now. */
  readonly runAt?: number;
  /** May take longer than a request lives: on Workers only cron and queue run it. */
  readonly slow?: boolean;
};

/** Writes the task; with `onlyIf`, a query, only when that finds a row in the same transaction. */
export const enqueue = (edge: Edge, tenant: string, task: NewTask, onlyIf: Statement = sql`SELECT 1`): Statement => {
  const now = edge.now();
  return sql`INSERT INTO tasks (id, tenant, name, key, payload, slow, state, run_at, created_at)
    SELECT ${edge.newId("task")}, ${tenant}, ${task.name}, ${task.key ?? null}, ${JSON.stringify(task.payload ?? {})}, ${task.slow ? 1 : 0}, 'ready', ${task.runAt ?? now}, ${now}
    WHERE EXISTS (${onlyIf})
    ON CONFLICT (tenant, name, key) WHERE state = 'ready' AND key IS NOT NULL DO UPDATE SET run_at = min(run_at, excluded.run_at)`;
};

type LookOptions = {
  readonly limit: number;
  readonly slowToo: boolean;
  /** Only what has not failed before. */
  readonly freshOnly?: boolean;
  /** Kinds with less room than others. */
  readonly rooms?: readonly Room[];
};

/** `running`: how many of its tenant's kind run now. */
const Due = v.object({ id: v.string(), tenant: v.string(), name: v.string(), slow: v.number(), tries: v.number(), running: v.number() });
export type Due = v.InferOutput<typeof Due>;

/** Of a longer backlog the first are looked at; a kind that has no room any more is passed over at the next look. */
export const LOOKED_AT = 16;

/** No other of its name and key is running. The one that ran when its lease ended goes before the one that waits. */
const alone = sql`NOT EXISTS (SELECT 1 FROM tasks AS other
  WHERE other.tenant = due.tenant AND other.name = due.name AND other.key = due.key AND other.state = 'leased' AND other.id <> due.id)`;

/**
 * Tasks that may start now, the longest due first. What has no room is passed over inside the index, so that a long
 * backlog of one kind costs others next to nothing.
 */
export const findDue = (edge: Edge, db: Database, { limit, slowToo, freshOnly = false, rooms = [] }: LookOptions): Promise<Due[]> => {
  const now = edge.now();
  const many = sql`coalesce((SELECT many FROM running WHERE running.tenant = due.tenant AND running.name = due.name), 0)`;
  const kinds = JSON.stringify(rooms.map(({ tenant, name, room }) => [tenant, name, room]));
  // Most of the time nobody has less room, and the query need not ask.
  const hasRoom = rooms.length === 0 ? sql`` : sql`AND ${many} < coalesce((SELECT min(room) FROM less WHERE less.tenant = due.tenant AND less.name = due.name), ${OF_A_KIND})`;
  const less =
    rooms.length === 0
      ? sql``
      : sql`, less AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS tenant, json_extract(value, '$[1]') AS name, json_extract(value, '$[2]') AS room FROM json_each(${kinds}))`;
  return findAll(
    db,
    Due,
    sql`WITH running AS MATERIALIZED (SELECT tenant, name, count(*) AS many FROM tasks WHERE state = 'leased' AND run_at > ${now} GROUP BY tenant, name)${less}
      SELECT id, tenant, name, slow, tries, ${many} AS running FROM tasks AS due WHERE state <> 'dead' AND run_at <= ${now} AND slow <= ${slowToo ? 1 : 0}
        AND (tenant, name) NOT IN (SELECT tenant, name FROM running WHERE many >= ${OF_A_KIND}) ${hasRoom}
        AND tenant NOT IN (SELECT id FROM tenants WHERE suspended_at IS NOT NULL) ${freshOnly ? sql`AND tries = 0` : sql``} AND ${alone} ORDER BY run_at, id LIMIT ${limit}`,
  );
};

/** Takes the tasks for one lease time, unless somebody was quicker. A task whose lease ran out is due again. */
export const claim = async (edge: Edge, db: Database, ids: readonly string[]): Promise<Task[]> => {
  if (ids.length === 0) return [];
  const now = edge.now();
  const [claimed] = await db.batch([
    sql`UPDATE tasks AS due SET state = 'leased', lease = ${edge.newId("lease")}, instance = ${edge.settings.instance}, tries = tries + 1, run_at = ${now + edge.settings.pace.leaseMs}
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND state <> 'dead' AND run_at <= ${now} AND ${alone}
      RETURNING *`,
  ]);
  return (claimed?.rows ?? []).map((row) => v.parse(Task, row));
};

const held = (task: Task) => sql`SELECT 1 FROM tasks WHERE id = ${task.id} AND lease = ${task.lease} AND state = 'leased'`;

/** Rolls the batch back unless the task is still ours. */
export const demandHeld = (task: Task): Statement => demand(held(task));

/** Ends a task in the same batch as its results; the batch fails whole when the lease was lost. */
export const settle = (task: Task): readonly [Statement, Statement] => [demandHeld(task), sql`DELETE FROM tasks WHERE id = ${task.id}`];

/** Keeps the lease while the work goes on; changes nothing when it was lost. */
export const extendLease = (edge: Edge, task: Task): Statement =>
  sql`UPDATE tasks SET run_at = ${edge.now() + edge.settings.pace.leaseMs} WHERE id = ${task.id} AND lease = ${task.lease} AND state = 'leased'`;

/** Puts a failed task back. One of its kind that already waits gives way with its earlier moment, so that tries are not forgotten. */
export const putBack = (task: Task, runAt: number, error: string): Statement =>
  sql`UPDATE OR REPLACE tasks SET state = 'ready', lease = NULL, error = ${error},
    run_at = min(${Math.round(runAt)}, coalesce((SELECT waiting.run_at FROM tasks AS waiting WHERE waiting.tenant = tasks.tenant AND waiting.name = tasks.name AND waiting.key = tasks.key AND waiting.state = 'ready'), ${Math.round(runAt)}))
    WHERE id = ${task.id} AND lease = ${task.lease}`;

export const bury = (task: Task, error: string): Statement => sql`UPDATE tasks SET state = 'dead', lease = NULL, error = ${error} WHERE id = ${task.id} AND lease = ${task.lease}`;

/** A starting edge takes back at once what its own dead predecessor held. */
export const freeLeases = (edge: Edge): Statement => sql`UPDATE tasks SET run_at = ${edge.now()} WHERE state = 'leased' AND instance = ${edge.settings.instance}`;

export const listTasks = (edge: Edge, tenant: string, state: Task["state"], limit: number, after: string) =>
  findAll(edge.databaseFor(tenant), Task, sql`SELECT * FROM tasks WHERE tenant = ${tenant} AND state = ${state} AND id > ${after} ORDER BY id LIMIT ${limit}`);

/** Gives a dead task all its tries again; one of its kind that already waits gives way. */
export const revive = (edge: Edge, tenant: string, id: string): Statement =>
  sql`UPDATE OR REPLACE tasks SET state = 'ready', run_at = ${edge.now()}, tries = 0 WHERE tenant = ${tenant} AND id = ${id} AND state = 'dead' RETURNING id`;

/** Doubles from the first wait to the longest, with up to a fifth added so that many do not come back together. */
export const backoffMs = (pace: { firstRetryMs: number; longestRetryMs: number }, tries: number, random = Math.random()): number =>
  Math.min(pace.longestRetryMs, pace.firstRetryMs * 2 ** Math.max(0, tries - 1)) * (1 + random / 5);
