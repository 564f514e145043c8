// Durable batches per second: the edge's batch against a bare group commit of the same rows on the same disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "../../edge/db/database.ts";
import { openSqlite } from "../../edge/db/sqlite.ts";

const BATCHES = 20_000;
const IN_FLIGHT = 64;
const ROWS = 4;

const job = (batch: number, row: number) => sql`INSERT INTO jobs (tenant, id, body, updated_at) VALUES ('bench', ${`${batch}-${row}`}, '{"title":"Pflegefachkraft"}', 1)`;

const ours = async (folder: string): Promise<number> => {
  const db = openSqlite(join(folder, "ours.db"));
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (let batch = next++; batch < BATCHES; batch = next++) await db.batch(Array.from({ length: ROWS }, (_, row) => job(batch, row)));
    }),
  );
  const perSecond = BATCHES / ((performance.now() - started) / 1_000);
  db.close();
  return perSecond;
};

/** One transaction for each 64 batches, prepared once, nothing else. */
const bare = (folder: string): number => {
  openSqlite(join(folder, "bare.db")).close();
  const db = new DatabaseSync(join(folder, "bare.db"));
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
  const insert = db.prepare("INSERT INTO jobs (tenant, id, body, updated_at) VALUES ('bench', ?, '{\"title\":\"Pflegefachkraft\"}', 1)");
  const started = performance.now();
  for (let batch = 0; batch < BATCHES; batch += IN_FLIGHT) {
    db.exec("BEGIN IMMEDIATE");
    for (let each = batch; each < Math.min(batch + IN_FLIGHT, BATCHES); each++) for (let row = 0; row < ROWS; row++) insert.run(`${each}-${row}`);
    db.exec("COMMIT");
  }
  const perSecond = BATCHES / ((performance.now() - started) / 1_000);
  db.close();
  return perSecond;
};

export const benchCommits = async () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-bench-"));
  try {
    return { bare: bare(folder), ours: await ours(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
