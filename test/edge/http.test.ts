// How /v1 talks: proof, problems, limits, lists, repeats, other origins.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { chooseLanguage, wantedLanguages } from "../../edge/core/connection-texts.ts";
import { injectPlain } from "../fixtures/pitchyou/profiles.ts";
import { ATS_ORIGIN, OPERATOR, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

describe("the HTTP interface", () => {
  let test: TestApp;
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;
  before(async () => {
    test = await createTestApp();
    acme = await test.tenant("acme");
  });
  after(() => test.close());
  const session = { user: { id: "u", name: "n" }, grants: ["pitchyou:chat"], origin: ATS_ORIGIN };

  it("answers every problem in one form, with a stable code and the request's id", async () => {
    const cases = [
      ["GET", "/nowhere", {}, 404, "not-found"],
      ["GET", "/v1/applications", {}, 401, "unauthorized"],
      ["PATCH", "/v1/applications", { headers: acme.headers }, 405, "method-not-allowed"],
      ["POST", "/v1/sessions", { headers: acme.headers, text: "{" }, 415, "unsupported-media-type"],
      ["POST", "/v1/sessions", { headers: { ...acme.headers, "content-type": "application/json" }, text: "{" }, 400, "invalid-json"],
      ["POST", "/v1/sessions", { headers: acme.headers, body: { ...session, colour: "red" } }, 400, "invalid-body"],
      ["POST", "/v1/sessions", { headers: acme.headers, body: { ...session, origin: "https://evil.example" } }, 400, "origin-not-allowed"],
      ["POST", "/v1/sessions", { headers: { ...acme.headers, "content-type": "application/json" }, text: JSON.stringify({ x: "y".repeat(1024 * 1024) }) }, 413, "body-too-large"],
      ["PUT", "/v1/tenants/Not%20One", { headers: OPERATOR, body: { name: "x", origins: [] } }, 400, "invalid-body"],
    ] as const;
    for (const [method, path, sent, status, code] of cases) {
      const answer = await test.request(method, path, sent);
      assert.equal(answer.status, status, `${method} ${path}`);
      assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
      const problem = await answer.json();
      assert.equal(problem.code, code);
      assert.equal(problem.status, status);
      assert.equal(problem.requestId, answer.headers.get("x-request-id"));
      assert.ok(problem.title && problem.detail && problem.type);
    }
  });

  it("names each field of a bad body", async () => {
    const answer = await acme.ats("POST", "/v1/sessions", { user: { id: "", name: 7 }, grants: ["everything"], origin: ATS_ORIGIN, ttlSeconds: 4_000 });
    const paths = (await answer.json()).errors.map((each: { path: string }) => each.path);
    assert.deepEqual(paths, ["user.id", "user.name", "grants.0", "ttlSeconds"]);
  });

  it("puts a request id on every answer and the security headers beside it", async () => {
    for (const path of ["/health", "/v1/applications", "/nowhere", "/openapi.json"]) {
      const answer = await test.request("GET", path);
      assert.match(answer.headers.get("x-request-id") ?? "", /^req_/);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.match(answer.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
    }
  });

  it("answers any preflight for widgets without credentials, and none for the backend's paths", async () => {
    const preflight = await test.request("OPTIONS", "/v1/pitchyou/chats", { headers: { origin: "https://evil.example", "access-control-request-method": "POST" } });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "https://evil.example");
    assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /POST/);
    assert.equal(preflight.headers.get("access-control-allow-credentials"), null);
    const backend = await test.request("OPTIONS", "/v1/applications", { headers: { origin: ATS_ORIGIN, "access-control-request-method": "GET" } });
    assert.equal(backend.headers.get("access-control-allow-origin"), null);
  });

  it("pages lists by cursors that stay good, and refuses a bad limit or cursor", async () => {
    for (let index = 0; index < 5; index++) injectPlain(test.pitchyou.state, `page-${index}`);
    await acme.pull();
    const seen: string[] = [];
    let after = "";
    for (let round = 0; round < 4; round++) {
      const { items, next } = await (await acme.ats("GET", `/v1/applications?limit=2${after && `&after=${after}`}`)).json();
      seen.push(...items.map((each: { externalId: string }) => each.externalId));
      after = next;
    }
    assert.deepEqual(seen.toSorted(), ["page-0", "page-1", "page-2", "page-3", "page-4"]);
    injectPlain(test.pitchyou.state, "page-5");
    await acme.pull();
    const { items } = await (await acme.ats("GET", `/v1/applications?after=${after}`)).json();
    assert.deepEqual(
      items.map((each: { externalId: string }) => each.externalId),
      ["page-5"],
    );
    for (const query of ["limit=0", "limit=201", "limit=x", "limit=1.5", "after=%21", "after=bG9nOjE"]) {
      assert.equal((await acme.ats("GET", `/v1/applications?${query}`)).status, 400, query);
    }
  });

  it("makes one resource for one Idempotency-Key, shows no secret twice, and refuses another body", async () => {
    const make = (key: string, body: unknown) => test.request("POST", "/v1/tenants/acme/api-keys", { headers: { ...OPERATOR, "idempotency-key": key }, body });
    const [first, again] = await Promise.all([make("k1", {}), make("k1", {})]);
    const answers = [await first.json(), await again.json()];
    assert.equal(answers[0].id, answers[1].id);
    assert.equal(answers.filter((each) => each.key !== undefined).length, 1);
    assert.equal((await make("k1", { key: "ab_test_some_other_key" })).status, 409);

    const open = () => test.request("POST", "/v1/sessions", { headers: { ...acme.headers, "idempotency-key": "s1" }, body: session });
    const tokens = [(await (await open()).json()).token, (await (await open()).json()).token];
    assert.notEqual(tokens[0], tokens[1]);
  });

  it("revokes an API key at once", async () => {
    const { id, key } = await (await test.operator("POST", "/v1/tenants/acme/api-keys", {})).json();
    const headers = { authorization: `Bearer ${key}` };
    assert.equal((await test.request("GET", "/v1/applications", { headers })).status, 200);
    assert.equal((await test.operator("DELETE", `/v1/tenants/acme/api-keys/${id}`)).status, 204);
    assert.equal((await test.request("GET", "/v1/applications", { headers })).status, 401);
    const { items } = await (await test.operator("GET", "/v1/tenants/acme/api-keys")).json();
    assert.ok(items.every((each: { id: string }) => each.id !== id));
  });

  it("describes every route in OpenAPI 3.1, with bodies and answers from the schemas that validate", async () => {
    const description = await (await test.request("GET", "/openapi.json")).json();
    assert.equal(description.openapi, "3.1.0");
    const chats = description.paths["/v1/pitchyou/chats"].post;
    assert.deepEqual(chats.requestBody.content["application/json"].schema.required, ["profileId"]);
    assert.equal(chats.requestBody.content["application/json"].schema.additionalProperties, false);
    assert.deepEqual(chats.security, [{ apiKey: [] }, { session: [] }]);
    const ids = Object.values<Record<string, { operationId: string }>>(description.paths).flatMap((path) => Object.values(path).map((each) => each.operationId));
    assert.equal(new Set(ids).size, ids.length);
    const page = await (await test.request("GET", "/docs")).text();
    assert.ok(page.includes("/v1/pitchyou/chats") && !page.includes("<script"));
  });

  it("writes down who changed what, without secrets", async () => {
    await test.operator("PUT", "/v1/tenants/audited", { name: "Audited", origins: [] });
    await test.operator("PUT", "/v1/tenants/audited/connections/pitchyou", { clientId: "acme", clientSecret: "pitchyou-acme-secret" });
    const { items } = await (await test.operator("GET", "/v1/tenants/audited/audit")).json();
    assert.deepEqual(
      items.map((each: { actor: string; action: string }) => `${each.actor} ${each.action}`),
      ["operator tenant.create", "operator connection.create"],
    );
    assert.ok(items.every((each: { requestId: string }) => each.requestId.startsWith("req_")));
    assert.ok(!JSON.stringify(items).includes("secret"));
  });

  it("refuses origins and webhooks that are not https, but for loopback in sandbox mode", async () => {
    for (const body of [
      { origins: ["http://ats.example"] },
      { origins: ["https://ats.example/path"] },
      { origins: [], webhook: { url: "http://ats.example/hook" } },
      { origins: [], webhook: { url: "ftp://x.example" } },
    ]) {
      assert.equal((await test.operator("PUT", "/v1/tenants/acme", { name: "x", ...body })).status, 400);
    }
    const live = await createTestApp({
      env: {
        MODE: "live",
        OPERATOR_TOKEN: "o".repeat(32),
        MASTER_KEY: btoa("k".repeat(32)),
        PUBLIC_URL: "https://edge.example",
        SANDBOX_FAST: "",
        PITCHYOU_API_URL: "",
        LINKEDIN_API_URL: "",
        LINKEDIN_OAUTH_URL: "",
      },
    });
    const answer = await live.request("PUT", "/v1/tenants/acme", { headers: { authorization: `Bearer ${"o".repeat(32)}` }, body: { name: "x", origins: ["http://localhost:1"] } });
    assert.equal(answer.status, 400);
    assert.match((await live.request("GET", "/health")).headers.get("strict-transport-security") ?? "", /max-age=31536000/);
    await live.close();
  });

  it("gives the feed's readers 304 while nothing has changed, and a long page compressed", async () => {
    const feed = (headers: Record<string, string> = {}) => test.request("GET", "/v1/applications", { headers: { ...acme.headers, ...headers } });
    for (let index = 0; index < 5; index++) injectPlain(test.pitchyou.state, `feed-${index}`);
    await acme.pull();
    const packed = await test.app.request("/v1/applications", { headers: { ...acme.headers, "accept-encoding": "gzip" } });
    assert.equal(packed.headers.get("content-encoding"), "gzip");
    const unpacked = await new Response(packed.body?.pipeThrough(new DecompressionStream("gzip"))).json();
    const plain = await feed();
    assert.equal(plain.headers.get("content-encoding"), null);
    assert.deepEqual(unpacked, await plain.json());
    // Compressed or not, the tag names the same page.
    const etag = packed.headers.get("etag") ?? "";
    assert.match(etag, /^W\/"/);
    assert.equal((await feed({ "if-none-match": etag })).status, 304);
    injectPlain(test.pitchyou.state, "feed-new");
    await acme.pull();
    assert.equal((await feed({ "if-none-match": etag })).status, 200);
  });

  it("sends one test message for one Idempotency-Key", async () => {
    const ask = async () => (await test.request("POST", "/v1/messages/test", { headers: { ...acme.headers, "idempotency-key": "test-1" } })).json();
    assert.deepEqual(await ask(), await ask());
    await test.drain();
    assert.equal(test.receiver.of("bridge.test").length, 1);
  });

  it("reads wishes for a language by their weight, and a refusal as one", () => {
    assert.deepEqual(wantedLanguages("fr;q=0.2, de-AT;q=0.9, en;q=0, fi"), ["fi", "de-AT", "fr"]);
    assert.equal(chooseLanguage("pl, fr;q=0.3, sv;q=0.8", "de"), "sv");
    assert.equal(chooseLanguage("en;q=0", "de"), "de");
  });

  it("erases a tenant with all that is its own", async () => {
    const gone = await test.tenant("globex");
    injectPlain(test.pitchyou.state, "gone", {}, "globex");
    await gone.pull();
    assert.equal((await test.operator("DELETE", "/v1/tenants/globex")).status, 204);
    assert.equal((await test.operator("GET", "/v1/tenants/globex")).status, 404);
    assert.equal((await gone.ats("GET", "/v1/applications")).status, 401);
    const tables = await test.edge.directory.all({
      text: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('d1_migrations', 'demands', 'signing_keys', 'linkedin_slots', 'pulse') AND name NOT LIKE 'sqlite%'",
      values: [],
    });
    for (const { name } of tables) {
      const column = name === "tenants" ? "id" : "tenant";
      const [row] = await test.edge.directory.all({ text: `SELECT count(*) AS count FROM ${String(name)} WHERE ${column} = 'globex'`, values: [] });
      assert.equal(row?.["count"], 0, String(name));
    }
  });
});
