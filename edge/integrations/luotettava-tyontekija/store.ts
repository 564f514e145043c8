// Who shares a profile with this tenant, in which life, and which bodies were taken in before.
import * as v from "valibot";
import { findOne, demand, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";

const ShareRow = v.object({ hash: v.string(), application: v.string(), life: v.number(), state: v.picklist(["active", "revoked"]), revision: v.number() });
export type Share = v.InferOutput<typeof ShareRow>;

export const findShare = (edge: Edge, tenant: string, hash: string): Promise<Share | null> =>
  findOne(edge.databaseFor(tenant), ShareRow, sql`SELECT * FROM lt_shares WHERE tenant = ${tenant} AND hash = ${hash}`);

/** Fails the batch when somebody changed the share since it was read, or made it first. */
export const saveShare = (tenant: string, before: Share | null, share: Omit<Share, "revision">): Statement[] =>
  before
    ? [
        demand(sql`SELECT 1 FROM lt_shares WHERE tenant = ${tenant} AND hash = ${share.hash} AND revision = ${before.revision}`),
        sql`UPDATE lt_shares SET application = ${share.application}, life = ${share.life}, state = ${share.state}, revision = revision + 1 WHERE tenant = ${tenant} AND hash = ${share.hash}`,
      ]
    : [sql`INSERT INTO lt_shares (tenant, hash, application, life, state, revision) VALUES (${tenant}, ${share.hash}, ${share.application}, ${share.life}, ${share.state}, 1)`];

const Seen = v.object({ count: v.number(), last: v.nullable(v.number()) });

/** How often this very body was taken in, and when last. */
export const timesSeen = async (edge: Edge, tenant: string, hash: string, fingerprint: string) => {
  const prefix = `${hash}:${fingerprint}:`;
  const row = await findOne(
    edge.databaseFor(tenant),
    Seen,
    sql`SELECT count(*) AS count, max(created_at) AS last FROM events WHERE tenant = ${tenant} AND provider = 'luotettava-tyontekija' AND key >= ${prefix} AND key < ${`${prefix}~`}`,
  );
  return { count: row?.count ?? 0, last: row?.last ?? null };
};
