// Counts for people who watch: what came in and went out over time, what waits, what was given up.
import * as v from "valibot";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Database } from "../db/database.ts";
import type { Edge } from "../ports.ts";

const Bucket = v.object({ step: v.number(), received: v.number(), repeated: v.number(), refused: v.number(), delivered: v.number(), failed: v.number() });
export type Counts = Omit<v.InferOutput<typeof Bucket>, "step">;
const NOTHING: Counts = { received: 0, repeated: 0, refused: 0, delivered: 0, failed: 0 };

/** A delivery's outcome is the ATS's status, or a word for none. */
const counted = sql`
  count(*) FILTER (WHERE kind = 'event') AS received,
  count(*) FILTER (WHERE kind = 'repeat') AS repeated,
  count(*) FILTER (WHERE kind = 'refusal') AS refused,
  count(*) FILTER (WHERE kind = 'delivery' AND outcome GLOB '2[0-9][0-9]') AS delivered,
  count(*) FILTER (WHERE kind = 'delivery' AND outcome NOT GLOB '2[0-9][0-9]') AS failed`;

/** Evenly spaced from `from`, steps without anything included. Milliseconds. */
export const countOverTime = async (edge: Edge, tenant: string, { from, stepMs, steps }: { readonly from: number; readonly stepMs: number; readonly steps: number }) => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    Bucket,
    sql`SELECT CAST((at - ${from}) / ${stepMs} AS INTEGER) AS step, ${counted} FROM log WHERE tenant = ${tenant} AND at >= ${from} AND at < ${from + stepMs * steps} GROUP BY step`,
  );
  const byStep = new Map(rows.map(({ step, ...counts }) => [step, counts]));
  return Array.from({ length: steps }, (_, step) => ({ at: from + step * stepMs, ...(byStep.get(step) ?? NOTHING) }));
};

const Tasks = v.object({ ready: v.number(), running: v.number(), dead: v.number(), oldest: v.nullable(v.number()) });

/** Tasks of a tenant, or of all in this database; `oldest` is since when the longest-due one waits. */
export const countTasks = async (edge: Edge, db: Database, tenant: string | null) => {
  const now = edge.now();
  const found = await findOne(
    db,
    Tasks,
    sql`SELECT count(*) FILTER (WHERE state = 'ready') AS ready, count(*) FILTER (WHERE state = 'leased') AS running, count(*) FILTER (WHERE state = 'dead') AS dead,
      min(CASE WHEN state = 'ready' AND run_at <= ${now} THEN run_at END) AS oldest FROM tasks WHERE ${tenant} IS NULL OR tenant = ${tenant}`,
  );
  const { oldest, ...counts } = found ?? { ready: 0, running: 0, dead: 0, oldest: null };
  return { ...counts, oldestSeconds: oldest === null ? null : Math.round((now - oldest) / 1_000) };
};

const Messages = v.object({ waiting: v.number(), failed: v.number() });
const Count = v.object({ count: v.number() });

/** What is still owed to the ATS, and what was given up. */
export const countUnsettled = async (db: Database, tenant: string | null) =>
  (await findOne(
    db,
    Messages,
    sql`SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'failed') AS failed FROM messages
      WHERE state <> 'delivered' AND (${tenant} IS NULL OR tenant = ${tenant})`,
  )) ?? { waiting: 0, failed: 0 };

export const countDelivered = async (edge: Edge, tenant: string): Promise<number> =>
  (await findOne(edge.databaseFor(tenant), Count, sql`SELECT count(*) AS count FROM messages WHERE tenant = ${tenant} AND state = 'delivered'`))?.count ?? 0;
