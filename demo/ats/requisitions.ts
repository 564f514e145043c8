// Jobs that are made in the ATS itself, without an ad: each change of one is logged in the same transaction.
import * as v from "valibot";
import type { ChangeLog } from "./change-log.ts";
import type { Database } from "./database.ts";

export const requisitionSchema = `
  CREATE TABLE IF NOT EXISTS requisitions (id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, madeAt TEXT NOT NULL, closedAt TEXT) STRICT;`;

const row = v.object({ id: v.string(), title: v.string(), language: v.string(), madeAt: v.string(), closedAt: v.nullable(v.string()) });
export type Requisition = v.InferOutput<typeof row>;

export function createRequisitions({ run, all, together }: Database, changes: ChangeLog) {
  const find = (id: string): Requisition | undefined => all("SELECT * FROM requisitions WHERE id = ?", id).map((found) => v.parse(row, found))[0];

  /** False when there is none; what was changed is said as it stands now. */
  function change(id: string, sql: string, value: string): boolean {
    return together(() => {
      run(sql, value, id);
      const requisition = find(id);
      if (requisition) log(requisition);
      return requisition !== undefined;
    });
  }
  function log({ id, title, language, closedAt }: Requisition): void {
    changes.add({ type: "job.changed", data: { id, title, language, ...(closedAt !== null && { closed: true }) } });
  }

  return {
    find,
    /** The newest first. */
    all: (): Requisition[] => all("SELECT * FROM requisitions ORDER BY madeAt DESC, id DESC").map((found) => v.parse(row, found)),
    make(title: string, language: string): Requisition {
      return together(() => {
        const madeAt = new Date().toISOString();
        const year = madeAt.slice(0, 4);
        const count = all("SELECT id FROM requisitions WHERE id LIKE ?", `REQ-${year}-%`).length + 1;
        const requisition = { id: `REQ-${year}-${String(count).padStart(3, "0")}`, title, language, madeAt, closedAt: null };
        run("INSERT INTO requisitions VALUES (?, ?, ?, ?, NULL)", requisition.id, title, language, madeAt);
        log(requisition);
        return requisition;
      });
    },
    rename: (id: string, title: string) => change(id, "UPDATE requisitions SET title = ? WHERE id = ?", title),
    close: (id: string) => change(id, "UPDATE requisitions SET closedAt = COALESCE(closedAt, ?) WHERE id = ?", new Date().toISOString()),
  };
}
