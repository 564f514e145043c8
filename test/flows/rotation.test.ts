// Keys and secrets change while everything is in use: nobody is refused, nothing is down, and everything opens with the new one alone.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, afterEach, describe, it } from "node:test";
import { createLocalJWKSet, flattenedVerify } from "jose";
import { Webhook } from "standardwebhooks";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const HOUR = 3_600_000;
const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };
const OLD = btoa("the-old-master-key-of-the-tests-");
const NEW = btoa("the-new-master-key-of-the-tests-");
const ORIGIN = "http://localhost:8789";

describe("the master key", () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-rotation-"));
  const edges: (EdgeProcess | undefined)[] = [undefined, undefined];
  const closers: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const edge of edges) await edge?.kill("SIGKILL");
    for (const close of closers) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("changes on two processes under load without a failed request, and the new one alone opens everything", async () => {
    const heard = new Map<string, Set<string>>();
    const forged: string[] = [];
    let webhookSecret = "";
    const receiver = createServer((request, answer) => {
      let body = "";
      request.on("data", (bytes) => (body += String(bytes)));
      request.on("end", () => {
        const headers = Object.fromEntries(["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, String(request.headers[name])]));
        try {
          new Webhook(webhookSecret).verify(body, headers);
        } catch {
          forged.push(headers["webhook-id"] ?? "");
        }
        const { data } = JSON.parse(body);
        const about = String(data.externalId ?? data.id);
        heard.set(about, (heard.get(about) ?? new Set()).add(headers["webhook-id"] ?? ""));
        answer.writeHead(204).end();
      });
    });
    await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
    closers.push(() => new Promise((done) => receiver.close(done).closeAllConnections()));
    const address = receiver.address();
    const webhook = { url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/` };

    const ports = [String(await freePort()), String(await freePort())];
    const start = async (index: number, keys: Record<string, string>) => {
      edges[index] = await spawnEdge(["edge/node.ts"], {
        PORT: ports[index] ?? "",
        DATABASE_PATH: join(folder, "edge.db"),
        MEDIA_PATH: join(folder, "media"),
        INSTANCE: `edge-${index}`,
        ...keys,
      });
    };
    const restart = async (index: number, keys: Record<string, string>) => {
      await edges[index]?.kill("SIGTERM");
      await start(index, keys);
    };
    await start(0, { MASTER_KEY: OLD });
    await start(1, { MASTER_KEY: OLD });
    const at = (index: number) => `http://127.0.0.1:${ports[index % 2]}`;
    const operator = async (method: string, path: string, body: unknown) => (await fetch(`${at(0)}${path}`, { method, headers: OPERATOR, body: JSON.stringify(body) })).json();
    webhookSecret = (await operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [ORIGIN], webhook })).webhook.secret;
    const { key } = await operator("POST", "/v1/tenants/acme/api-keys", {});
    await operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: "a-token-of-sixteen" });

    const ats = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const failed: string[] = [];
    let asked = 0;
    /** Asks one edge, and the other when nobody is there; an answer that is no success is a failure. */
    const ask = async (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Record<string, unknown>> => {
      asked++;
      for (let attempt = 0; attempt < 8; attempt++) {
        const answer = await fetch(`${at(asked + attempt)}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch(() => null);
        const said = await answer?.json().catch(() => null);
        if (!answer || said === null) continue;
        if (!answer.ok) failed.push(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
        return said;
      }
      failed.push(`${method} ${path}: nobody answered`);
      return {};
    };
    const receipts: { receipt: unknown; signature: string }[] = [];
    const people = new Set<string>();
    const messages = new Set<string>();
    let next = 0;
    let over = false;
    const kinds = [
      async (number: number) => {
        await ask(
          "POST",
          "/hooks/luotettava-tyontekija/acme",
          { authorization: "Bearer a-token-of-sixteen", "content-type": "application/json" },
          { mydatashare_user_id: `lt-${number}`, profile: { first_name: `Aino ${number}`, email: `aino-${number}@example.fi` } },
        );
        people.add(`lt-${number}`);
      },
      async () => void messages.add(String((await ask("POST", "/v1/messages/test", ats))["id"])),
      async () => void (await ask("GET", "/v1/applications?limit=20", ats)),
      async () => {
        const { token } = await ask("POST", "/v1/sessions", ats, { user: { id: "u", name: "Jana" }, grants: ["linkedin:onboard"], origin: ORIGIN });
        await ask("GET", "/v1/linkedin/integrations", { authorization: `Bearer ${String(token)}`, origin: ORIGIN });
      },
      async (number: number) => {
        const { receipt, signature } = await ask("POST", "/v1/people/export", ats, { externalId: `lt-${number - (number % 6)}` });
        receipts.push({ receipt, signature: String(signature) });
      },
      async (number: number) => void (await ask("PUT", `/v1/tenants/new-${number % 10}`, OPERATOR, { name: `New ${number}`, origins: [] })),
    ];
    const client = async () => {
      while (!over) {
        const number = next++;
        await kinds[number % kinds.length]?.(number);
      }
    };
    const clients = Promise.all(Array.from({ length: 4 }, client));
    const somewhatLater = async () => {
      const from = asked;
      await eventually("the load goes on", async () => (asked > from + 120 ? true : undefined), 60_000);
    };
    const steps = [{ MASTER_KEY: OLD, MASTER_KEY_PREVIOUS: NEW }, { MASTER_KEY: NEW, MASTER_KEY_PREVIOUS: OLD }, { MASTER_KEY: NEW }];
    for (const keys of steps) {
      for (const index of [0, 1]) {
        await somewhatLater();
        await restart(index, keys);
      }
    }
    await somewhatLater();
    over = true;
    await clients;

    assert.deepEqual(failed, []);
    await eventually("all was told", async () => ([...people, ...messages].every((about) => heard.has(about)) ? true : undefined), 30_000);
    assert.deepEqual(forged, []);
    const { items } = await ask("GET", "/v1/applications?limit=200", ats);
    assert.ok(Array.isArray(items) && items.length === Math.min(people.size, 200) && items.every((each) => each.person.email.endsWith("@example.fi")));
    const jwks = createLocalJWKSet(await (await fetch(`${at(0)}/.well-known/jwks.json`)).json());
    for (const { receipt, signature } of receipts) {
      const [header = "", , mark = ""] = signature.split(".");
      await flattenedVerify({ protected: header, payload: Buffer.from(JSON.stringify(receipt)).toString("base64url"), signature: mark }, jwks);
    }
    const database = new DatabaseSync(join(folder, "edge.db"), { readOnly: true });
    const masters = database.prepare("SELECT DISTINCT master FROM tenant_keys").all();
    database.close();
    assert.equal(masters.length, 1, "every tenant's key is wrapped by the new one");
    for (const edge of edges) assert.ok(!edge?.output().includes('"level":"error"'), edge?.output().slice(-2_000));
  });
});

describe("secrets of the senders", () => {
  let test: TestApp;
  afterEach(() => test.close());
  /** The sender may switch at any of these moments after the change. */
  const MOMENTS = [0, 1, 6 * HOUR, 23 * HOUR, 24 * HOUR - 1];

  /** `send` answers whether a call with this secret was taken. */
  const switchesWithin = async (before: string, change: () => Promise<string>, send: (secret: string) => Promise<boolean>) => {
    assert.ok(await send(before), "before the change");
    const fresh = await change();
    const changed = test.clock.now;
    for (const moment of MOMENTS) {
      test.clock.now = changed + moment;
      assert.ok(await send(before), `the old one after ${moment} ms`);
      assert.ok(await send(fresh), `the new one after ${moment} ms`);
    }
    test.clock.now = changed + 24 * HOUR + 1;
    assert.ok(!(await send(before)), "the old one after a day");
    assert.ok(await send(fresh), "the new one after a day");
  };
  const start = async () => {
    test = await createTestApp();
    return test.tenant("acme", { connect: false });
  };
  const connect = async (provider: string, body: unknown) => {
    const answer = await test.operator("PUT", `/v1/tenants/acme/connections/${provider}`, body);
    const said = await answer.json();
    assert.ok(answer.ok, JSON.stringify(said));
    return said;
  };

  it("LT-2 Luotettava Työntekijä's bearer token may be switched at any moment within a day", async () => {
    await start();
    await connect("luotettava-tyontekija", { token: "a-token-of-sixteen" });
    let id = 0;
    await switchesWithin(
      "a-token-of-sixteen",
      async () => {
        const said = await (await test.operator("POST", "/v1/tenants/acme/connections/luotettava-tyontekija/secret")).json();
        return String(said.token);
      },
      async (token) => {
        const body = { mydatashare_user_id: `lt-${++id}`, profile: { first_name: "Aino" } };
        const answer = await test.request("POST", "/hooks/luotettava-tyontekija/acme", { headers: { authorization: `Bearer ${token}` }, text: JSON.stringify(body) });
        return answer.status === 200;
      },
    );
  });

  it("IC-6 IC-8 iCIMS's client secret may be switched at any moment within a day, and its tokens go on", async () => {
    await start();
    const { clientId, clientSecret } = await connect("icims", { customerId: "9001", auth: { type: "oauth2" } });
    let id = 0;
    const event = async (token: string) => {
      const body = { customerId: "9001", eventType: "AssessmentEvent", systemId: `${++id}`, userId: "1", returnUrl: "https://careers.icims.com/back" };
      const answer = await test.request("POST", "/hooks/icims", { headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, text: JSON.stringify(body) });
      return answer.status === 303;
    };
    const tokenOf = async (secret: string) => {
      const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret });
      const answer = await test.request("POST", "/oauth/token", { headers: { "content-type": "application/x-www-form-urlencoded" }, text: form.toString() });
      return answer.ok ? String((await answer.json()).access_token) : null;
    };
    const first = await tokenOf(clientSecret);
    assert.ok(first);
    await switchesWithin(
      clientSecret,
      async () => String((await (await test.operator("POST", "/v1/tenants/acme/connections/icims/secret")).json()).clientSecret),
      async (secret) => {
        const token = await tokenOf(secret);
        return token !== null && (await event(token));
      },
    );
  });

  it("LI-36 LinkedIn's pushes are taken under the old and the new client secret for a day", async () => {
    await start();
    const { endpoints } = await connect("linkedin", { clientId: "li-acme", clientSecret: "the-old-client-secret" });
    const path = new URL(endpoints.webhook ?? endpoints.callback).pathname;
    let id = 0;
    await switchesWithin(
      "the-old-client-secret",
      async () => {
        await connect("linkedin", { clientId: "li-acme", clientSecret: "the-new-client-secret" });
        return "the-new-client-secret";
      },
      async (secret) => {
        const text = JSON.stringify({ type: "SOMETHING_ELSE", id: `push-${++id}` });
        const signature = createHmac("sha256", secret).update(`hmacsha256=${text}`).digest("hex");
        return (await test.request("POST", path, { headers: { "x-li-signature": signature, "content-type": "application/json" }, text })).status === 200;
      },
    );
  });

  it("a receiver verifies every message through the change of its secret, with the old one for a day and with the new one at once", async () => {
    const acme = await start();
    const { secret } = await (await test.operator("POST", "/v1/tenants/acme/webhook/secret")).json();
    assert.notEqual(secret, acme.webhookSecret);
    // Signatures carry the moment at which they were made, which the library compares with the real clock: that is checked elsewhere.
    const signs = (with_: string) => {
      const delivery = test.receiver.deliveries.at(-1);
      assert.ok(delivery);
      const wanted = new Webhook(with_).sign(delivery.id, new Date(Number(delivery.headers.get("webhook-timestamp")) * 1_000), delivery.body);
      return (delivery.headers.get("webhook-signature") ?? "").split(" ").includes(wanted);
    };
    const changed = test.clock.now;
    for (const moment of MOMENTS) {
      test.clock.now = changed + moment;
      await acme.ats("POST", "/v1/messages/test");
      await test.drain();
      assert.deepEqual([signs(acme.webhookSecret), signs(secret)], [true, true], `after ${moment} ms`);
    }
    // A message that waits over the end of the day is signed for whoever receives it then.
    test.receiver.answers = [500];
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    await test.later(HOUR);
    assert.deepEqual([signs(acme.webhookSecret), signs(secret)], [false, true]);
  });
});
