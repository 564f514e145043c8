// The database port: statements are values, a batch is the only transaction.
// Two drivers implement it: d1.ts (Cloudflare D1) and sqlite.ts (node:sqlite).
import * as v from "valibot";

export type Value = string | number | null;
export type Statement = { readonly text: string; readonly values: readonly Value[] };
export type Row = Record<string, unknown>;
/** Where a list that is read newest first goes on: rows of one millisecond are told apart by their row id. */
export type Moment = { readonly at: number; readonly row: number };
export type Result = { readonly rows: readonly Row[]; readonly changes: number };

export type Database = {
  /** Reads rows. Never writes. */
  all(statement: Statement): Promise<readonly Row[]>;
  /** Runs all statements or none, and answers when they are durable. */
  batch(statements: readonly Statement[]): Promise<readonly Result[]>;
  /** Removes what an erasing commit left in journals, where the database keeps any that we can reach. */
  scrub(): Promise<void>;
};

/** The newest file in `migrations/`; `/ready` compares it with what the database has. */
export const LATEST_MIGRATION = "0009_forgotten.sql";

/** The newest migration that this database has had, or null for an empty one. */
export const appliedMigration = async (db: Database): Promise<string | null> => {
  const [row] = await db.all(sql`SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1`).catch(() => []);
  return typeof row?.["name"] === "string" ? row["name"] : null;
};

/** A primary key or unique index refused a row: somebody was here first. */
export class UniqueViolation extends Error {
  readonly constraint: string;
  constructor(constraint: string) {
    super(`unique constraint ${constraint}`);
    this.name = "UniqueViolation";
    this.constraint = constraint;
  }
}

/** A `demand` in the batch was not met, so all of the batch was rolled back. */
export class DemandUnmet extends Error {
  constructor() {
    super("a demand of the batch was not met");
    this.name = "DemandUnmet";
  }
}

/** Builds a statement with bound values; a statement as a value is spliced in as a fragment. */
export const sql = (texts: TemplateStringsArray, ...parts: readonly (Value | Statement)[]): Statement => {
  let text = texts[0] ?? "";
  const values: Value[] = [];
  parts.forEach((part, index) => {
    if (typeof part === "object" && part !== null) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += "?";
      values.push(part);
    }
    text += texts[index + 1] ?? "";
  });
  return { text, values };
};

/**
 * Rolls the batch back unless the query counts at least one row.
 * D1 has no conditional abort, so the count has to pass a CHECK constraint.
 */
export const demand = (query: Statement): Statement => sql`INSERT OR REPLACE INTO demands (id, met) SELECT 1, EXISTS (${query})`;

/** All rows of a query, each parsed. */
export const findAll = async <S extends v.GenericSchema>(db: Database, schema: S, query: Statement): Promise<v.InferOutput<S>[]> =>
  (await db.all(query)).map((row) => v.parse(schema, row));

/** The first row of a query, parsed, or null. */
export const findOne = async <S extends v.GenericSchema>(db: Database, schema: S, query: Statement): Promise<v.InferOutput<S> | null> => {
  const row = (await db.all(query))[0];
  return row === undefined ? null : v.parse(schema, row);
};

/** A JSON column parsed on reading. */
export const json = <S extends v.GenericSchema>(schema: S) => v.pipe(v.string(), v.parseJson(), schema);

/** Turns a driver's error into one of ours; both databases word constraint errors alike. */
export const asDatabaseError = (cause: unknown): unknown => {
  const message = cause instanceof Error ? cause.message : String(cause);
  const unique = /UNIQUE constraint failed: ([^:]+)/.exec(message);
  if (unique) return new UniqueViolation((unique[1] ?? "").trim());
  if (/CHECK constraint failed: (demands|met)/.test(message)) return new DemandUnmet();
  return cause;
};
