// Brings an empty or used local D1 to the newest tables, without rows.
import { readFileSync, readdirSync } from "node:fs";
import type { D1Database } from "@cloudflare/workers-types";

const FOLDER = new URL("../../edge/db/migrations/", import.meta.url);

/** Statements of a migration; those of a trigger's body stay with it. */
export const splitStatements = (text: string): string[] => {
  const statements: string[] = [];
  let current = "";
  for (const line of text.split("\n").filter((each) => !each.trim().startsWith("--"))) {
    current += `${line}\n`;
    const inTrigger = /CREATE TRIGGER/i.test(current) && !/END;\s*$/i.test(current);
    if (/;\s*$/.test(line) && !inTrigger) {
      statements.push(current.trim());
      current = "";
    }
  }
  return statements.filter((statement) => statement !== "");
};

export const applyMigrations = async (d1: D1Database): Promise<void> => {
  const { results } = await d1
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")
    .all<{ name: string }>();
  if (results.length > 0) await d1.batch(results.map(({ name }) => d1.prepare(`DROP TABLE ${name}`)));
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .toSorted();
  await d1.batch([
    d1.prepare("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)"),
    ...files.flatMap((name) => splitStatements(readFileSync(new URL(name, FOLDER), "utf8")).map((statement) => d1.prepare(statement))),
    ...files.map((name) => d1.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name)),
  ]);
};
