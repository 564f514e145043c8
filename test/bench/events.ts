// Notifications a second that are proven, deduplicated and durable before their answer, against the floor of the same server
// and framework with the same body and proof and no storage.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { sameSecret } from "../../edge/core/keyring.ts";
import { startEdge } from "../../edge/node.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const EVENTS = 6_000;
const IN_FLIGHT = 64;
const TOKEN = "a-token-of-sixteen";
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** About 1 kB, another person each time. */
const bodyOf = (number: number) =>
  JSON.stringify({ mydatashare_user_id: `bench-${number}`, status: "new", profile: { first_name: "Aino", email: `aino${number}@example.fi`, free_text: "x".repeat(850) } });

const send = async (url: string): Promise<number> => {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (let number = next++; number < EVENTS; number = next++) {
        const answer = await fetch(url, { method: "POST", headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" }, body: bodyOf(number) });
        if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
        await answer.arrayBuffer();
      }
    }),
  );
  return EVENTS / ((performance.now() - started) / 1_000);
};

const floor = async (): Promise<number> => {
  const app = new Hono().post("/", async (http) => {
    const good = await sameSecret((http.req.header("authorization") ?? "").slice(7), TOKEN);
    JSON.parse(await http.req.text());
    return good ? http.json({ status: "ok" }) : http.body(null, 401);
  });
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info) => ready({ server: started, port: info.port }));
  });
  const perSecond = await send(`http://127.0.0.1:${port}/`);
  server.close();
  return perSecond;
};

export const benchEvents = async () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-bench-"));
  const bare = await floor();
  const edge = await startEdge({ env: { PORT: "0", SANDBOX_FAST: "1", DATABASE_PATH: join(folder, "edge.db") }, log: quiet });
  const operator = (path: string, body: unknown) =>
    fetch(`${edge.url}${path}`, { method: "PUT", headers: { authorization: "Bearer sandbox-operator", "content-type": "application/json" }, body: JSON.stringify(body) });
  await operator("/v1/tenants/acme", { name: "Acme", origins: [] });
  await operator("/v1/tenants/acme/connections/luotettava-tyontekija", { token: TOKEN });
  const ours = await send(`${edge.url}/hooks/luotettava-tyontekija/acme`);
  await edge.close();
  rmSync(folder, { recursive: true, force: true });
  return { bare, ours };
};
