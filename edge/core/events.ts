// The record table: each notification takes effect once, and a repeat gets the first answer, byte for byte.
import * as v from "valibot";
import { UniqueViolation, findAll, findOne, json, sql } from "../db/database.ts";
import type { Moment, Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { note } from "./log.ts";

export type EventAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
export type InboundEvent = {
  readonly provider: string;
  /** The sender's own identifiers, joined. */
  readonly key: string;
  /** What the time line calls it. */
  readonly outcome: string;
  /** Of the body, where a changed resend under the same key is worth a note. */
  readonly fingerprint?: string;
};

const Answer = v.object({ status: v.number(), headers: v.record(v.string(), v.string()), body: v.string() });
const EventRow = v.object({ id: v.string(), answer: json(Answer), fingerprint: v.nullable(v.string()) });
const ListedRow = v.object({
  id: v.string(),
  row: v.number(),
  provider: v.string(),
  key: v.string(),
  answer: json(Answer),
  received: v.number(),
  created_at: v.number(),
  last_at: v.number(),
  outcome: v.nullable(v.string()),
});
export type ListedEvent = v.InferOutput<typeof ListedRow>;

/** Commits the event's row first, then the changes and tasks, in one batch; answers what the sender is to hear. */
export const commitOnce = async (
  edge: Edge,
  tenant: string,
  event: InboundEvent,
  statements: readonly Statement[],
  answer: EventAnswer,
): Promise<EventAnswer & { readonly repeated: boolean }> => {
  const db = edge.databaseFor(tenant);
  const id = edge.newId("event");
  const now = edge.now();
  const find = () => findOne(db, EventRow, sql`SELECT id, answer, fingerprint FROM events WHERE tenant = ${tenant} AND provider = ${event.provider} AND key = ${event.key}`);
  try {
    await db.batch([
      sql`INSERT INTO events (id, tenant, provider, key, answer, fingerprint, created_at, last_at)
        VALUES (${id}, ${tenant}, ${event.provider}, ${event.key}, ${JSON.stringify(answer)}, ${event.fingerprint ?? null}, ${now}, ${now})`,
      ...statements,
      note(edge, tenant, { provider: event.provider, kind: "event", subject: id, outcome: event.outcome }),
    ]);
    edge.kick();
    return { ...answer, repeated: false };
  } catch (cause) {
    const first = await find();
    if (first?.id === id) {
      // The commit went through and only its answer was lost.
      edge.kick();
      return { ...answer, repeated: false };
    }
    if (!first || !(cause instanceof UniqueViolation)) throw cause;
    await db.batch([
      sql`UPDATE events SET received = received + 1, last_at = ${now} WHERE id = ${first.id}`,
      note(edge, tenant, {
        provider: event.provider,
        kind: "repeat",
        subject: first.id,
        outcome: event.outcome,
        ...(first.fingerprint === (event.fingerprint ?? null) ? {} : { cause: "changed resend" }),
      }),
    ]);
    return { ...first.answer, repeated: true };
  }
};

// An event's first line in the time line has its very moment.
const listed = sql`SELECT events.rowid AS row, events.*, (SELECT outcome FROM log WHERE log.tenant = events.tenant AND log.at = events.created_at AND log.kind = 'event' AND log.subject = events.id) AS outcome FROM events`;

type EventQuery = { readonly provider?: string | undefined; readonly ids?: readonly string[] | undefined; readonly limit: number; readonly before: Moment | null };

/** Newest first. */
export const listEvents = (edge: Edge, tenant: string, { provider, ids, limit, before }: EventQuery): Promise<ListedEvent[]> =>
  findAll(
    edge.databaseFor(tenant),
    ListedRow,
    sql`${listed} WHERE events.tenant = ${tenant} AND ${before ? sql`(events.created_at, events.rowid) < (${before.at}, ${before.row})` : sql`1`}
      AND (${provider ?? null} IS NULL OR events.provider = ${provider ?? null})
      AND ${ids ? sql`events.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` : sql`1`}
      ORDER BY events.created_at DESC, events.rowid DESC LIMIT ${limit}`,
  );

export const findEvent = (edge: Edge, tenant: string, id: string): Promise<ListedEvent | null> =>
  findOne(edge.databaseFor(tenant), ListedRow, sql`${listed} WHERE events.tenant = ${tenant} AND events.id = ${id}`);
