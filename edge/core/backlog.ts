// What is due of a kind that keeps failing is put off, so that the longest backlog stands in nobody's way; one of it is tried after each rest.
import { sql } from "../db/database.ts";
import type { Database, Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { createStanding, kindOf } from "./standing.ts";
import type { Kind, Standing } from "./standing.ts";

const POSTPONED = "postponed: what is of its kind keeps failing";
/** Without a word of ours it comes due by itself, after so many first retries. */
const POSTPONED_FIRST_RETRIES = 120;
/** So many are moved in one transaction. */
const MOVED_TOGETHER = 500;

/** Per process, also where it makes a runner for every request. */
const standings = new WeakMap<Edge["keys"], Standing>();
export const standingOf = (edge: Edge): Standing => {
  const standing = standings.get(edge.keys) ?? createStanding(edge.settings.pace);
  standings.set(edge.keys, standing);
  return standing;
};

const postpone = (edge: Edge, { tenant, name }: Kind): Statement =>
  sql`UPDATE tasks SET run_at = ${edge.now() + POSTPONED_FIRST_RETRIES * edge.settings.pace.firstRetryMs}, error = ${POSTPONED} WHERE id IN (SELECT id FROM tasks
    WHERE tenant = ${tenant} AND state = 'ready' AND name = ${name} AND run_at <= ${edge.now()} ORDER BY created_at, id LIMIT ${MOVED_TOGETHER})`;

const wake = (edge: Edge, { tenant, name }: Kind, atMost: number): Statement =>
  sql`UPDATE tasks SET run_at = ${edge.now()}, error = NULL WHERE id IN (SELECT id FROM tasks
    WHERE tenant = ${tenant} AND state = 'ready' AND name = ${name} AND error = ${POSTPONED} ORDER BY created_at, id LIMIT ${atMost})`;

/** After a failure: once the kind rests, so does its backlog. */
export const putOff = async (edge: Edge, db: Database, { tenant, name }: Kind): Promise<void> => {
  const { asleep, roomOf } = standingOf(edge);
  if (roomOf({ tenant, name }, edge.now()) > 0) return;
  asleep.set(kindOf({ tenant, name }), { tenant, name, tried: false });
  for (let moved = MOVED_TOGETHER; moved === MOVED_TOGETHER;) moved = (await db.batch([postpone(edge, { tenant, name })]))[0]?.changes ?? 0;
};

/** Before a look: of each kind whose rest is over, the one that has waited longest shows whether it has helped. */
export const tryRested = async (edge: Edge, db: Database): Promise<void> => {
  const { asleep, roomOf } = standingOf(edge);
  const rested = [...asleep.values()].filter((kind) => !kind.tried && edge.databaseFor(kind.tenant) === db && roomOf(kind, edge.now()) > 0);
  for (const kind of rested) asleep.set(kindOf(kind), { ...kind, tried: true });
  if (rested.length > 0) await db.batch(rested.map((kind) => wake(edge, kind, 1)));
};

/** After a success: all comes back, some with each, so that no transaction is long. */
export const wakeUp = async (edge: Edge, db: Database, kind: Kind): Promise<void> => {
  const { asleep } = standingOf(edge);
  if (!asleep.has(kindOf(kind))) return;
  const [woken] = await db.batch([wake(edge, kind, MOVED_TOGETHER)]);
  if ((woken?.changes ?? 0) < MOVED_TOGETHER) asleep.delete(kindOf(kind));
};
