// Notifications a second that are proven, deduplicated and durable before their answer, against the floor of the same server
// and framework with the same body and proof and no storage. The sender is a process of its own.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { sameSecret, sha256, toHex } from "../../edge/core/keyring.ts";
import { canonicalRequest, hmacSignature } from "../../edge/integrations/icims/proof.ts";
import { startEdge } from "../../edge/node.ts";
import type { Load, Seen } from "./sender.ts";

const EVENTS = 10_000;
const WARM_UP = 2_000;
const IN_FLIGHT = 64;
const TOKEN = "a-token-of-sixteen";
const HMAC = { kind: "hmac", user: "bench", secret: "a-secret-of-the-customer" } as const;
const BEARER = { kind: "bearer", token: TOKEN } as const;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Proves over the raw bytes as the rooms do, and keeps nothing. */
const floorApp = () =>
  new Hono()
    .post("/hooks/icims", async (http) => {
      const raw = new Uint8Array(await http.req.arrayBuffer());
      const [, list = "", signature = ""] = /signedheaders=([^,]+),signature=(.+)$/.exec(http.req.header("authorization") ?? "") ?? [];
      const sameBody = http.req.header("x-icims-content-sha256") === toHex(sha256(raw));
      const expected = hmacSignature(HMAC.secret, http.req.header("x-icims-date") ?? "", canonicalRequest(http.req.raw, list.split(";")));
      JSON.parse(new TextDecoder().decode(raw));
      return sameBody && sameSecret(signature, expected) ? http.json({}) : http.body(null, 401);
    })
    .post("/hooks/luotettava-tyontekija/acme", async (http) => {
      const good = sameSecret((http.req.header("authorization") ?? "").slice(7), TOKEN);
      JSON.parse(await http.req.text());
      return good ? http.json({ status: "ok" }) : http.body(null, 401);
    });

const startFloor = () =>
  new Promise<{ url: string; close: () => void }>((ready) => {
    const server = serve({ fetch: floorApp().fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => ready({ url: `http://127.0.0.1:${port}`, close: () => server.close() }));
  });

export const benchEvents = async () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-bench-"));
  const sender = fork(fileURLToPath(new URL("./sender.ts", import.meta.url)));
  const ask = (load: Load) =>
    new Promise<Seen>((seen, fail) => {
      sender.once("message", (answer) => {
        const heard = answer as Seen; // our own sender.ts, which sends nothing else
        if (heard.refused > 0) fail(new Error(`${heard.refused} were refused`));
        else seen(heard);
      });
      sender.send(load);
    });
  let from = 0;
  const loadOf = (url: string, proof: Load["proof"], count: number, perSecond?: number): Load => {
    const load = { url: `${url}/hooks/${proof.kind === "hmac" ? "icims" : "luotettava-tyontekija/acme"}`, proof, from, count, inFlight: IN_FLIGHT };
    from += count;
    return perSecond === undefined ? load : { ...load, perSecond };
  };
  const floor = await startFloor();
  const edge = await startEdge({ env: { PORT: "0", SANDBOX_FAST: "1", DATABASE_PATH: join(folder, "edge.db") }, log: quiet });
  const operator = (path: string, body: unknown) =>
    fetch(`${edge.url}${path}`, { method: "PUT", headers: { authorization: "Bearer sandbox-operator", "content-type": "application/json" }, body: JSON.stringify(body) });
  await operator("/v1/tenants/acme", { name: "Acme", origins: [] });
  await operator("/v1/tenants/acme/connections/luotettava-tyontekija", { token: TOKEN });
  await operator("/v1/tenants/acme/connections/icims", { customerId: "9001", auth: { type: "hmac", user: HMAC.user, secret: HMAC.secret } });
  const url = edge.url.replace("localhost", "127.0.0.1");

  for (const each of [floor.url, url]) await ask(loadOf(each, HMAC, WARM_UP));
  const bareEvents = await ask(loadOf(floor.url, HMAC, EVENTS));
  const events = await ask(loadOf(url, HMAC, EVENTS));
  const atHalf = await ask(loadOf(url, HMAC, Math.round(events.perSecond * 2), events.perSecond / 2));
  for (const each of [floor.url, url]) await ask(loadOf(each, BEARER, WARM_UP));
  const bareProfiles = await ask(loadOf(floor.url, BEARER, EVENTS));
  const profiles = await ask(loadOf(url, BEARER, EVENTS));
  sender.kill();
  floor.close();
  await edge.close();
  rmSync(folder, { recursive: true, force: true });
  return { bareEvents, events, atHalf, bareProfiles, profiles };
};
