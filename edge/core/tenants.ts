// Tenants: one customer of the ATS each, with its origins, language, retention and what happens on a withdrawal.
import * as v from "valibot";
import { findAll, findOne, json, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import { notFound } from "../errors.ts";
import type { Edge } from "../ports.ts";

const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650));

export const TenantSettings = v.object({
  origins: v.array(v.string()),
  locale: v.optional(v.string()),
  retentionDays: v.object({ application: Days, message: Days, event: Days, log: Days }),
  onRevoke: v.picklist(["erase", "anonymise", "flag"]),
  mail: v.optional(v.object({ from: v.string(), replyTo: v.optional(v.string()) })),
  silenceHours: v.optional(v.record(v.string(), v.number())),
});
export type TenantSettings = v.InferOutput<typeof TenantSettings>;

const TenantRow = v.object({
  id: v.string(),
  name: v.string(),
  settings: json(TenantSettings),
  created_at: v.number(),
  updated_at: v.number(),
  suspended_at: v.nullable(v.number()),
});
export type Tenant = v.InferOutput<typeof TenantRow>;

export const findTenant = (edge: Edge, id: string): Promise<Tenant | null> => findOne(edge.databaseFor(id), TenantRow, sql`SELECT * FROM tenants WHERE id = ${id}`);

export const getTenant = async (edge: Edge, id: string): Promise<Tenant> => {
  const tenant = await findTenant(edge, id);
  if (!tenant) throw notFound("tenant");
  return tenant;
};

/** Across shards, in order of id. */
export const listTenants = async (edge: Edge, limit: number, after: string): Promise<Tenant[]> => {
  const found = await Promise.all(edge.shards.map((db) => findAll(db, TenantRow, sql`SELECT * FROM tenants WHERE id > ${after} ORDER BY id LIMIT ${limit}`)));
  return found
    .flat()
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit);
};

export const countTenants = async (edge: Edge): Promise<number> => {
  const counts = await Promise.all(edge.shards.map((db) => findOne(db, v.object({ count: v.number() }), sql`SELECT count(*) AS count FROM tenants`)));
  return counts.reduce((total, each) => total + (each?.count ?? 0), 0);
};

export const saveTenant = (edge: Edge, id: string, name: string, settings: TenantSettings): Statement => {
  const now = edge.now();
  return sql`INSERT INTO tenants (id, name, settings, created_at, updated_at) VALUES (${id}, ${name}, ${JSON.stringify(settings)}, ${now}, ${now})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, settings = excluded.settings, updated_at = excluded.updated_at`;
};

/** Keeps everything and does nothing: tasks wait, callers are refused. Suspending twice keeps the first moment. */
export const suspendTenant = (edge: Edge, id: string): Statement => sql`UPDATE tenants SET suspended_at = coalesce(suspended_at, ${edge.now()}) WHERE id = ${id}`;

export const resumeTenant = (id: string): Statement => sql`UPDATE tenants SET suspended_at = NULL, importing = 0 WHERE id = ${id}`;

// Every table that holds a tenant's rows; a structure test compares the list with the schema.
export const TENANT_TABLES = [
  "tenants:id",
  "tenant_keys",
  "webhooks",
  "connections",
  "tasks",
  "jobs",
  "people",
  "people_lookups",
  "applications",
  "attachments",
  "media",
  "messages",
  "idempotency",
  "log",
  "audit",
  "events",
  "pitchyou_profiles",
  "linkedin_integrations",
  "linkedin_calls",
  "linkedin_faults",
  "lt_shares",
  "receipts",
  "matches",
  "interview_ats",
  "interview_objects",
  "interview_runs",
  "interview_keys",
  "subscriptions",
  "alerts",
] as const;

/** Rooms' rows that belong to one person: the system that has the person too, and what is left when the person is forgotten. */
export const PERSON_ROWS = [
  { system: "interview-suite", table: "interview_ats", forget: "DELETE FROM interview_ats WHERE person = ?" },
  // Which of the ATS's applications the candidate was: before the row below forgets whose it is.
  {
    system: "interview-suite",
    table: "interview_objects",
    forget: "DELETE FROM matches WHERE (tenant, entity, suite_id) IN (SELECT tenant, entity, candidate FROM interview_objects WHERE person = ? AND entity = 'candidate')",
  },
  // The row stays without the person: a candidate that is still in the suite must not look new again.
  { system: "interview-suite", table: "interview_objects", forget: "UPDATE interview_objects SET person = NULL, email_hash = NULL WHERE person = ?" },
] as const;

/** The same in the directory. */
export const DIRECTORY_TABLES = ["api_keys", "idempotency", "hook_paths", "links", "linkedin_clients", "icims_credentials", "icims_customers", "interview_tickets"] as const;

export const eraseFromDirectory = (id: string): Statement[] => DIRECTORY_TABLES.map((table) => ({ text: `DELETE FROM ${table} WHERE tenant = ?`, values: [id] }));

/** Destroys the tenant's key with its rows: what was sealed under it is gone, also from copies. */
export const eraseTenant = (id: string): Statement[] =>
  TENANT_TABLES.map((entry) => {
    const [table = "", column = "tenant"] = entry.split(":");
    return { text: `DELETE FROM ${table} WHERE ${column} = ?`, values: [id] };
  });
