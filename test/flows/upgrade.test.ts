// From every older version of the tables to today's, with rows in them: nothing is lost, a crash half-way is repaired, and the version before still fits.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, describe, it } from "node:test";
import type { D1Database, R2Bucket } from "@cloudflare/workers-types";
import { getPlatformProxy } from "wrangler";
import { openD1 } from "../../edge/db/d1.ts";
import { LATEST_MIGRATION } from "../../edge/db/database.ts";
import { openSqlite } from "../../edge/db/sqlite.ts";
import { openFolder } from "../../edge/media/folder.ts";
import { openR2 } from "../../edge/media/r2.ts";
import { injectPlain } from "../fixtures/pitchyou/profiles.ts";
import { splitStatements } from "../support/migrations.ts";
import { ROOT, freePort, spawnEdge } from "../support/processes.ts";
import type { Storage } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const FOLDER = join(ROOT, "edge/db/migrations");
const MIGRATIONS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".sql"))
  .toSorted();
const OLDER = MIGRATIONS.slice(0, -1);
const textOf = (name: string) => readFileSync(join(FOLDER, name), "utf8");
const D1_TABLE = "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)";
const SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name";

type Column = { readonly name: string; readonly notnull: number; readonly dflt_value: string | null };
const tablesOf = (sqlite: DatabaseSync): string[] =>
  sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'd1_migrations' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
const columnsOf = (sqlite: DatabaseSync, table: string): Column[] =>
  sqlite
    .prepare(`PRAGMA table_info("${table}")`)
    .all()
    .map(({ name, notnull, dflt_value }) => ({ name: String(name), notnull: Number(notnull), dflt_value: typeof dflt_value === "string" ? dflt_value : null }));
const listed = (columns: readonly Column[]) => columns.map(({ name }) => `"${name}"`).join(", ");
const countIn = (sqlite: DatabaseSync, table: string) => Number(sqlite.prepare(`SELECT count(*) AS count FROM "${table}"`).get()?.["count"]);

/** Tables as the migrations up to this one leave them. */
const buildAt = (path: string, last: string): DatabaseSync => {
  const sqlite = new DatabaseSync(path);
  sqlite.exec(`PRAGMA journal_mode = WAL; ${D1_TABLE}`);
  for (const name of MIGRATIONS.slice(0, MIGRATIONS.indexOf(last) + 1)) {
    sqlite.exec(textOf(name));
    sqlite.prepare("INSERT INTO d1_migrations (name) VALUES (?)").run(name);
  }
  return sqlite;
};

const folder = mkdtempSync(join(tmpdir(), "ats-bridge-upgrade-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const newFolder = () => {
  const path = join(folder, String(++made));
  mkdirSync(path);
  return path;
};

/** A database of today in use: its rows, cut to the columns of an older version, are that version's rows. */
let used: Promise<{ path: string; media: string; key: string }> | undefined;
const inUse = () =>
  (used ??= (async () => {
    const place = newFolder();
    const [path, media] = [join(place, "edge.db"), join(place, "media")];
    const db = openSqlite(path);
    const test = await createTestApp({ storage: { db, media: openFolder(media), close: async () => db.close() } });
    const acme = await test.tenant("acme");
    injectPlain(test.pitchyou.state, "upgraded", { email: "ada@example.de" });
    await acme.pull();
    await test.operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: "a-token-of-sixteen" });
    await test.request("POST", "/hooks/luotettava-tyontekija/acme", {
      headers: { authorization: "Bearer a-token-of-sixteen" },
      text: JSON.stringify({ mydatashare_user_id: "lt-1", profile: { first_name: "Aino", email: "aino@example.fi" } }),
    });
    await test.drain();
    test.receiver.answers = [500];
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    await acme.ats("POST", "/v1/people/export", { email: "ada@example.de" });
    const { key } = acme;
    await test.close();
    return { path, media, key };
  })());

const copyRows = (sqlite: DatabaseSync, from: string) => {
  sqlite.exec(`ATTACH '${from}' AS today`);
  for (const table of tablesOf(sqlite)) {
    const columns = listed(columnsOf(sqlite, table));
    sqlite.exec(`DELETE FROM main."${table}"; INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM today."${table}"`);
  }
  sqlite.exec("DETACH today");
};

/** What an ATS sees of the rows after the upgrade, and that the edge works on. */
const serves = async (test: TestApp, key: string) => {
  const headers = { authorization: `Bearer ${key}` };
  const { items } = await (await test.request("GET", "/v1/applications?limit=200", { headers })).json();
  assert.deepEqual(
    items.map((each: { externalId: string; person: { email: string } }) => [each.externalId, each.person.email]),
    [
      ["upgraded", "ada@example.de"],
      ["lt-1", "aino@example.fi"],
    ],
  );
  assert.equal((await test.request("GET", "/ready")).status, 200);
  const found = await (await test.request("POST", "/v1/people/export", { headers, body: { email: "ada@example.de" } })).json();
  assert.equal(found.receipt.counts.applications, 1);
  await test.later(3_600_000);
  assert.ok(test.receiver.of("bridge.test").length > 0, "what waited for its next try is delivered");
  injectPlain(test.pitchyou.state, "after", {});
  assert.equal((await test.request("POST", "/v1/pitchyou/pull", { headers })).status, 202);
  await test.drain();
  assert.equal((await (await test.request("GET", "/v1/applications?limit=200", { headers })).json()).items.length, 3);
};

describe("an older database under today's edge", () => {
  for (const last of OLDER) {
    it(`comes up from ${last} with every row, and serves`, async () => {
      const { path: today, media, key } = await inUse();
      const path = join(newFolder(), "edge.db");
      const old = buildAt(path, last);
      copyRows(old, today);
      const before = new Map(tablesOf(old).map((table) => [table, countIn(old, table)]));
      assert.ok((before.get("applications") ?? 0) > 0 && (before.get("messages") ?? 0) > 0 && (before.get("audit") ?? 0) > 0);
      old.close();

      const db = openSqlite(path);
      const upgraded = new DatabaseSync(path, { readOnly: true });
      for (const [table, count] of before) assert.equal(countIn(upgraded, table), count, table);
      const fresh = buildAt(join(newFolder(), "edge.db"), LATEST_MIGRATION);
      assert.deepEqual(
        upgraded
          .prepare(SCHEMA)
          .all()
          .filter(({ name }) => name !== "d1_migrations"),
        fresh
          .prepare(SCHEMA)
          .all()
          .filter(({ name }) => name !== "d1_migrations"),
        "its tables are those of a new database",
      );
      fresh.close();
      upgraded.close();
      const test = await createTestApp({ storage: { db, media: openFolder(media), close: async () => db.close() } });
      await serves(test, key);
      await test.close();
    });
  }

  it("is repaired at the next start when the process died in the middle of a migration, whichever it was", async () => {
    const { path: today, media, key } = await inUse();
    for (const [index, dying] of MIGRATIONS.slice(1).entries()) {
      const path = join(newFolder(), "edge.db");
      const old = buildAt(path, MIGRATIONS[index] ?? "");
      copyRows(old, today);
      old.close();
      const statements = splitStatements(textOf(dying));
      const half = statements.slice(0, Math.ceil(statements.length / 2)).join("\n");
      const crash = `const { DatabaseSync } = require("node:sqlite"); const db = new DatabaseSync(${JSON.stringify(path)});
        db.exec("PRAGMA cache_spill = 1; PRAGMA cache_size = 1; BEGIN IMMEDIATE"); db.exec(${JSON.stringify(half)}); process.kill(process.pid, "SIGKILL")`;
      assert.equal(spawnSync(process.execPath, ["-e", crash]).signal, "SIGKILL");
      const db = openSqlite(path);
      const test = await createTestApp({ storage: { db, media: openFolder(media), close: async () => db.close() } });
      assert.equal((await test.request("GET", "/v1/applications", { headers: { authorization: `Bearer ${key}` } })).status, 200, dying);
      assert.equal((await test.request("GET", "/ready")).status, 200, dying);
      await test.close();
    }
  });

  it("is upgraded once when two processes start on it at the same moment", async () => {
    const { path: today, key } = await inUse();
    const place = newFolder();
    const path = join(place, "edge.db");
    const old = buildAt(path, MIGRATIONS[0] ?? "");
    copyRows(old, today);
    old.close();
    const start = async (instance: string) =>
      spawnEdge(["edge/node.ts"], { PORT: String(await freePort()), DATABASE_PATH: path, MEDIA_PATH: join(place, "media"), INSTANCE: instance });
    const edges = await Promise.all(["one", "two"].map(start));
    for (const edge of edges) {
      assert.equal((await fetch(`${edge.url}/v1/applications`, { headers: { authorization: `Bearer ${key}` } })).status, 200);
      await edge.kill("SIGTERM");
    }
    const upgraded = new DatabaseSync(path, { readOnly: true });
    assert.deepEqual(
      upgraded
        .prepare("SELECT name FROM d1_migrations ORDER BY id")
        .all()
        .map(({ name }) => name),
      MIGRATIONS,
    );
    upgraded.close();
  });
});

describe("today's tables under an older version", () => {
  for (const last of OLDER) {
    it(`take every row that the version of ${last} writes, find all that it reads, and refuse nothing that it knew as right`, async () => {
      const { path: today } = await inUse();
      const [older, newest] = [buildAt(join(newFolder(), "edge.db"), last), buildAt(join(newFolder(), "edge.db"), LATEST_MIGRATION)];
      for (const table of tablesOf(older)) {
        const [then, now] = [columnsOf(older, table), columnsOf(newest, table)];
        for (const column of then)
          assert.deepEqual(
            now.find(({ name }) => name === column.name),
            column,
            `${table}.${column.name}`,
          );
        for (const column of now.filter(({ name }) => !then.some((each) => each.name === name)))
          assert.ok(column.notnull === 0 || column.dflt_value !== null, `${table}.${column.name} must fill itself`);
        const unique = (sqlite: DatabaseSync) => sqlite.prepare(`SELECT name, "unique", origin, partial FROM pragma_index_list('${table}') WHERE "unique" = 1 ORDER BY name`).all();
        assert.deepEqual(unique(newest), unique(older), `what must be unique in ${table}`);
        const triggers = (sqlite: DatabaseSync) => sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY name").all(table);
        assert.deepEqual(triggers(newest), triggers(older));
        newest.prepare(`SELECT ${listed(then)} FROM "${table}"`).all();
        newest.prepare(`UPDATE "${table}" SET ${then.map(({ name }) => `"${name}" = "${name}"`).join(", ")} WHERE 0`).run();
      }
      // Rows with the older version's columns only, as its statements write them.
      copyRows(older, today);
      newest.exec(`ATTACH '${older.location() ?? ""}' AS before`);
      for (const table of tablesOf(older)) {
        const columns = listed(columnsOf(older, table));
        newest.exec(`DELETE FROM main."${table}"; INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM before."${table}"`);
        assert.equal(countIn(newest, table), countIn(older, table));
      }
      older.close();
      newest.close();
    });
  }
});

describe("D1 by wrangler's own way", () => {
  const place = newFolder();
  const configure = (names: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const migrations = newFolder();
    for (const name of names) writeFileSync(join(migrations, name), textOf(name));
    for (const [name, text] of Object.entries(more)) writeFileSync(join(migrations, name), text);
    const config = join(place, "wrangler.toml");
    writeFileSync(
      config,
      `name = "ats-bridge"\ncompatibility_date = "2026-10-01"\n[[d1_databases]]\nbinding = "DB"\ndatabase_name = "ats-bridge"\ndatabase_id = "00000000-0000-0000-0000-000000000000"\nmigrations_dir = "${migrations}"\n[[r2_buckets]]\nbinding = "MEDIA"\nbucket_name = "ats-bridge-media"\n`,
    );
    return config;
  };
  const apply = () =>
    spawnSync(process.execPath, [join(ROOT, "node_modules/wrangler/bin/wrangler.js"), "d1", "migrations", "apply", "DB", "--local", "--persist-to", join(place, "state")], {
      cwd: place,
      env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
      encoding: "utf8",
    });
  const open = (configPath: string) => getPlatformProxy<{ DB: D1Database; MEDIA: R2Bucket }>({ configPath, persist: { path: join(place, "state/v3") } });

  it("comes up from the version before with its rows, and a migration that breaks off leaves nothing of itself", async () => {
    const { path: today, key } = await inUse();
    const [before = ""] = OLDER.slice(-1);
    const older = configure(OLDER);
    assert.equal(apply().status, 0);
    const old = buildAt(join(newFolder(), "edge.db"), before);
    copyRows(old, today);
    const source = await open(older);
    for (const table of tablesOf(old)) {
      const rows = old.prepare(`SELECT * FROM "${table}"`).all();
      await source.env.DB.prepare(`DELETE FROM "${table}"`).run();
      if (rows.length === 0) continue;
      const names = columnsOf(old, table);
      const insert = source.env.DB.prepare(`INSERT INTO "${table}" (${listed(names)}) VALUES (${names.map(() => "?").join(", ")})`);
      await source.env.DB.batch(rows.map((row) => insert.bind(...names.map(({ name }) => row[name] ?? null))));
    }
    await source.dispose();
    old.close();

    const broken = "9999_broken.sql";
    configure(MIGRATIONS, { [broken]: "CREATE TABLE half (id TEXT);\nINSERT INTO nowhere VALUES (1);\n" });
    assert.notEqual(apply().status, 0, "wrangler says that it broke off");
    const config = configure(MIGRATIONS, { [broken]: "CREATE TABLE half (id TEXT PRIMARY KEY);\nDROP TABLE half;\n" });
    const repaired = apply();
    assert.equal(repaired.status, 0, repaired.stderr);
    rmSync(join(place, "wrangler.toml"));
    configure(MIGRATIONS);
    const upgraded = await open(config);
    await upgraded.env.DB.prepare("DELETE FROM d1_migrations WHERE name = ?").bind(broken).run();
    const storage: Storage = { db: openD1(upgraded.env.DB), media: openR2(upgraded.env.MEDIA), close: () => upgraded.dispose() };
    const test = await createTestApp({ storage });
    await serves(test, key);
    await test.close();
  });
});
