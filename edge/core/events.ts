// The record table: each notification takes effect once, and a repeat gets the first answer, byte for byte.
import * as v from "valibot";
import { UniqueViolation, findOne, json, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
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
