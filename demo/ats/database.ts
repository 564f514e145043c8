// One SQLite file: statements one by one, or several together in a transaction.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

export type Database = ReturnType<typeof openDatabase>;

export function openDatabase(path: string, schema: string) {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // What was erased is overwritten too.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; ${schema}`);

  return {
    /** Answers how many rows it changed. */
    run: (sql: string, ...values: SQLInputValue[]) => Number(database.prepare(sql).run(...values).changes),
    all: (sql: string, ...values: SQLInputValue[]): unknown[] => database.prepare(sql).all(...values),
    /** All of it or nothing. */
    together<Result>(work: () => Result): Result {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => database.close(),
  };
}
