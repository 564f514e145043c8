// The Workers door: D1, R2, static assets; cron each minute, and a queue as doorbell where one is bound.
import type { D1Database, ExecutionContext, Fetcher, Queue, R2Bucket } from "@cloudflare/workers-types";
import { createHash } from "node:crypto";
import { createApp } from "./app.ts";
import { watch } from "./core/alerts.ts";
import { createIds } from "./core/ids.ts";
import { createLog } from "./core/json-log.ts";
import { createKeyring } from "./core/keyring.ts";
import { createRunner } from "./core/runner.ts";
import { findDue } from "./core/tasks.ts";
import { rewrapTenantKeys } from "./core/tenant-keys.ts";
import { openD1 } from "./db/d1.ts";
import { integrations, lookoutsOf, taskHandlers } from "./integrations/index.ts";
import { openSmtp } from "./mail/smtp.ts";
import { openR2 } from "./media/r2.ts";
import type { Edge } from "./ports.ts";
import { readSettings } from "./settings.ts";
import type { Environment } from "./settings.ts";

type Bindings = { readonly DB: D1Database; readonly MEDIA: R2Bucket; readonly ASSETS: Fetcher; readonly DOORBELL?: Queue };
type Ports = Omit<Edge, "kick">;

const handlers = taskHandlers(integrations);

const environment = (bindings: Bindings): Environment =>
  Object.fromEntries(Object.entries<unknown>(bindings).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));

const open = async (bindings: Bindings): Promise<{ ports: Ports } | { problems: readonly string[] }> => {
  const read = readSettings(environment(bindings));
  if ("problems" in read) return read;
  const db = openD1(bindings.DB);
  const now = () => Date.now();
  return {
    ports: {
      settings: read.settings,
      runtime: "workers",
      directory: db,
      shards: [db],
      databaseFor: () => db,
      media: openR2(bindings.MEDIA),
      mail: read.settings.smtpUrl === undefined ? null : openSmtp(read.settings.smtpUrl, read.settings.pace.vendorTimeoutMs),
      keys: await createKeyring(read.settings.masterKey, read.settings.masterKeyPrevious),
      assets: {
        async read(path) {
          const found = await bindings.ASSETS.fetch(`https://assets.local/${path}`);
          if (!found.ok || !found.body) return null;
          return { body: found.body as unknown as ReadableStream<Uint8Array>, type: found.headers.get("content-type") ?? "application/octet-stream" }; // workers-types and the DOM name the same class
        },
      },
      log: createLog((line) => console.log(line), now),
      fetch: (input, init) => fetch(input, init),
      now,
      sleep: (ms) => new Promise((later) => setTimeout(later, ms)),
      newId: createIds(now),
      newDigest: () => {
        const hash = createHash("sha256");
        return { update: (bytes) => void hash.update(bytes), hex: async () => hash.digest("hex") };
      },
    },
  };
};

// One isolate serves many requests with the same bindings.
// The value is kept, not the promise: one that a cancelled request has left behind would never settle.
let opened: Awaited<ReturnType<typeof open>> | undefined;
const ports = async (bindings: Bindings) => (opened ??= await open(bindings));

/** The ports with a kick that runs quick tasks after the answer and rings the doorbell for slow ones. */
const withKick = (base: Ports, bindings: Bindings, context: ExecutionContext): Edge => {
  let again = false;
  let draining = false;
  const drain = async () => {
    draining = true;
    while (again) {
      again = false;
      await createRunner(edge, handlers, { slowToo: false }).drain();
    }
    draining = false;
    for (const db of edge.shards) if (bindings.DOORBELL && (await findDue(edge, db, { limit: 1, slowToo: true })).length > 0) await bindings.DOORBELL.send("due");
  };
  const edge: Edge = {
    ...base,
    kick: () => {
      again = true;
      if (!draining) context.waitUntil(drain());
    },
  };
  return edge;
};

/** Runs all that is due; cron and queue may take minutes. */
const drainAll = async (bindings: Bindings) => {
  const result = await ports(bindings);
  if ("problems" in result) return;
  const edge: Edge = { ...result.ports, kick: () => undefined };
  await watch(edge, lookoutsOf(integrations)).catch((cause: unknown) => edge.log.error("watch", { reason: cause instanceof Error ? cause.message : "unknown" }));
  await createRunner(edge, handlers).drain();
  if ((await rewrapTenantKeys(edge)) > 0) edge.log.info("keys.rewrapped");
};

const notReady = (problems: readonly string[]) => {
  const requestId = createIds(Date.now)("req");
  return Response.json(
    {
      type: "urn:ats-bridge:problem:not-ready",
      title: "Not available",
      status: 503,
      detail: problems.join("; "),
      code: "not-ready",
      requestId,
      who: "operator",
      missing: problems,
    },
    { status: 503, headers: { "content-type": "application/problem+json", "retry-after": "60", "x-request-id": requestId } },
  );
};

export default {
  async fetch(request: Request, bindings: Bindings, context: ExecutionContext): Promise<Response> {
    const result = await ports(bindings);
    if ("problems" in result) {
      return new URL(request.url).pathname === "/health" ? Response.json({ status: "ok" }) : notReady(result.problems);
    }
    const app = createApp(withKick(result.ports, bindings, context), integrations);
    return app.fetch(request, { address: request.headers.get("cf-connecting-ip") ?? undefined });
  },
  scheduled: (_event: unknown, bindings: Bindings): Promise<void> => drainAll(bindings),
  queue: (_batch: unknown, bindings: Bindings): Promise<void> => drainAll(bindings),
};
