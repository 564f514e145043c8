// What needs somebody: found by looking at the tables each minute, open while it lasts, told once.
import * as v from "valibot";
import type { ALERT_KINDS } from "../api.ts";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Database, Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { enqueue } from "./tasks.ts";

export type AlertKind = (typeof ALERT_KINDS)[number];

const Found = v.object({ tenant: v.string(), kind: v.string(), provider: v.string(), subject: v.string(), since: v.number() });
/** One trouble of one tenant; `since` in milliseconds since 1970. Empty texts where a provider or a subject has no part in it. */
export type Trouble = v.InferOutput<typeof Found>;
/** A query for troubles of one kind that only a room can see; its columns are those of `Trouble`. */
export type Lookout = (edge: Edge) => Statement;

const MINUTE_MS = 60_000;
/** A trouble that mends itself sooner is nobody's. */
const DEGRADED_MS = 10 * MINUTE_MS;
const FAILING_MS = 60 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

const connections = (edge: Edge): Statement =>
  sql`SELECT tenant, CASE state WHEN 'degraded' THEN 'connection-degraded' ELSE 'connection-action-needed' END AS kind, provider, '' AS subject, since FROM connections
    WHERE state = 'action_needed' OR (state = 'degraded' AND since < ${edge.now() - DEGRADED_MS})`;

const deadTasks = (): Statement =>
  sql`SELECT tenant, 'dead-tasks' AS kind, substr(name, 1, instr(name, '.') - 1) AS provider, '' AS subject, min(created_at) AS since FROM tasks WHERE state = 'dead' GROUP BY tenant, 3`;

const endpoints = (edge: Edge): Statement =>
  sql`SELECT tenant, CASE state WHEN 'disabled' THEN 'webhook-disabled' ELSE 'webhook-failing' END AS kind, '' AS provider, '' AS subject, coalesce(failing_since, ${edge.now()}) AS since
    FROM webhooks WHERE url IS NOT NULL AND (state = 'disabled' OR failing_since < ${edge.now() - FAILING_MS})`;

/** Where a tenant has said how long is too long; a connection that was just set up has that long too. */
const silence = (edge: Edge): Statement =>
  sql`SELECT * FROM (
    SELECT tenants.id AS tenant, 'silence' AS kind, wanted.key AS provider, '' AS subject, max(connections.since,
      coalesce((SELECT max(last_at) FROM events WHERE events.tenant = tenants.id AND events.provider = wanted.key), 0),
      coalesce((SELECT max(received_at) FROM applications WHERE applications.tenant = tenants.id AND applications.channel = wanted.key), 0)) AS since, wanted.value AS hours
    FROM tenants JOIN json_each(tenants.settings, '$.silenceHours') AS wanted JOIN connections ON connections.tenant = tenants.id AND connections.provider = wanted.key
  ) AS heard WHERE since < ${edge.now()} - hours * ${HOUR_MS}`;

/** Opens what is new, clears what is over, and lets each tenant's news be told together. A suspended tenant has no troubles. */
const watchShard = async (edge: Edge, db: Database, lookouts: readonly Lookout[]): Promise<void> => {
  const queries = [connections, deadTasks, endpoints, silence, ...lookouts].map((query) => query(edge));
  const found = (await Promise.all(queries.map((query) => findAll(db, Found, query)))).flat();
  const suspended = new Set((await findAll(db, v.object({ id: v.string() }), sql`SELECT id FROM tenants WHERE suspended_at IS NOT NULL`)).map(({ id }) => id));
  const standing = found.filter(({ tenant }) => !suspended.has(tenant));
  const open = await findAll(db, Found, sql`SELECT * FROM alerts WHERE cleared_at IS NULL`);
  const nameOf = ({ tenant, kind, provider, subject }: Trouble) => JSON.stringify([tenant, kind, provider, subject]);
  const [was, is] = [new Set(open.map(nameOf)), new Set(standing.map(nameOf))];
  const news = standing.filter((each) => !was.has(nameOf(each)));
  const over = open.filter((each) => !is.has(nameOf(each)));
  const now = edge.now();
  await db.batch([
    ...over.map(
      ({ tenant, kind, provider, subject }) =>
        sql`UPDATE alerts SET cleared_at = ${now} WHERE tenant = ${tenant} AND kind = ${kind} AND provider = ${provider} AND subject = ${subject} AND cleared_at IS NULL`,
    ),
    ...news.map(
      ({ tenant, kind, provider, subject, since }) =>
        sql`INSERT INTO alerts (id, tenant, kind, provider, subject, since, raised_at) VALUES (${edge.newId("alert")}, ${tenant}, ${kind}, ${provider}, ${subject}, ${since}, ${now}) ON CONFLICT DO NOTHING`,
    ),
    ...[...new Set(news.map(({ tenant }) => tenant))].map((tenant) => enqueue(edge, tenant, { name: "alerts.tell", key: "all" })),
  ]);
  if (news.length > 0) edge.kick();
};

const Pulse = v.object({ at: v.number() });

/** When the clock was last here; null when it never was. */
export const lastTick = async (edge: Edge): Promise<number | null> => (await findOne(edge.directory, Pulse, sql`SELECT at FROM pulse WHERE at > 0`))?.at ?? null;

/** To be called by each door's clock. Of several processes whoever moves the pulse looks, once a minute. */
// Timers drift: a minute that comes a little early is still its own.
export const watch = async (edge: Edge, lookouts: readonly Lookout[]): Promise<void> => {
  const now = edge.now();
  const [moved] = await edge.directory.batch([sql`UPDATE pulse SET at = ${now} WHERE at <= ${now - edge.settings.pace.minuteMs * 0.9}`]);
  if (!moved?.changes) return;
  for (const db of edge.shards) await watchShard(edge, db, lookouts);
};

const AlertRow = v.object({ ...Found.entries, id: v.string(), raised_at: v.number(), told_at: v.nullable(v.number()) });
export type Alert = v.InferOutput<typeof AlertRow>;

/** Open ones, newest first, over all shards or of one tenant. */
export const listAlerts = async (edge: Edge, tenant: string | undefined, limit: number): Promise<Alert[]> => {
  const of = tenant === undefined ? sql`1` : sql`tenant = ${tenant}`;
  const found = await Promise.all(
    edge.shards.map((db) => findAll(db, AlertRow, sql`SELECT * FROM alerts WHERE cleared_at IS NULL AND ${of} ORDER BY raised_at DESC, rowid DESC LIMIT ${limit}`)),
  );
  return found
    .flat()
    .toSorted((a, b) => b.raised_at - a.raised_at)
    .slice(0, limit);
};

export const countAlerts = async (edge: Edge, tenant: string): Promise<number> =>
  (await findOne(edge.databaseFor(tenant), v.object({ count: v.number() }), sql`SELECT count(*) AS count FROM alerts WHERE tenant = ${tenant} AND cleared_at IS NULL`))?.count ?? 0;

export const listUntold = (edge: Edge, tenant: string): Promise<Alert[]> =>
  findAll(edge.databaseFor(tenant), AlertRow, sql`SELECT * FROM alerts WHERE tenant = ${tenant} AND cleared_at IS NULL AND told_at IS NULL ORDER BY rowid LIMIT 100`);

export const markTold = (edge: Edge, ids: readonly string[]): Statement =>
  sql`UPDATE alerts SET told_at = ${edge.now()} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
