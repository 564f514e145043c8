// The ATS's postings, as far as we need them: title, chosen interview, and what the ATS sends beside them.
import * as v from "valibot";
import type { JobBody } from "../api.ts";
import { findOne, json, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";

const JobRow = v.object({ id: v.string(), body: json(v.looseObject({ title: v.string() })), updated_at: v.number() });

export const findJob = async (edge: Edge, tenant: string, id: string) => {
  const row = await findOne(edge.databaseFor(tenant), JobRow, sql`SELECT * FROM jobs WHERE tenant = ${tenant} AND id = ${id}`);
  return row && { ...row.body, id: row.id, updatedAt: new Date(row.updated_at).toISOString() };
};

export const saveJob = (edge: Edge, tenant: string, id: string, body: v.InferOutput<typeof JobBody>): Statement =>
  sql`INSERT INTO jobs (tenant, id, body, updated_at) VALUES (${tenant}, ${id}, ${JSON.stringify(body)}, ${edge.now()})
    ON CONFLICT (tenant, id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`;

export const removeJob = (tenant: string, id: string): Statement => sql`DELETE FROM jobs WHERE tenant = ${tenant} AND id = ${id} RETURNING id`;
