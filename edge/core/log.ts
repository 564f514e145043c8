// The time line of a tenant: what came in, what was refused, what ran, what was delivered. No personal data.
import * as v from "valibot";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";

export type LogKind = "event" | "repeat" | "refusal" | "task" | "delivery";
export type LogEntry = {
  readonly provider: string | null;
  readonly kind: LogKind;
  /** One of our ids. */
  readonly subject: string;
  readonly outcome: string;
  readonly cause?: string;
};

export const note = (edge: Edge, tenant: string, entry: LogEntry): Statement =>
  sql`INSERT INTO log (tenant, at, provider, kind, subject, outcome, cause)
    VALUES (${tenant}, ${edge.now()}, ${entry.provider}, ${entry.kind}, ${entry.subject}, ${entry.outcome}, ${entry.cause ?? null})`;

const LogRow = v.object({
  id: v.number(),
  at: v.number(),
  provider: v.nullable(v.string()),
  kind: v.string(),
  subject: v.nullable(v.string()),
  outcome: v.string(),
  cause: v.nullable(v.string()),
});

type LogQuery = {
  readonly provider?: string | undefined;
  readonly kind?: string | undefined;
  readonly since?: number | undefined;
  /** Entries about these only. */
  readonly subjects?: readonly string[] | undefined;
  readonly limit: number;
  /** The entry after which to go on, 0 for the beginning. */
  readonly after: number;
  readonly newestFirst?: boolean;
};

/** Oldest first, so that a reader can go on from where it stopped, unless somebody wants to see what has just happened. */
export const listLog = (edge: Edge, tenant: string, query: LogQuery) =>
  findAll(
    edge.databaseFor(tenant),
    LogRow,
    sql`SELECT * FROM log WHERE tenant = ${tenant} AND at >= ${query.since ?? 0}
      AND ${query.newestFirst ? sql`(${query.after} = 0 OR id < ${query.after})` : sql`id > ${query.after}`}
      AND ${query.subjects ? sql`subject IN (SELECT value FROM json_each(${JSON.stringify(query.subjects)}))` : sql`1`}
      AND (${query.provider ?? null} IS NULL OR provider = ${query.provider ?? null})
      AND (${query.kind ?? null} IS NULL OR kind = ${query.kind ?? null})
      ORDER BY id ${query.newestFirst ? sql`DESC` : sql`ASC`} LIMIT ${query.limit}`,
  );
