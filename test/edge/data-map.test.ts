// docs/data-map.md names every table that the migrations make, each once, and none that is gone.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const sqlFiles = readdirSync(new URL("../../edge/db/migrations/", import.meta.url)).toSorted();
const sql = sqlFiles.map((file) => read(`edge/db/migrations/${file}`)).join("\n");

const made = [...sql.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g)].map(([, name]) => name ?? "");
const dropped = new Set([...sql.matchAll(/DROP TABLE (?:IF EXISTS )?(\w+)/g)].map(([, name]) => name ?? ""));
const standing = [...new Set(made)].filter((name) => !dropped.has(name)).toSorted();

const rows = read("docs/data-map.md")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .flatMap((cells) => {
    const name = /^`([a-z_]+)`$/.exec(cells[1] ?? "")?.[1];
    return name === undefined ? [] : [{ name, cells: cells.slice(2, 6) }];
  });

describe("the data map", () => {
  it("names each table of the migrations once, and no other", () => {
    assert.ok(standing.length > 30);
    assert.deepEqual(rows.map(({ name }) => name).toSorted(), standing);
  });

  it("says of each what personal data it holds, how it is sealed, how long it is kept and how it goes", () => {
    for (const { name, cells } of rows) assert.ok(cells.length === 4 && cells.every((cell) => cell.length > 1), name);
  });
});
