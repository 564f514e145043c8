// Flow 5: a recruiter opens a chat; the edge mints a fresh token, which nobody keeps.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { injectPlain } from "../fixtures/pitchyou/profiles.ts";
import { ATS_ORIGIN, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

describe("chatting with a candidate", () => {
  let test: TestApp;
  afterEach(() => test.close());
  const start = async (options: Parameters<typeof createTestApp>[0] = {}) => {
    test = await createTestApp(options);
    const acme = await test.tenant("acme");
    injectPlain(test.pitchyou.state, "p-1");
    injectPlain(test.pitchyou.state, "p-2");
    await acme.pull();
    return acme;
  };
  const open = (headers: Record<string, string>, body: unknown) => test.request("POST", "/v1/pitchyou/chats", { headers, body });
  const minted = () => [...test.pitchyou.state.chatTokens.entries()];

  it("PY-32 PY-33 opens a chat under the session user's name, and under another when one is given", async () => {
    const acme = await start();
    const session = await acme.session(["pitchyou:chat"]);
    const answer = await open(session, { profileId: "p-1" });
    assert.equal(answer.status, 201);
    const chat = await answer.json();
    const [token, about] = minted()[0] ?? [];
    assert.equal(chat.url, `http://localhost:8788/pitchyou/chat/${token}`);
    assert.equal(about?.recruiterName, "Jana Keller");
    assert.equal(answer.headers.get("access-control-allow-origin"), ATS_ORIGIN);
    assert.equal(answer.headers.get("access-control-allow-credentials"), null);

    await open(session, { profileId: "p-1", recruiterName: "Team Nord" });
    assert.equal(minted()[1]?.[1].recruiterName, "Team Nord");
    await open(acme.headers, { profileId: "p-1", recruiterName: "  " });
    assert.equal(minted()[2]?.[1].recruiterName, "", "a blank name is left out");
  });

  it("PY-34 mints a new token for every opening and every candidate", async () => {
    const acme = await start();
    const session = await acme.session(["pitchyou:chat"]);
    const urls: string[] = [];
    for (const profileId of ["p-1", "p-1", "p-2"]) urls.push((await (await open(session, { profileId })).json()).url);
    assert.equal(new Set(urls).size, 3);
    assert.equal(minted().length, 3, "the three forms of the answer are all read");
  });

  it("PY-34 PY-36 keeps neither chat tokens nor session tokens in database or log", async () => {
    const acme = await start();
    const session = await acme.session(["pitchyou:chat"]);
    await open(session, { profileId: "p-1" });
    const [token] = minted()[0] ?? [];
    const tables = await test.edge.directory.all({ text: "SELECT name FROM sqlite_master WHERE type = 'table'", values: [] });
    const rows = await Promise.all(tables.map(({ name }) => test.edge.directory.all({ text: `SELECT * FROM ${String(name)}`, values: [] })));
    const kept = JSON.stringify(rows) + test.logged.join("\n");
    assert.ok(kept.includes("pitchyou_profiles") || kept.includes("acme"), "the search looks at something");
    for (const secret of [String(token), session.authorization.slice(7), acme.key, "pitchyou-acme-secret", "sandbox-operator", ...test.pitchyou.state.tokens.keys()]) {
      assert.ok(!kept.includes(secret), `"${secret.slice(0, 6)}…" was kept`);
    }
  });

  it("PY-32 refuses an unknown, a missing and another tenant's profile before any call", async () => {
    const acme = await start();
    const globex = await test.tenant("globex");
    const session = await globex.session(["pitchyou:chat"]);
    const calls = test.calls.length;
    for (const [headers, profileId, status] of [
      [session, "p-1", 404],
      [acme.headers, "p-9", 404],
      [acme.headers, "", 400],
    ] as const) {
      assert.equal((await open(headers, { profileId })).status, status);
    }
    assert.equal(test.calls.length, calls);
  });

  it("PY-36 lets only a session of that customer with the grant for that candidate open a chat, and tells the page why not", async () => {
    const acme = await start();
    const cases = [
      [{ origin: ATS_ORIGIN }, 401, "unauthorized"],
      [await acme.session(["pitchyou:templates"]), 403, "grant-missing"],
      [await acme.session(["pitchyou:chat:p-2"]), 403, "grant-missing"],
      [{ ...(await acme.session(["pitchyou:chat"])), origin: "https://evil.example" }, 403, "origin-not-allowed"],
      [await acme.session(["pitchyou:chat:p-1"]), 201, undefined],
    ] as const;
    for (const [headers, status, code] of cases) {
      const answer = await open(headers, { profileId: "p-1" });
      assert.equal(answer.status, status);
      assert.equal((await answer.json()).code, code);
      assert.equal(answer.headers.get("access-control-allow-origin"), headers.origin);
    }
    const { origin: _, ...withoutOrigin } = await acme.session(["pitchyou:chat"]);
    assert.equal((await open(withoutOrigin, { profileId: "p-1" })).status, 403);

    const late = await acme.session(["pitchyou:chat"]);
    test.clock.now += 16 * 60_000;
    assert.equal((await (await open(late, { profileId: "p-1" })).json()).code, "session-expired");
  });

  it("PY-3 PY-32 answers trouble at PitchYou as 502 or 504, never as its 401", async () => {
    const acme = await start({ pace: { vendorTimeoutMs: 100 } });
    const { faults } = test.pitchyou.state;
    for (const [fault, status, code] of [
      ["500", 502, "vendor-unavailable"],
      ["401", 502, "vendor-refused-us"],
      ["malformed", 502, "vendor-unavailable"],
      ["slow", 504, "vendor-timeout"],
    ] as const) {
      faults.set("chattoken", { operation: "chattoken", fault, ms: 1_000, retryAfterSeconds: 1 });
      const answer = await open(acme.headers, { profileId: "p-1" });
      assert.equal(answer.status, status, fault);
      assert.equal((await answer.json()).code, code);
    }
  });

  it("PY-35 points every chat at PITCHYOU_CHAT_URL and says that it is a test", async () => {
    const acme = await start({ env: { PITCHYOU_CHAT_URL: "https://test.pitchyou.chat" } });
    const chat = await (await open(acme.headers, { profileId: "p-1" })).json();
    assert.ok(chat.url.startsWith("https://test.pitchyou.chat/"));
    assert.equal(chat.sandbox, true);
    await test.close();

    const real = await start({ env: { PITCHYOU_CHAT_URL: "https://chat.pitchyou.de" } });
    assert.equal((await (await open(real.headers, { profileId: "p-1" })).json()).sandbox, false);
  });

  it("PY-33 offers the vendor's widget where the connection names its script and style", async () => {
    const acme = await start();
    const settings = { clientId: "acme", widgetScript: "https://chat.pitchyou.de/widget.js", widgetStyle: "https://chat.pitchyou.de/widget.css" };
    await test.operator("PUT", "/v1/tenants/acme/connections/pitchyou", settings);
    const chat = await (await open(acme.headers, { profileId: "p-1" })).json();
    assert.equal(chat.mode, "widget");
    assert.deepEqual(chat.widget, { script: settings.widgetScript, style: settings.widgetStyle });
  });

  it("PY-4 PY-32 uses the chat's own credentials where the connection has them", async () => {
    const acme = await start();
    test.pitchyou.state.clients.set("acme-chat", { clientId: "acme-chat", clientSecret: "chat-secret", actsFor: "acme", tokenStyle: "form", expiresInSeconds: 3_600 });
    await test.operator("PUT", "/v1/tenants/acme/connections/pitchyou", { clientId: "acme", chat: { clientId: "acme-chat", clientSecret: "chat-secret" } });
    assert.equal((await open(acme.headers, { profileId: "p-1" })).status, 201);
    assert.ok([...test.pitchyou.state.tokens.values()].some((token) => token.client.clientId === "acme-chat"));
  });

  it("PY-36 refuses a chat with a candidate who was erased, and mints no token", async () => {
    const acme = await start();
    await acme.ats("POST", "/v1/people/erase", { externalId: "p-1" });
    assert.equal((await open(acme.headers, { profileId: "p-1" })).status, 404);
    assert.equal(minted().length, 0);
  });

  it("PY-32 asks with a query where PitchYou refuses JSON, and remembers", async () => {
    const acme = await start();
    const fetchNow = test.edge.fetch;
    const asked: string[] = [];
    const picky: typeof fetch = async (input, init) => {
      const url = String(input);
      if (!url.includes("/chattoken/")) return fetchNow(input, init);
      asked.push(new URL(url).search);
      return url.includes("?") ? new Response('"abc.DEF_123-xyz~"') : new Response(null, { status: 415 });
    };
    Object.assign(test.edge, { fetch: picky });
    const chat = await (await open(acme.headers, { profileId: "p-1", recruiterName: "Jo & Co" })).json();
    assert.equal(chat.url, "http://localhost:8788/pitchyou/chat/abc.DEF_123-xyz~");
    await open(acme.headers, { profileId: "p-1" });
    assert.deepEqual(asked, ["", "?profileId=p-1&recruiterName=Jo%20%26%20Co", "?profileId=p-1"]);
  });
});
