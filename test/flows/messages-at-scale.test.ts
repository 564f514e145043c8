// Ten thousand messages to an endpoint that fails every fifth request, under an edge that is killed: none lost, each under one id.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";

const MESSAGES = 10_000;
/** Of every so many messages one is of a notification that came in, the rest are asked for by the ATS. */
const NOTIFIED_EVERY = 5;
const KILLS = 12;
const CLIENTS = 24;
const FAILS_EVERY = 5;
/** One message meets no more failures than this, as its tries are fewer than a coin could fail. */
const FAILURES_A_MESSAGE = 3;
const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };

/** The ATS's end: verifies as the library does, and answers every fifth request with 500. */
const startReceiver = async () => {
  const heard = new Map<string, Set<string>>();
  const failures = new Map<string, number>();
  const forged: string[] = [];
  let webhook: Webhook | undefined;
  let requests = 0;
  let failed = 0;
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on("data", (bytes: Buffer) => chunks.push(bytes));
    request.on("end", () => {
      requests++;
      const id = String(request.headers["webhook-id"]);
      const body = Buffer.concat(chunks).toString();
      try {
        webhook?.verify(body, {
          "webhook-id": id,
          "webhook-timestamp": String(request.headers["webhook-timestamp"]),
          "webhook-signature": String(request.headers["webhook-signature"]),
        });
      } catch {
        forged.push(id);
      }
      const mine = failures.get(id) ?? 0;
      // A failure that one message is spared is owed by the next.
      if (Math.floor(requests / FAILS_EVERY) > failed && mine < FAILURES_A_MESSAGE) {
        failed++;
        failures.set(id, mine + 1);
        answer.writeHead(500).end();
        return;
      }
      const { data } = JSON.parse(body);
      const about = String(data.externalId ?? data.id);
      heard.set(about, (heard.get(about) ?? new Set()).add(id));
      answer.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`,
    heard,
    forged,
    counts: () => ({ requests, failed }),
    expect: (secret: string) => void (webhook = new Webhook(secret)),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
};

describe("ten thousand messages", () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-scale-"));
  let edge: EdgeProcess | undefined;
  const closers: (() => Promise<void>)[] = [];
  after(async () => {
    await edge?.kill("SIGKILL");
    for (const close of closers) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`PY-31 LT-4 to an endpoint that fails every fifth request, over ${KILLS} kills: each acknowledged one arrives, signed, under one id`, async () => {
    const receiver = await startReceiver();
    closers.push(receiver.close);
    const env = { PORT: String(await freePort()), DATABASE_PATH: join(folder, "edge.db"), INSTANCE: "the-one" };
    const url = `http://127.0.0.1:${env.PORT}`;
    const operator = async (method: string, path: string, body: unknown) => (await fetch(`${url}${path}`, { method, headers: OPERATOR, body: JSON.stringify(body) })).json();
    edge = await spawnEdge(["edge/node.ts"], env);
    const { webhook } = await operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], webhook: { url: receiver.url } });
    receiver.expect(webhook.secret);
    const { key } = await operator("POST", "/v1/tenants/acme/api-keys", {});
    await operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: "a-token-of-sixteen" });

    /** Answers what the message will be about, once it was acknowledged. */
    const ask = async (number: number): Promise<string | null> => {
      const notified = number % NOTIFIED_EVERY === 0;
      const answer = await fetch(`${url}${notified ? "/hooks/luotettava-tyontekija/acme" : "/v1/messages/test"}`, {
        method: "POST",
        headers: { authorization: notified ? "Bearer a-token-of-sixteen" : `Bearer ${key}`, "content-type": "application/json" },
        body: notified ? JSON.stringify({ mydatashare_user_id: `lt-${number}`, profile: { first_name: `lt-${number}` } }) : null,
      });
      const said = await answer.json();
      if (!answer.ok) return null;
      return notified ? `lt-${number}` : String(said.id);
    };
    const acknowledged = new Set<string>();
    let next = 0;
    const client = async () => {
      while (next < MESSAGES) {
        const number = next++;
        for (let about: string | null = null; about === null;) {
          about = await ask(number).catch(() => null);
          if (about === null) await new Promise((later) => setTimeout(later, 20));
          else acknowledged.add(about);
        }
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, client));
    // Half of the kills while messages are made, half while they are delivered: by progress, whatever the machine's pace.
    const progress = () => acknowledged.size + receiver.heard.size;
    for (let kill = 1; kill <= KILLS; kill++) {
      const from = (kill / (KILLS + 1)) * MESSAGES * 2;
      await eventually(`kill ${kill}`, async () => (progress() >= from ? true : undefined), 60_000);
      await edge.kill("SIGKILL");
      edge = await spawnEdge(["edge/node.ts"], env);
    }
    await clients;

    assert.equal(acknowledged.size, MESSAGES);
    const database = new DatabaseSync(join(folder, "edge.db"), { readOnly: true });
    closers.unshift(async () => database.close());
    const count = (query: string) => Number(database.prepare(query).get()?.["count"]);
    const open = () => count("SELECT count(*) AS count FROM messages WHERE state <> 'delivered'");
    await eventually("all are delivered", async () => (open() === 0 ? true : undefined), 90_000);
    assert.deepEqual(
      [...acknowledged].filter((about) => !receiver.heard.has(about)),
      [],
      "lost",
    );
    for (const [about, ids] of receiver.heard) assert.equal(ids.size, 1, `${about} came under ${ids.size} ids`);
    assert.deepEqual(receiver.forged, []);
    assert.equal(count("SELECT count(*) AS count FROM tasks WHERE state = 'dead'"), 0);
    const { requests, failed } = receiver.counts();
    assert.ok(failed > (requests / FAILS_EVERY) * 0.95, `${failed} of ${requests} requests failed`);
  });
});
