// No secret and no chat token in database, journal, media, log or answer: the bytes are searched.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { startVendors } from "../../demo/vendors/server.ts";
import { injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";

describe("a whole edge in use", () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-secrets-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("PY-5 PY-34 leaves no secret and no token behind", async () => {
    const vendors = await startVendors({ port: 0 });
    const port = String(await freePort());
    const own = { OPERATOR_TOKEN: "operator-token-that-nobody-may-see", MASTER_KEY: btoa("master-key-that-nobody-may-see-1") };
    const edge = await spawnEdge(["edge/node.ts"], {
      PORT: port,
      DATABASE_PATH: join(folder, "edge.db"),
      MEDIA_PATH: join(folder, "media"),
      PITCHYOU_API_URL: `${vendors.url.replace("localhost", "127.0.0.1")}/pitchyou`,
      ...own,
    });
    const answers: string[] = [];
    const shownOnce: string[] = [];
    const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown, shows?: string) => {
      const answer = await fetch(`${edge.url}${path}`, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const value = text.startsWith("{") ? JSON.parse(text) : {};
      const secret = shows === undefined ? undefined : shows.split(".").reduce((part, name) => part?.[name], value);
      if (typeof secret === "string") shownOnce.push(secret);
      // What is shown on purpose, once, is not a leak in that one answer.
      answers.push(typeof secret === "string" ? text.replaceAll(secret, "") : text, JSON.stringify([...answer.headers]));
      return value;
    };
    const operator = { authorization: `Bearer ${own.OPERATOR_TOKEN}` };
    const origin = "http://localhost:8789";
    await call("PUT", "/v1/tenants/acme", operator, { name: "Acme", origins: [origin], webhook: { url: "http://127.0.0.1:9/hook" } }, "webhook.secret");
    const { key } = await call("POST", "/v1/tenants/acme/api-keys", operator, {}, "key");
    const ats = { authorization: `Bearer ${key}` };
    await call("PUT", "/v1/tenants/acme/connections/pitchyou", operator, {
      clientId: "acme",
      clientSecret: "pitchyou-acme-secret",
      chat: { clientId: "acme", clientSecret: "pitchyou-acme-secret" },
    });
    injectZoe(vendors.pitchyou.state);
    await call("POST", "/v1/pitchyou/pull", ats);
    const application = await eventually("the application is there", async () => (await call("GET", "/v1/applications", ats)).items?.[0]);
    const { token } = await call("POST", "/v1/sessions", ats, { user: { id: "u", name: "Jana" }, grants: ["pitchyou:chat"], origin }, "token");
    await call("POST", "/v1/pitchyou/chats", { authorization: `Bearer ${token}`, origin }, { profileId: application.externalId }, "url");
    for (const path of [
      "/v1/tenants/acme",
      "/v1/tenants/acme/connections",
      "/v1/tenants/acme/log",
      "/v1/tenants/acme/tasks?state=ready",
      "/v1/tenants/acme/audit",
      "/v1/tenants/acme/api-keys",
      "/v1/tenants",
      "/openapi.json",
      "/docs",
      "/ready",
    ])
      await call("GET", path, operator);
    await call("POST", "/v1/tenants/acme/webhook/secret", operator, undefined, "secret");
    await call("GET", "/v1/applications", { authorization: "Bearer ab_test_wrong_key_given" });

    const chatTokens = [...vendors.pitchyou.state.chatTokens.keys()];
    const secrets = [own.OPERATOR_TOKEN, own.MASTER_KEY, atob(own.MASTER_KEY), "pitchyou-acme-secret", ...shownOnce, ...chatTokens, ...vendors.pitchyou.state.tokens.keys()];
    assert.ok(chatTokens.length === 1 && shownOnce.length === 5 && vendors.pitchyou.state.tokens.size > 0, "there is something to look for");

    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.some((entry) => entry.name.endsWith("-wal")) && files.length >= 4, "the journal and the media are searched too");
    const stored = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")).join("\n");
    assert.ok(stored.includes("acme") && edge.output().includes("vendor.call"), "the search looks at the right bytes");
    for (const secret of secrets) {
      assert.ok(!stored.includes(secret), `stored: ${secret.slice(0, 8)}…`);
      assert.ok(!edge.output().includes(secret), `logged: ${secret.slice(0, 8)}…`);
      assert.ok(!answers.join("\n").includes(secret), `answered: ${secret.slice(0, 8)}…`);
    }
    for (const personal of ["Zoë", "zoe.mueller", "+49151", "Seit 2019", "Lebenslauf"]) assert.ok(!edge.output().includes(personal), `logged: ${personal}`);
    await edge.kill("SIGTERM");
    await vendors.close();
  });
});
