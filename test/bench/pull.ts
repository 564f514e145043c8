// A pull of 1,000 profiles with a file each against the bare loop (HTTP get, file write, one transaction each); and a 100 MB video.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { startEdge } from "../../edge/node.ts";
import { ROOT, eventually } from "../support/processes.ts";

const PROFILES = 1_000;
const FILE_BYTES = 50_000;
const VIDEO_BYTES = 100 * 1024 * 1024;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const startVendors = (profiles: number, bytes: number) =>
  new Promise<{ url: string; stop: () => void }>((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, "test/bench/vendors.ts"), String(profiles), String(bytes)], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", (line) => resolve({ url: `${String(line).trim()}/pitchyou`, stop: () => child.kill() }));
  });

const bareLoop = async (vendor: string, folder: string): Promise<number> => {
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id: "acme", client_secret: "pitchyou-acme-secret" });
  const { access_token: token } = v.parse(v.object({ access_token: v.string() }), await (await fetch(`${vendor}/token`, { method: "POST", body: form })).json());
  const headers = { authorization: `Bearer ${token}` };
  const db = new DatabaseSync(join(folder, "bare.db"));
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE profiles (id TEXT PRIMARY KEY, body TEXT)");
  const insert = db.prepare("INSERT INTO profiles VALUES (?, ?)");
  const profiles = v.parse(v.array(v.looseObject({ profileId: v.string() })), await (await fetch(`${vendor}/api/applicant/v1/profiles`, { headers })).json());
  const started = performance.now();
  for (const profile of profiles) {
    const file = await fetch(`${vendor}/api/media/v1/download/${profile.profileId}/cv`, { headers });
    await writeFile(join(folder, profile.profileId), new Uint8Array(await file.arrayBuffer()));
    insert.run(profile.profileId, JSON.stringify(profile));
  }
  const perSecond = profiles.length / ((performance.now() - started) / 1_000);
  db.close();
  return perSecond;
};

/** The edge over this vendor, with memory watched while it pulls. */
const pullAll = async (vendor: string, folder: string, wanted: number) => {
  const env = { PORT: "0", SANDBOX_FAST: "1", DATABASE_PATH: join(folder, "edge.db"), MEDIA_PATH: join(folder, "media"), PITCHYOU_API_URL: vendor };
  const edge = await startEdge({ env, log: quiet });
  const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    fetch(`${edge.url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const operator = { authorization: "Bearer sandbox-operator" };
  await call("PUT", "/v1/tenants/acme", operator, { name: "Acme", origins: [] });
  const { key } = v.parse(v.object({ key: v.string() }), await (await call("POST", "/v1/tenants/acme/api-keys", operator, {})).json());
  await call("PUT", "/v1/tenants/acme/connections/pitchyou", operator, { clientId: "acme", clientSecret: "pitchyou-acme-secret" });
  const count = async () => Number((await edge.edge.directory.all({ text: "SELECT count(*) AS count FROM applications", values: [] }))[0]?.["count"]);

  globalThis.gc?.();
  const rssBefore = process.memoryUsage().rss;
  let rssMost = rssBefore;
  const watch = setInterval(() => (rssMost = Math.max(rssMost, process.memoryUsage().rss)), 20);
  const started = performance.now();
  await call("POST", "/v1/pitchyou/pull", { authorization: `Bearer ${key}` });
  await eventually("all are in", async () => ((await count()) === wanted ? true : undefined), 120_000);
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  await edge.close();
  return { perSecond: wanted / seconds, grownMb: (rssMost - rssBefore) / 1024 / 1024 };
};

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const benchPull = () =>
  inFolder(async (folder) => {
    const vendors = await startVendors(PROFILES, FILE_BYTES);
    try {
      const bare = await bareLoop(vendors.url, folder);
      return { bare, ours: (await pullAll(vendors.url, folder, PROFILES)).perSecond };
    } finally {
      vendors.stop();
    }
  });

/** Megabytes by which the process grew while a 100 MB video passed through, after a first small one warmed it up. */
export const benchVideo = () =>
  inFolder(async (folder) => {
    const vendors = await startVendors(1, VIDEO_BYTES);
    try {
      return (await pullAll(vendors.url, folder, 1)).grownMb;
    } finally {
      vendors.stop();
    }
  });
