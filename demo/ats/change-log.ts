// The log of what changed in the ATS: written in the transaction of the change itself, then told to the bridge or read from it.
import * as v from "valibot";
import type { AtsChange } from "./contract.ts";
import type { Database } from "./database.ts";

export const changeSchema = `
  CREATE TABLE IF NOT EXISTS changes (number INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL, refusal TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS changes_by_subject ON changes (subject, number);
  CREATE TABLE IF NOT EXISTS changesTold (one INTEGER PRIMARY KEY CHECK (one = 1), upTo INTEGER NOT NULL, log TEXT NOT NULL) STRICT;`;

const row = v.object({ number: v.number(), type: v.string(), data: v.pipe(v.string(), v.parseJson()) });
const lastRow = v.object({ data: v.string() });
const standingRow = v.object({ number: v.number(), refusal: v.nullable(v.string()) });
const toldRow = v.object({ upTo: v.number(), log: v.string() });

export type ChangeLog = ReturnType<typeof createChangeLog>;
/** How the latest change of something stands at the bridge; undefined when there was none. */
export type LoggedStanding = "waiting" | "told" | "refused" | undefined;
export type LoggedChange = { number: number; id: string; type: string; data: unknown };

export function createChangeLog({ run, all }: Database) {
  // The log has a name of its own: one that begins anew counts from 1 again, and must not be taken for a repeat.
  run("INSERT OR IGNORE INTO changesTold VALUES (1, 0, ?)", crypto.randomUUID().slice(0, 8));
  const told = () => v.parse(toldRow, all("SELECT upTo, log FROM changesTold")[0]);

  function after(number: number, limit: number): LoggedChange[] {
    const { log } = told();
    return all("SELECT number, type, data FROM changes WHERE number > ? ORDER BY number LIMIT ?", number, limit).map((found) => {
      const change = v.parse(row, found);
      return { ...change, id: `nordlicht-${log}-${change.number}` };
    });
  }

  /** What was said before in the same words is not said again. */
  function add({ type, data }: AtsChange): void {
    const text = JSON.stringify(data);
    const [last] = all("SELECT data FROM changes WHERE subject = ? AND type = ? ORDER BY number DESC LIMIT 1", data.id, type);
    if (last !== undefined && v.parse(lastRow, last).data === text) return;
    run("INSERT INTO changes (type, subject, data) VALUES (?, ?, ?)", type, data.id, text);
  }

  return {
    add,
    after,
    untold: () => after(told().upTo, 1)[0],
    /** With the code by which the bridge refused it, if it did. */
    markTold(number: number, refusal: string | null): void {
      run("UPDATE changes SET refusal = ? WHERE number = ?", refusal, number);
      run("UPDATE changesTold SET upTo = max(upTo, ?)", number);
    },
    standing(type: AtsChange["type"], subject: string): LoggedStanding {
      const [found] = all("SELECT number, refusal FROM changes WHERE type = ? AND subject = ? ORDER BY number DESC LIMIT 1", type, subject);
      if (found === undefined) return undefined;
      const { number, refusal } = v.parse(standingRow, found);
      return number > told().upTo ? "waiting" : refusal === null ? "told" : "refused";
    },
    /** What was said of an application names a person: it goes with the person, and the bridge hears that the application is gone. */
    forgetApplication(id: string): void {
      if (run("DELETE FROM changes WHERE type = 'application.changed' AND subject = ?", id) === 0) return;
      add({ type: "application.deleted", data: { id } });
    },
  };
}
