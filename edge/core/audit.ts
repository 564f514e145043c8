// Who changed what, when, from where. Rows are added and never changed.
import * as v from "valibot";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";

/** Who asks: the operator, an API key by its id, or a user's session. */
export type Caller = { readonly actor: string; readonly source: string | null; readonly requestId: string };

export const audit = (edge: Edge, tenant: string, caller: Caller, action: string, subject: string | null): Statement =>
  sql`INSERT INTO audit (tenant, at, actor, action, subject, source, request)
    VALUES (${tenant}, ${edge.now()}, ${caller.actor}, ${action}, ${subject}, ${caller.source}, ${caller.requestId})`;

const AuditRow = v.object({
  id: v.number(),
  at: v.number(),
  actor: v.string(),
  action: v.string(),
  subject: v.nullable(v.string()),
  source: v.nullable(v.string()),
  request: v.nullable(v.string()),
});

/** Oldest first unless asked otherwise; `after` is the entry to go on from, 0 for the beginning. */
export const listAudit = (edge: Edge, tenant: string, limit: number, after: number, newestFirst: boolean) =>
  findAll(
    edge.databaseFor(tenant),
    AuditRow,
    newestFirst
      ? sql`SELECT * FROM audit WHERE tenant = ${tenant} AND (${after} = 0 OR id < ${after}) ORDER BY id DESC LIMIT ${limit}`
      : sql`SELECT * FROM audit WHERE tenant = ${tenant} AND id > ${after} ORDER BY id LIMIT ${limit}`,
  );
