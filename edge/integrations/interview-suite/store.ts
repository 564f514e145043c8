// What the suite last showed, as hashes, and where a run stands. No names: a candidate is found by a keyed hash of the e-mail address.
import * as v from "valibot";
import { openPersonKey } from "../../core/people.ts";
import type { TenantKeys } from "../../core/tenant-keys.ts";
import { findAll, findOne, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";

const ObjectRow = v.object({
  path: v.string(),
  entity: v.picklist(["project", "candidate", "rating"]),
  project: v.string(),
  candidate: v.nullable(v.string()),
  hash: v.string(),
  status: v.nullable(v.string()),
  email_hash: v.nullable(v.string()),
  listed: v.number(),
});
export type KnownObject = v.InferOutput<typeof ObjectRow>;
export type SeenObject = {
  readonly path: string;
  readonly entity: KnownObject["entity"];
  readonly project: string;
  readonly candidate?: string | null;
  readonly hash: string;
  readonly status?: string | null;
  readonly emailHash?: string | null;
  readonly person?: string | null;
};

export const findObject = (edge: Edge, tenant: string, path: string): Promise<KnownObject | null> =>
  findOne(edge.databaseFor(tenant), ObjectRow, sql`SELECT * FROM interview_objects WHERE tenant = ${tenant} AND path = ${path}`);

export const findObjects = async (edge: Edge, tenant: string, paths: readonly string[]): Promise<ReadonlyMap<string, KnownObject>> => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    ObjectRow,
    sql`SELECT * FROM interview_objects WHERE tenant = ${tenant} AND path IN (SELECT value FROM json_each(${JSON.stringify(paths)}))`,
  );
  return new Map(rows.map((row) => [row.path, row]));
};

/** Keeps how an object stands. The address's hash is kept with a person only: whoever was erased is not found by it again. */
export const saveObject = (tenant: string, seen: SeenObject): Statement => {
  const { emailHash = null, person = null } = seen;
  return sql`INSERT INTO interview_objects (tenant, path, entity, project, candidate, hash, status, email_hash, person)
    VALUES (${tenant}, ${seen.path}, ${seen.entity}, ${seen.project}, ${seen.candidate ?? null}, ${seen.hash}, ${seen.status ?? null}, ${person === null ? null : emailHash}, ${person})
    ON CONFLICT (tenant, path) DO UPDATE SET hash = excluded.hash, status = excluded.status,
      email_hash = CASE WHEN coalesce(excluded.person, person) IS NULL THEN NULL ELSE coalesce(${emailHash}, email_hash) END,
      person = coalesce(excluded.person, person), candidate = coalesce(excluded.candidate, candidate)`;
};

const PersonRow = v.object({ id: v.string(), wrapped: v.string() });

/** Who a candidate is to us, while their data stands: what is told of them goes with them. */
export const personBehind = async (edge: Edge, tenant: string, keys: TenantKeys, candidate: string): Promise<{ id: string; key: CryptoKey } | null> => {
  const row = await findOne(
    edge.databaseFor(tenant),
    PersonRow,
    sql`SELECT people.id, people.wrapped FROM interview_objects JOIN people ON people.id = interview_objects.person
      WHERE interview_objects.tenant = ${tenant} AND entity = 'candidate' AND candidate = ${candidate} AND wrapped IS NOT NULL LIMIT 1`,
  );
  return row && { id: row.id, key: await openPersonKey(keys, row.id, row.wrapped) };
};

/** Somebody in this project was erased here: they can be found in the suite only. */
export const hasForgotten = async (edge: Edge, tenant: string, project: string): Promise<boolean> =>
  (await edge.databaseFor(tenant).all(sql`SELECT 1 FROM interview_objects WHERE tenant = ${tenant} AND entity = 'candidate' AND project = ${project} AND person IS NULL LIMIT 1`))
    .length > 0;

/** With a project or a candidate goes all that is below it. */
export const forgetObjects = (tenant: string, path: string): Statement =>
  sql`DELETE FROM interview_objects WHERE tenant = ${tenant} AND (path = ${path} OR (path >= ${`${path}/`} AND path < ${`${path}0`}))`;

/** Objects of a kind that a whole list did not name any longer; of one project, or all projects. */
export const listMissing = (edge: Edge, tenant: string, entity: KnownObject["entity"], project: string | null, named: readonly string[]): Promise<KnownObject[]> =>
  findAll(
    edge.databaseFor(tenant),
    ObjectRow,
    sql`SELECT * FROM interview_objects WHERE tenant = ${tenant} AND entity = ${entity} ${project === null ? sql`` : sql`AND project = ${project}`}
      AND path NOT IN (SELECT value FROM json_each(${JSON.stringify(named)})) LIMIT 1000`,
  );

/** All candidates of the project are known: whoever is not among them is not there. */
export const markListed = (tenant: string, project: string): Statement =>
  sql`UPDATE interview_objects SET listed = 1 WHERE tenant = ${tenant} AND path = ${`projects/${project}`} AND listed = 0`;

/** Before their rows go: the matches of a project's candidates are history with it. */
export const retireCandidatesOf = (edge: Edge, tenant: string, project: string): Statement =>
  sql`UPDATE matches SET state = 'retired', updated_at = ${edge.now()} WHERE tenant = ${tenant} AND entity = 'candidate' AND state = 'linked'
    AND suite_id IN (SELECT candidate FROM interview_objects WHERE tenant = ${tenant} AND entity = 'candidate' AND project = ${project})`;

export const countCandidates = async (edge: Edge, tenant: string, project: string): Promise<Record<string, number>> => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    v.object({ status: v.string(), count: v.number() }),
    sql`SELECT status, count(*) AS count FROM interview_objects WHERE tenant = ${tenant} AND entity = 'candidate' AND project = ${project} AND status IS NOT NULL GROUP BY status ORDER BY status`,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
};

/** A candidate by its number alone. */
export const findCandidateObject = (edge: Edge, tenant: string, candidate: string): Promise<KnownObject | null> =>
  findOne(edge.databaseFor(tenant), ObjectRow, sql`SELECT * FROM interview_objects WHERE tenant = ${tenant} AND entity = 'candidate' AND candidate = ${candidate} LIMIT 1`);

export const findByEmail = (edge: Edge, tenant: string, project: string, emailHash: string): Promise<KnownObject | null> =>
  findOne(
    edge.databaseFor(tenant),
    ObjectRow,
    sql`SELECT * FROM interview_objects WHERE tenant = ${tenant} AND project = ${project} AND email_hash = ${emailHash} AND entity = 'candidate' LIMIT 1`,
  );

const RunRow = v.object({ feed_cursor: v.nullable(v.string()), last_project: v.nullable(v.string()) });

export const findRun = async (edge: Edge, tenant: string): Promise<v.InferOutput<typeof RunRow>> =>
  (await findOne(edge.databaseFor(tenant), RunRow, sql`SELECT feed_cursor, last_project FROM interview_runs WHERE tenant = ${tenant}`)) ?? {
    feed_cursor: null,
    last_project: null,
  };

export const saveCursor = (tenant: string, cursor: string): Statement =>
  sql`INSERT INTO interview_runs (tenant, feed_cursor) VALUES (${tenant}, ${cursor}) ON CONFLICT (tenant) DO UPDATE SET feed_cursor = excluded.feed_cursor`;

/** After which project the next run goes on; null when the list was read to its end. */
export const saveProgress = (tenant: string, project: string | null): Statement =>
  sql`INSERT INTO interview_runs (tenant, last_project) VALUES (${tenant}, ${project}) ON CONFLICT (tenant) DO UPDATE SET last_project = excluded.last_project`;
