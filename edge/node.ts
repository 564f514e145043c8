// The Node door: settings from the environment, SQLite and a folder, an HTTP server, a timer for the runner.
import { createHash } from "node:crypto";
import { mkdtempSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { watch } from "./core/alerts.ts";
import { createIds } from "./core/ids.ts";
import { createLog } from "./core/json-log.ts";
import { createKeyring } from "./core/keyring.ts";
import { createRunner } from "./core/runner.ts";
import type { Runner } from "./core/runner.ts";
import { freeLeases } from "./core/tasks.ts";
import { rewrapTenantKeys } from "./core/tenant-keys.ts";
import { openSqlite } from "./db/sqlite.ts";
import { integrations, lookoutsOf, taskHandlers } from "./integrations/index.ts";
import { openSmtp } from "./mail/smtp.ts";
import { openFolder } from "./media/folder.ts";
import type { Assets, Edge, Log } from "./ports.ts";
import { readSettings } from "./settings.ts";
import type { Environment, Settings } from "./settings.ts";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".map": "application/json",
};

const distAssets: Assets = {
  async read(path) {
    const body = await readFile(join(DIST, path)).catch(() => null);
    return body && { body: new Uint8Array(body), type: TYPES[extname(path)] ?? "application/octet-stream" };
  },
};

const openPaths = (env: Environment) => {
  const inMemory = env["DATABASE_PATH"] === ":memory:";
  const database = inMemory ? ":memory:" : resolve(env["DATABASE_PATH"] || "data/ats-bridge.db");
  const media = env["MEDIA_PATH"] ? resolve(env["MEDIA_PATH"]) : inMemory ? mkdtempSync(join(tmpdir(), "ats-bridge-media-")) : join(dirname(database), "media");
  if (!inMemory) mkdirSync(dirname(database), { recursive: true });
  mkdirSync(media, { recursive: true });
  return { database, media };
};

/** All ports over this process's own database and folder. */
export const openEdge = async (env: Environment, settings: Settings, log: Log): Promise<{ edge: Edge; runner: Runner; close: () => Promise<void> }> => {
  const paths = openPaths(env);
  const db = openSqlite(paths.database);
  const now = Date.now;
  let runner: Runner | undefined;
  const edge: Edge = {
    settings,
    runtime: "node",
    directory: db,
    shards: [db],
    databaseFor: () => db,
    media: openFolder(paths.media),
    mail: settings.smtpUrl === undefined ? null : openSmtp(settings.smtpUrl, settings.pace.vendorTimeoutMs),
    keys: await createKeyring(settings.masterKey, settings.masterKeyPrevious),
    assets: distAssets,
    log,
    fetch,
    now,
    sleep: (ms) => new Promise((later) => setTimeout(later, ms)),
    newId: createIds(now),
    newDigest: () => {
      const hash = createHash("sha256");
      return { update: (bytes) => void hash.update(bytes), hex: async () => hash.digest("hex") };
    },
    kick: () => runner?.kick(),
  };
  runner = createRunner(edge, taskHandlers(integrations));
  const started = runner;
  await db.batch([freeLeases(edge)]);
  while ((await rewrapTenantKeys(edge)) > 0) log.info("keys.rewrapped");
  return {
    edge,
    runner: started,
    close: async () => {
      await started.stop();
      db.close();
    },
  };
};

const listen = (fetchApp: Parameters<typeof serve>[0]["fetch"], host: string | undefined, port: number) =>
  new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready, fail) => {
    const server = serve({ fetch: fetchApp, port, ...(host === undefined ? {} : { hostname: host }) }, (info) => ready({ server, port: info.port }));
    server.once("error", fail);
  });

/** Thrown when the settings do not allow a start; `problems` are for people. */
export class BadSettings extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.name = "BadSettings";
    this.problems = problems;
  }
}

/** Starts the edge; `PORT` "0" lets the system pick one. */
export const startEdge = async ({ env, log }: { env: Environment; log?: Log }): Promise<{ url: string; edge: Edge; close: () => Promise<void> }> => {
  const tried = readSettings({ HOSTNAME: hostname(), ...env });
  if ("problems" in tried) throw new BadSettings(tried.problems);
  let app: ReturnType<typeof createApp> | undefined;
  // Sandbox secrets are known to everybody, so a sandbox listens to this machine only.
  const host = tried.settings.mode === "sandbox" ? "127.0.0.1" : undefined;
  const { server, port } = await listen(
    (request, nodeEnv) => (app ? app.fetch(request, { address: "incoming" in nodeEnv ? nodeEnv.incoming.socket.remoteAddress : undefined }) : new Response(null, { status: 503 })),
    host,
    Number(env["PORT"] || 8787),
  );
  const read = readSettings({ HOSTNAME: hostname(), ...env, PORT: String(port) });
  if ("problems" in read) throw new BadSettings(read.problems);
  const { settings } = read;
  const { edge, runner, close } = await openEdge(env, settings, log ?? createLog((line) => void process.stdout.write(`${line}\n`), Date.now));
  app = createApp(edge, integrations);
  const timer = setInterval(runner.kick, settings.pace.tickMs);
  const look = () => watch(edge, lookoutsOf(integrations)).catch((cause: unknown) => edge.log.error("watch", { reason: cause instanceof Error ? cause.message : "unknown" }));
  const minute = setInterval(() => void look(), settings.pace.minuteMs);
  await look();
  runner.kick();
  return {
    url: `http://localhost:${port}`,
    edge,
    async close() {
      clearInterval(timer);
      clearInterval(minute);
      await new Promise<void>((done) => {
        server.close(() => done());
        (server as Server).closeAllConnections(); // serve() without TLS or HTTP/2 options makes a plain server
      });
      await close();
    },
  };
};

if (import.meta.main) {
  try {
    const edge = await startEdge({ env: process.env });
    const stop = () => void edge.close().then(() => process.exit(0));
    process.on("SIGINT", stop).on("SIGTERM", stop);
    console.log(JSON.stringify({ at: new Date().toISOString(), level: "info", event: "edge.started", url: edge.url, mode: edge.edge.settings.mode }));
  } catch (cause) {
    const lines = cause instanceof BadSettings ? cause.problems : [cause instanceof Error ? cause.message : String(cause)];
    console.error(["The edge cannot start:", ...lines.map((line) => `  - ${line}`)].join("\n"));
    process.exit(1);
  }
}
