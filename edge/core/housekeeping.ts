// The nightly purge of each tenant: what has outlived its retention goes, and files that belong to nobody.
import * as v from "valibot";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { buryApplication } from "./applications.ts";
import { doomAttachments, sweepMedia } from "./attachments.ts";
import { note } from "./log.ts";
import { forgetPerson } from "./people.ts";
import type { TaskHandlers } from "./runner.ts";
import { enqueue } from "./tasks.ts";
import { findTenant } from "./tenants.ts";

const DAY_MS = 24 * 3_600_000;
const IDEMPOTENCY_DAYS = 30;
const AT_ONCE = 100;

const Old = v.object({ id: v.string(), person: v.string() });

/** The next purge; one waits per tenant. */
export const purgeLater = (edge: Edge, tenant: string): Statement => enqueue(edge, tenant, { name: "house.purge", key: "all", slow: true, runAt: edge.now() + DAY_MS });

/** Applications that nothing has changed for longer than they are kept, with the people behind them. */
const purgeApplications = async (edge: Edge, tenant: string, before: number): Promise<number> => {
  const db = edge.databaseFor(tenant);
  for (let purged = 0; ;) {
    const old = await findAll(db, Old, sql`SELECT id, person FROM applications WHERE tenant = ${tenant} AND state <> 'revoked' AND updated_at < ${before} LIMIT ${AT_ONCE}`);
    if (old.length === 0) return purged;
    await db.batch(
      old.flatMap(({ id, person }) => [buryApplication(edge, tenant, id), ...doomAttachments(id), sql`DELETE FROM messages WHERE person = ${person}`, ...forgetPerson(person)]),
    );
    purged += old.length;
  }
};

type Purge = (tenant: string, before: number) => readonly Statement[];

/** `purges` are the rooms' own. */
export const houseTasks = (purges: readonly Purge[]): TaskHandlers => ({
  "house.purge": {
    run: async (edge, tenant, { task }) => {
      const settings = (await findTenant(edge, tenant))?.settings;
      if (!settings) return [];
      const { retentionDays } = settings;
      const before = (days: number) => edge.now() - days * DAY_MS;
      const applications = await purgeApplications(edge, tenant, before(retentionDays.application));
      const files = await sweepMedia(edge, tenant);
      await edge
        .databaseFor(tenant)
        .batch([
          ...purges.flatMap((purge) => purge(tenant, before(retentionDays.application))),
          sql`DELETE FROM messages WHERE tenant = ${tenant} AND created_at < ${before(retentionDays.message)}`,
          sql`DELETE FROM events WHERE tenant = ${tenant} AND last_at < ${before(retentionDays.event)}`,
          sql`DELETE FROM alerts WHERE tenant = ${tenant} AND cleared_at < ${before(retentionDays.log)}`,
          sql`DELETE FROM log WHERE tenant = ${tenant} AND at < ${before(retentionDays.log)}`,
          sql`DELETE FROM idempotency WHERE tenant = ${tenant} AND created_at < ${before(IDEMPOTENCY_DAYS)}`,
        ]);
      await edge.directory.batch([sql`DELETE FROM links WHERE tenant = ${tenant} AND expires_at < ${edge.now()}`]);
      await edge.directory.batch([sql`DELETE FROM idempotency WHERE tenant = ${tenant} AND created_at < ${before(IDEMPOTENCY_DAYS)}`]);
      if (applications > 0) await edge.databaseFor(tenant).scrub();
      return [
        ...(applications + files > 0
          ? [note(edge, tenant, { provider: null, kind: "task", subject: task.id, outcome: `purged ${applications} applications, ${files} files` })]
          : []),
        purgeLater(edge, tenant),
      ];
    },
    // A purge that failed for good must not be the last one.
    failed: async (edge, tenant, _task, _cause, dead) => (dead ? [purgeLater(edge, tenant)] : []),
  },
});
