// The matching table: the same project, candidate or user in the ATS and in the other system, unique both ways.
import * as v from "valibot";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";

export const ENTITIES = ["project", "candidate", "user"] as const;
export type Entity = (typeof ENTITIES)[number];

const MatchRow = v.object({
  id: v.number(),
  entity: v.picklist(ENTITIES),
  ats_id: v.string(),
  suite_id: v.string(),
  suite_uri: v.string(),
  state: v.picklist(["linked", "retired"]),
});
export type Match = v.InferOutput<typeof MatchRow>;

export type NewMatch = { readonly entity: Entity; readonly atsId: string; readonly suiteId: string; readonly suiteUri: string };
/** One side of a match. */
export type Side = { readonly atsId: string } | { readonly suiteId: string };

const sideOf = (side: Side): Statement => ("atsId" in side ? sql`ats_id = ${side.atsId}` : sql`suite_id = ${side.suiteId}`);

/** The match that stands; retired ones are history. */
export const findMatch = (edge: Edge, tenant: string, entity: Entity, side: Side): Promise<Match | null> =>
  findOne(edge.databaseFor(tenant), MatchRow, sql`SELECT * FROM matches WHERE tenant = ${tenant} AND entity = ${entity} AND ${sideOf(side)} AND state = 'linked'`);

/** Those of the suite's ids that are matched, by suite id. */
export const findMatches = async (edge: Edge, tenant: string, entity: Entity, suiteIds: readonly string[]): Promise<ReadonlyMap<string, Match>> => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    MatchRow,
    sql`SELECT * FROM matches WHERE tenant = ${tenant} AND entity = ${entity} AND state = 'linked' AND suite_id IN (SELECT value FROM json_each(${JSON.stringify(suiteIds)}))`,
  );
  return new Map(rows.map((row) => [row.suite_id, row]));
};

type MatchQuery = { readonly entity?: Entity | undefined; readonly atsId?: string | undefined; readonly limit: number; readonly after: number };

/** Standing and retired ones, in the order in which they were made. */
export const listMatches = (edge: Edge, tenant: string, { entity, atsId, limit, after }: MatchQuery): Promise<Match[]> =>
  findAll(
    edge.databaseFor(tenant),
    MatchRow,
    sql`SELECT * FROM matches WHERE tenant = ${tenant} AND id > ${after} ${entity === undefined ? sql`` : sql`AND entity = ${entity}`}
      ${atsId === undefined ? sql`` : sql`AND ats_id = ${atsId}`} ORDER BY id LIMIT ${limit}`,
  );

/** Fails the batch with a `UniqueViolation` when either side has a match that stands. */
export const saveMatch = (edge: Edge, tenant: string, { entity, atsId, suiteId, suiteUri }: NewMatch): Statement =>
  sql`INSERT INTO matches (tenant, entity, ats_id, suite_id, suite_uri, state, created_at, updated_at)
    VALUES (${tenant}, ${entity}, ${atsId}, ${suiteId}, ${suiteUri}, 'linked', ${edge.now()}, ${edge.now()})`;

/** Closes the match and keeps it to be seen. */
export const retireMatch = (edge: Edge, tenant: string, entity: Entity, side: Side): Statement =>
  sql`UPDATE matches SET state = 'retired', updated_at = ${edge.now()} WHERE tenant = ${tenant} AND entity = ${entity} AND ${sideOf(side)} AND state = 'linked'`;

/** Takes out what somebody has matched by mistake. */
export const removeMatches = (tenant: string, entity: Entity, atsId: string): Statement =>
  sql`DELETE FROM matches WHERE tenant = ${tenant} AND entity = ${entity} AND ats_id = ${atsId} RETURNING id`;
