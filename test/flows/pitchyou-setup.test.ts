// Scenario 1: the connection is set up, templates are offered, jobs keep their interview, and the apply link is made.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, describe, it } from "node:test";
import { injectPlain } from "../fixtures/pitchyou/profiles.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

describe("setting PitchYou up", () => {
  let test: TestApp;
  afterEach(() => test.close());
  const put = (body: unknown, tenant = "acme") => test.operator("PUT", `/v1/tenants/${tenant}/connections/pitchyou`, body);
  const tokenCalls = () => test.pitchyou.state.calls.filter((call) => call.operation === "token").length;

  it("PY-1 PY-2 asks only the configured address and fetches one token for many calls", async () => {
    test = await createTestApp();
    const acme = await test.tenant();
    test.clock.now += 3_600_000;
    const before = tokenCalls();
    await Promise.all(Array.from({ length: 10 }, () => acme.ats("GET", "/v1/pitchyou/templates")));
    await acme.pull();
    assert.equal(tokenCalls() - before, 1, "parallel and later calls share one fetch");
    assert.ok(test.calls.every((call) => call.url.startsWith("http://127.0.0.1:1/pitchyou/") || call.url.startsWith(test.receiverUrl)));
  });

  it("PY-2 fetches a new token a minute before the old one ends", async () => {
    test = await createTestApp();
    const acme = await test.tenant();
    await acme.ats("GET", "/v1/pitchyou/templates");
    const before = tokenCalls();
    test.clock.now += 3_530_000;
    await acme.ats("GET", "/v1/pitchyou/templates");
    test.clock.now += 20_000;
    await acme.ats("GET", "/v1/pitchyou/templates");
    assert.equal(tokenCalls() - before, 1);
  });

  it("PY-3 renews a rejected token once, then lets the error out", async () => {
    test = await createTestApp();
    const acme = await test.tenant();
    await acme.ats("GET", "/v1/pitchyou/templates");
    test.pitchyou.state.tokens.clear();
    const before = tokenCalls();
    assert.equal((await acme.ats("GET", "/v1/pitchyou/templates")).status, 200);
    assert.equal(tokenCalls() - before, 1);

    test.pitchyou.state.faults.set("templates", { operation: "templates", fault: "401", ms: 0, retryAfterSeconds: 1 });
    const refused = await acme.ats("GET", "/v1/pitchyou/templates");
    assert.equal(refused.status, 502);
    assert.equal((await refused.json()).code, "vendor-refused-us");
    assert.equal(tokenCalls() - before, 2, "one renewal, no more");
  });

  it("PY-4 never crosses two customers' tokens", async () => {
    test = await createTestApp();
    const [acme, globex] = [await test.tenant("acme"), await test.tenant("globex")];
    injectPlain(test.pitchyou.state, "of-acme", {}, "acme");
    injectPlain(test.pitchyou.state, "of-globex", {}, "globex");
    await Promise.all([acme.pull(), globex.pull()]);
    await test.drain();
    assert.deepEqual(
      (await acme.applications()).map((each: { externalId: string }) => each.externalId),
      ["of-acme"],
    );
    assert.deepEqual(
      (await globex.applications()).map((each: { externalId: string }) => each.externalId),
      ["of-globex"],
    );
  });

  for (const [tokenStyle, tries] of [
    ["basic", 2],
    ["json", 3],
  ] as const) {
    it(`PY-2 learns at set-up that PitchYou wants its token request as ${tokenStyle}`, async () => {
      test = await createTestApp();
      await test.tenant("acme", { connect: false });
      test.pitchyou.state.clients.set("acme", { clientId: "acme", clientSecret: "s", actsFor: "acme", tokenStyle, expiresInSeconds: 3_600 });
      await put({ clientId: "acme", clientSecret: "s" });
      await test.drain();
      const connection = await (await test.operator("GET", "/v1/tenants/acme/connections/pitchyou")).json();
      assert.equal(connection.state, "healthy");
      const statuses = test.pitchyou.state.calls.filter((call) => call.operation === "token").map((call) => call.status);
      assert.equal(statuses.filter((status) => status !== 200).length, tries - 1);
    });
  }

  it("PY-4 PY-5 shows a connection without its secrets, and keeps one that a later PUT leaves out", async () => {
    test = await createTestApp();
    const acme = await test.tenant();
    const answer = await put({ clientId: "ACME ", pullMinutes: 7 });
    assert.equal(answer.status, 200);
    const text = await answer.text();
    assert.ok(!text.includes("pitchyou-acme-secret"));
    const { settings, hasSecrets } = JSON.parse(text);
    assert.equal(settings.clientId, "acme");
    assert.equal(settings.pullMinutes, 7);
    assert.equal(settings.applyUrl, "http://localhost:8788/pitchyou/acme");
    assert.equal(hasSecrets, true);
    await test.drain();
    assert.equal((await acme.ats("GET", "/v1/pitchyou/templates")).status, 200);
  });

  it("PY-4 refuses a client id that is no host label, and a first set-up without a secret", async () => {
    test = await createTestApp();
    await test.tenant("acme", { connect: false });
    for (const [body, path] of [
      [{ clientId: "evil.example/", clientSecret: "s" }, "clientId"],
      [{ clientId: "acme" }, "clientSecret"],
      [{ clientId: "acme", clientSecret: "s", chat: { clientId: "c" } }, "chat.clientSecret"],
      [{ clientId: "acme", clientSecret: "s", widgetScript: "http://cdn.example/x.js" }, "widgetScript"],
    ] as const) {
      const answer = await put(body);
      assert.equal(answer.status, 400);
      assert.equal((await answer.json()).errors[0].path, path);
    }
  });

  it("PY-3 tells refused credentials, an unreachable vendor and a healthy one apart, in the reader's language", async () => {
    test = await createTestApp();
    const acme = await test.tenant("acme", { connect: false });
    await put({ clientId: "acme", clientSecret: "wrong" });
    await test.drain();
    const check = async (language: string) => {
      const answer = await test.request("POST", "/v1/tenants/acme/connections/pitchyou/check", {
        headers: { authorization: "Bearer sandbox-operator", "accept-language": language },
      });
      assert.equal(answer.status, 200);
      return answer.json();
    };
    assert.deepEqual([(await check("fi")).state, (await check("fi")).cause], ["action_needed", "Palvelu hylkäsi tunnukset"]);
    assert.ok(test.receiver.of("connection.state.changed").length > 0 || (await test.drain()) === undefined);

    await put({ clientId: "acme", clientSecret: "pitchyou-acme-secret" });
    test.pitchyou.state.faults.set("token", { operation: "token", fault: "500", ms: 0, retryAfterSeconds: 1 });
    assert.deepEqual([(await check("sv-SE,en;q=0.5")).state, (await check("xx")).cause], ["degraded", "Der Anbieter antwortet nicht"]);

    test.pitchyou.state.faults.clear();
    const healthy = await check("en");
    assert.deepEqual([healthy.state, healthy.cause, healthy.checklist[0].done], ["healthy", null, true]);
    await test.drain();
    const states = test.receiver.of("connection.state.changed").map((each) => each.data["state"]);
    for (const state of ["action_needed", "degraded", "healthy"]) assert.ok(states.includes(state), state);
    assert.equal((await acme.ats("GET", "/v1/pitchyou/templates")).status, 200);
  });

  it("PY-6 PY-7 lists templates with a label in the reader's language, else the tenant's, else the first, else the key", async () => {
    test = await createTestApp();
    const acme = await test.tenant();
    const lists = [
      ["[]", []],
      ['[{"templateKey":"a"}]', ["a"]],
      [
        '{"items":[{"templateKey":"a","descriptions":[{"language":"de","text":"Pflege"},{"language":"en-GB","text":"Care"}]},{"descriptions":"no key"},{"templateKey":7,"descriptions":{"fi":"Hoito","sv":"Vård"}},{"templateKey":"c","descriptions":["", "Lager"]}]}',
        ["Care", "Hoito", "Lager"],
      ],
    ] as const;
    for (const [text, labels] of lists) {
      const fetchNow = test.edge.fetch;
      const answering: typeof fetch = async (input, init) => (String(input).includes("gettemplates") ? new Response(text) : fetchNow(input, init));
      Object.assign(test.edge, { fetch: answering });
      const answer = await test.request("GET", "/v1/pitchyou/templates", { headers: { ...acme.headers, "accept-language": "en" } });
      assert.deepEqual(
        (await answer.json()).items.map((each: { label: string }) => each.label),
        labels,
      );
      Object.assign(test.edge, { fetch: fetchNow });
    }
    const german = await (await test.request("GET", "/v1/pitchyou/templates", { headers: { ...acme.headers, "accept-language": "xx" } })).json();
    assert.ok(german.items.length > 1);
    assert.equal(german.items[0].label, german.items[0].descriptions.find((each: { language: string }) => each.language === "de").text);
  });

  it("PY-8 PY-9 keeps the chosen interview with its job, whatever the job's id looks like", async () => {
    test = await createTestApp();
    const acme = await test.tenant();
    for (const id of ["4711", "REQ 12/2026#Köln", "100%", "a?b", "🙂"]) {
      const path = `/v1/jobs/${encodeURIComponent(id)}`;
      assert.equal((await acme.ats("PUT", path, { title: "Pflege", templateKey: "pflege-basis", department: "Nord" })).status, 201);
      const job = await (await acme.ats("GET", path)).json();
      assert.deepEqual([job.id, job.templateKey, job.department], [id, "pflege-basis", "Nord"]);
      assert.equal((await acme.ats("DELETE", path)).status, 204);
      assert.equal((await acme.ats("GET", path)).status, 404);
    }
  });
});

describe("the apply link from the API", () => {
  it("PY-12 PY-14 PY-15 PY-16 PY-17 PY-18 is byte for byte the button's", async () => {
    const vectors: { name: string; input: Record<string, unknown>; output?: string; error?: string }[] = JSON.parse(
      readFileSync(new URL("../fixtures/pitchyou/apply-urls.json", import.meta.url), "utf8"),
    );
    const test = await createTestApp({ env: { PITCHYOU_APPLY_URL: "https://{client_id}.pitchyou.de" } });
    const acme = await test.tenant();
    const names: Record<string, string> = { utmSource: "utm_source", utmMedium: "utm_medium", utmCampaign: "utm_campaign", utmContent: "utm_content" };
    let compared = 0;
    for (const { name, input, output, error } of vectors) {
      const { clientId, ...rest } = input;
      // The client id is the connection's here, so only the job's side can be wrong.
      // A lone surrogate cannot travel in a query at all.
      if ("applyUrl" in rest || error?.includes("client-id") || String(clientId).toLowerCase() !== "acme" || !String(rest["jobId"] ?? "").isWellFormed()) continue;
      const query = Object.entries({ jobId: "4711", ...rest }).flatMap(([key, value]) =>
        value === null || value === undefined ? [] : [`${names[key] ?? key}=${encodeURIComponent(String(value).toWellFormed())}`],
      );
      const answer = await acme.ats("GET", `/v1/pitchyou/apply-link?${query.join("&")}`);
      assert.equal(answer.status, error ? 400 : 200, name);
      if (output) assert.equal((await answer.json()).url, output, name);
      compared++;
    }
    assert.ok(compared >= 15, `${compared} vectors compared`);
    assert.equal((await acme.ats("GET", "/v1/pitchyou/apply-link")).status, 400);
    await test.close();
  });
});
