// The database port over node:sqlite, with group commit: batches that arrive together share one fsync,
// each still all or nothing, each answered only when durable.
import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import { asDatabaseError } from "./database.ts";
import type { Database, Result, Row, Statement } from "./database.ts";

const MIGRATIONS = new URL("./migrations/", import.meta.url);
const PREPARED_AT_MOST = 500;

type Waiting = {
  readonly statements: readonly Statement[];
  readonly resolve: (results: readonly Result[]) => void;
  readonly reject: (cause: unknown) => void;
};

export type SqliteDatabase = Database & { close(): void };

/** Opens or creates the file (`:memory:` for none) and brings its tables up to date. */
export const openSqlite = (path: string): SqliteDatabase => {
  const sqlite = new DatabaseSync(path, { timeout: 5_000 });
  sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;");
  migrate(sqlite);

  const prepared = new Map<string, { statement: StatementSync; reads: boolean }>();
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size >= PREPARED_AT_MOST) prepared.clear();
    const statement = sqlite.prepare(text);
    const fresh = { statement, reads: statement.columns().length > 0 };
    prepared.set(text, fresh);
    return fresh;
  };
  const run = ({ text, values }: Statement): Result => {
    const { statement, reads } = prepare(text);
    if (!reads) return { rows: [], changes: Number(statement.run(...values).changes) };
    const rows: Row[] = statement.all(...values);
    return { rows, changes: rows.length };
  };

  let waiting: Waiting[] = [];
  let scheduled = false;

  /** One of a group in which some batch fails: it rolls back alone. */
  const runApart = (batch: Waiting): (() => void) => {
    sqlite.exec("SAVEPOINT one");
    try {
      const results = batch.statements.map(run);
      sqlite.exec("RELEASE one");
      return () => batch.resolve(results);
    } catch (cause) {
      // A full disk rolls back the whole transaction: then this throws and the group fails as one.
      sqlite.exec("ROLLBACK TO one; RELEASE one");
      return () => batch.reject(asDatabaseError(cause));
    }
  };
  const inTransaction = (work: () => (() => void)[]): (() => void)[] => {
    sqlite.exec("BEGIN IMMEDIATE");
    try {
      const answers = work();
      sqlite.exec("COMMIT");
      return answers;
    } catch (cause) {
      if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
      throw cause;
    }
  };
  /** Nearly always nothing fails, so savepoints are paid for only by the groups in which something did. */
  const runTogether = (batch: Waiting): (() => void) => {
    const results = batch.statements.map(run);
    return () => batch.resolve(results);
  };
  const commitGroup = () => {
    scheduled = false;
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    let answers: (() => void)[];
    try {
      answers = inTransaction(() => group.map(runTogether));
    } catch {
      try {
        answers = inTransaction(() => group.map(runApart));
      } catch (cause) {
        answers = group.map((batch) => () => batch.reject(asDatabaseError(cause)));
      }
    }
    for (const answer of answers) answer();
  };

  return {
    async all(statement) {
      return prepare(statement.text).statement.all(...statement.values);
    },
    batch(statements) {
      if (statements.length === 0) return Promise.resolve([]);
      if (!sqlite.isOpen) return Promise.reject(new Error("the database is closed"));
      return new Promise((resolve, reject) => {
        waiting.push({ statements, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        setImmediate(commitGroup);
      });
    },
    async scrub() {
      if (path !== ":memory:") sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    },
    close() {
      if (waiting.length > 0) commitGroup();
      sqlite.close();
    },
  };
};

// The table is the one that `wrangler d1 migrations apply` keeps, so that a file can move between the two.
const migrate = (sqlite: DatabaseSync) => {
  sqlite.exec(`CREATE TABLE IF NOT EXISTS d1_migrations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`);
  const applied = new Set(
    sqlite
      .prepare("SELECT name FROM d1_migrations")
      .all()
      .map((row) => row["name"]),
  );
  for (const name of readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith(".sql"))
    .toSorted()) {
    if (applied.has(name)) continue;
    sqlite.exec("BEGIN IMMEDIATE");
    // Another process may have been quicker while this one waited for the lock.
    if (sqlite.prepare("SELECT 1 FROM d1_migrations WHERE name = ?").all(name).length > 0) {
      sqlite.exec("COMMIT");
      continue;
    }
    sqlite.exec(readFileSync(new URL(name, MIGRATIONS), "utf8"));
    sqlite.prepare("INSERT INTO d1_migrations (name) VALUES (?)").run(name);
    sqlite.exec("COMMIT");
  }
};
