// Who wants to hear of a message besides the ATS: a task by name, so that rooms need not know one another.
import { sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";

/** From now on, each message of this type also starts `task` with `{subject}`. */
export const subscribe = (tenant: string, type: string, task: string): Statement =>
  sql`INSERT INTO subscriptions (tenant, type, task) VALUES (${tenant}, ${type}, ${task}) ON CONFLICT DO NOTHING`;

export const unsubscribe = (tenant: string, task: string): Statement => sql`DELETE FROM subscriptions WHERE tenant = ${tenant} AND task = ${task}`;

/** Committed with the message; writes nothing where nobody has subscribed. */
export const notifySubscribers = (edge: Edge, tenant: string, type: string, subject: string): Statement =>
  sql`INSERT INTO tasks (id, tenant, name, key, payload, state, run_at, created_at)
    SELECT ${edge.newId("task")} || '-' || row_number() OVER (), tenant, task, ${subject}, ${JSON.stringify({ subject })}, 'ready', ${edge.now()}, ${edge.now()}
    FROM subscriptions WHERE tenant = ${tenant} AND type = ${type}
    ON CONFLICT (tenant, name, key) WHERE state = 'ready' AND key IS NOT NULL DO NOTHING`;
