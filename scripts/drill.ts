// `npm run drill`: takes a backup of the running database and its media, starts a second edge on the copy and proves that it serves.
// That edge runs no task, calls nobody and sends nothing. `--d1` does the same with local D1 and prints the commands for the real one.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync, backup } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import type { D1Database, R2Bucket } from "@cloudflare/workers-types";
import * as v from "valibot";
import { getPlatformProxy } from "wrangler";
import { Application } from "../edge/api.ts";
import { createApp } from "../edge/app.ts";
import { findApplication } from "../edge/core/applications.ts";
import { openAttachment } from "../edge/core/attachments.ts";
import { openD1 } from "../edge/db/d1.ts";
import { findAll, sql } from "../edge/db/database.ts";
import type { Database } from "../edge/db/database.ts";
import { integrations } from "../edge/integrations/index.ts";
import { openR2 } from "../edge/media/r2.ts";
import { openEdge } from "../edge/node.ts";
import type { Edge } from "../edge/ports.ts";
import { readSettings } from "../edge/settings.ts";
import type { Environment } from "../edge/settings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const OPENED_AT_MOST = 50;

type Counts = ReadonlyMap<string, number>;
/** What was taken, and the ports of an edge over it. */
type Copy = { readonly running: Counts; readonly edge: Edge; readonly close: () => Promise<void> };
export type Drill = {
  readonly tables: readonly { table: string; running: number; copy: number }[];
  readonly applications: number;
  readonly files: number;
  readonly problems: readonly string[];
};

const TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name";
const Named = v.object({ name: v.string() });
const Counted = v.object({ count: v.number() });

const countTables = async (db: Database): Promise<Counts> => {
  const counts = new Map<string, number>();
  for (const { name } of await findAll(db, Named, { text: TABLES, values: [] })) {
    const [row] = await findAll(db, Counted, { text: `SELECT count(*) AS count FROM "${name}"`, values: [] });
    counts.set(name, row?.count ?? 0);
  }
  return counts;
};

const openCopy = async (env: Environment, folder: string): Promise<{ edge: Edge; close: () => Promise<void> }> => {
  const copied = { HOSTNAME: hostname(), ...env, DATABASE_PATH: join(folder, "edge.db"), MEDIA_PATH: join(folder, "media"), INSTANCE: "drill" };
  const read = readSettings(copied);
  if ("problems" in read) throw new Error(read.problems.join("; "));
  const { edge, runner, close } = await openEdge(copied, read.settings, { info: () => undefined, warn: () => undefined, error: () => undefined });
  await runner.stop();
  return { edge, close };
};

/** An online backup: the edge that runs goes on meanwhile, and the copy is of one moment. */
const copySqlite = async (env: Environment, folder: string): Promise<Copy> => {
  const path = resolve(env["DATABASE_PATH"] || "data/ats-bridge.db");
  if (!existsSync(path)) throw new Error(`there is no database at ${path}: set DATABASE_PATH`);
  const source = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  const running = new Map(
    source
      .prepare(TABLES)
      .all()
      .map(({ name }) => [String(name), Number(source.prepare(`SELECT count(*) AS count FROM "${String(name)}"`).get()?.["count"])]),
  );
  // All pages in one step: a copy in several begins anew whenever somebody writes.
  await backup(source, join(folder, "edge.db"), { rate: 2 ** 30 });
  source.close();
  const media = env["MEDIA_PATH"] ? resolve(env["MEDIA_PATH"]) : join(dirname(path), "media");
  // After the database: each file that it names is there by now, and whole.
  if (existsSync(media)) cpSync(media, join(folder, "media"), { recursive: true, filter: (file) => !file.endsWith(".part") });
  const copy = new DatabaseSync(join(folder, "edge.db"), { readOnly: true });
  const intact = copy.prepare("PRAGMA integrity_check").get()?.["integrity_check"];
  copy.close();
  if (intact !== "ok") throw new Error(`the copy is not intact: ${String(intact)}`);
  return { running, ...(await openCopy(env, folder)) };
};

const wrangler = (args: readonly string[], cwd: string) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], {
    cwd,
    env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`wrangler ${args.slice(0, 2).join(" ")}: ${stderr.trim()}`);
};

type Local = { DB: D1Database; MEDIA: R2Bucket };

/** `wrangler d1 export` of the local database into a fresh one; local R2 is a folder. */
const copyD1 = async (env: Environment, folder: string): Promise<Copy> => {
  const state = dirname(resolve(env["DATABASE_PATH"] || "data/ats-bridge.db"));
  if (!existsSync(join(state, "v3/d1"))) throw new Error(`there is no local D1 below ${state}: npm run workers makes one`);
  const [top = ""] = readFileSync(join(root, "wrangler.toml"), "utf8").split(/^(?=\[env\.\w+\]$)/m);
  // The export reads from where its settings stand; only the bindings matter here.
  const bindings = top.slice(top.indexOf("[[d1_databases]]"), top.indexOf("[triggers]"));
  const configPath = join(folder, "wrangler.toml");
  writeFileSync(configPath, `name = "ats-bridge-drill"\ncompatibility_date = "2026-10-01"\n\n${bindings}`);
  mkdirSync(join(folder, ".wrangler"));
  symlinkSync(state, join(folder, ".wrangler/state"));
  wrangler(["d1", "export", "DB", "--local", "--output", join(folder, "dump.sql"), "--skip-confirmation"], folder);
  const fresh = join(folder, "fresh");
  wrangler(["d1", "execute", "DB", "--local", "--persist-to", fresh, "--file", join(folder, "dump.sql"), "--yes"], folder);
  if (existsSync(join(state, "v3/r2"))) cpSync(join(state, "v3/r2"), join(fresh, "v3/r2"), { recursive: true });
  const source = await getPlatformProxy<Local>({ configPath, persist: { path: join(state, "v3") } });
  const running = await countTables(openD1(source.env.DB));
  await source.dispose();
  const copy = await getPlatformProxy<Local>({ configPath, persist: { path: join(fresh, "v3") } });
  const { edge, close } = await openCopy(env, folder);
  const db = openD1(copy.env.DB);
  return {
    running,
    edge: { ...edge, runtime: "workers", directory: db, shards: [db], databaseFor: () => db, media: openR2(copy.env.MEDIA) },
    close: async () => {
      await close();
      await copy.dispose();
    },
  };
};

const isReady = async (edge: Edge): Promise<string | null> => {
  const app = createApp(edge, integrations);
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready) => {
    const started = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: "127.0.0.1" }, (info) => ready({ server: started, port: info.port }));
  });
  const answer = await fetch(`http://127.0.0.1:${port}/ready`);
  const said = await answer.text();
  await new Promise((done) => server.close(done));
  return answer.ok ? null : `/ready answers ${answer.status}: ${said}`;
};

const hashOf = async (edge: Edge, tenant: string, application: string, id: string): Promise<string | null> => {
  const file = await openAttachment(edge, tenant, application, id);
  const hash = createHash("sha256");
  if (file) for await (const piece of file.body) hash.update(piece);
  return file && hash.digest("hex");
};

const Kept = v.object({ tenant: v.string(), id: v.string() });

/** The newest applications with files: each opens, and each file is what it was when it came. */
const openApplications = async (edge: Edge) => {
  const problems: string[] = [];
  let [opened, files] = [0, 0];
  const newest = sql`SELECT tenant, id FROM applications WHERE sealed IS NOT NULL ORDER BY EXISTS (SELECT 1 FROM attachments WHERE attachments.application = applications.id) DESC, updated_at DESC LIMIT ${OPENED_AT_MOST}`;
  for (const { tenant, id } of await findAll(edge.directory, Kept, newest)) {
    const application = await findApplication(edge, tenant, id).catch((cause: unknown) => (cause instanceof Error ? cause.message : "unreadable"));
    if (!v.is(Application, application)) {
      problems.push(`${id} of ${tenant} does not open${typeof application === "string" ? `: ${application}` : ""}`);
      continue;
    }
    opened++;
    for (const attachment of application.attachments.filter(({ missing }) => !missing)) {
      const sha256 = await hashOf(edge, tenant, id, attachment.id).catch(() => "unreadable");
      if (sha256 === attachment.sha256) files++;
      else problems.push(`the file ${attachment.id} of ${id} ${sha256 === null ? "is missing" : "is not what it was"}`);
    }
  }
  return { opened, files, problems };
};

/** Takes the copy, tries it, and leaves nothing behind. */
export const drill = async (env: Environment, { d1 = false }: { readonly d1?: boolean } = {}): Promise<Drill> => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-drill-"));
  try {
    const { running, edge, close } = await (d1 ? copyD1 : copySqlite)(env, folder);
    try {
      const nobody: typeof fetch = () => Promise.reject(new TypeError("a drill calls nobody"));
      const alone: Edge = { ...edge, fetch: nobody, mail: null, kick: () => undefined };
      const copied = await countTables(edge.directory);
      const unready = await isReady(alone);
      const { opened, files, problems } = await openApplications(alone);
      return {
        tables: [...new Set([...running.keys(), ...copied.keys()])].toSorted().map((table) => ({ table, running: running.get(table) ?? 0, copy: copied.get(table) ?? 0 })),
        applications: opened,
        files,
        problems: [...(unready === null ? [] : [unready]), ...problems],
      };
    } finally {
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const REMOTE = `For the database at Cloudflare:
  npx wrangler d1 export DB --remote --output backup.sql          a copy to keep; the database answers nobody meanwhile
  npx wrangler d1 time-travel info DB                             the bookmark of this moment, for 30 days
  npx wrangler d1 time-travel restore DB --timestamp=<ISO 8601>   back to a moment, in place
  npx wrangler r2 object get ats-bridge-media/<id>                a file; R2 has no history: copy the bucket beside it`;

if (import.meta.main) {
  const { values } = parseArgs({ options: { d1: { type: "boolean", default: false } } });
  const started = performance.now();
  try {
    const { tables, applications, files, problems } = await drill(process.env, { d1: values.d1 });
    console.table(tables);
    console.log(`${applications} applications opened, ${files} files are what they were. It took ${((performance.now() - started) / 1_000).toFixed(1)} s.`);
    if (values.d1) console.log(`\n${REMOTE}`);
    for (const problem of problems) console.error(`  - ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  } catch (cause) {
    console.error(`The drill failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exitCode = 1;
  }
}
