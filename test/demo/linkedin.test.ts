// The stand-in LinkedIn's API: what it refuses, byte by byte as its documents say, and how an integration moves on.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import * as v from "valibot";
import { answerChallenge, signPush } from "../../demo/vendors/linkedin/pushes.ts";
import { canonical, readIds, readKey, spellKey } from "../../demo/vendors/linkedin/rest-li.ts";
import { bodyOf, createCaller, csaItem, exportItem, keyOf, queryOf, readBatch } from "./linkedin-client.ts";

const created = v.object({ key: v.string(), credentials: v.object({ client_id: v.string(), client_secret: v.string() }) });
const found = v.object({ elements: v.array(v.record(v.string(), v.unknown())) });
const form = { "content-type": "application/x-www-form-urlencoded" };
const batchUpdate = { "x-restli-method": "batch_partial_update" };
const rest = { "linkedin-version": "202603", "x-restli-protocol-version": "2.0.0" };

describe("the tokens of the stand-in LinkedIn", () => {
  it("come for a form in the body, live half an hour, and say so as a number or a string", async () => {
    const { tokenFor, state } = await createCaller();
    const expiry = async () => v.parse(v.looseObject({ expires_in: v.unknown() }), await (await tokenFor("acme", "s+/=&%")).json()).expires_in;
    assert.equal(await expiry(), 1800);
    state.switches.expiresInAsString = true;
    assert.equal(await expiry(), "1800");
  });

  it("are refused in OAuth’s words for JSON, for parameters in the address, for GET, and for a wrong secret", async () => {
    const { ask, tokenFor } = await createCaller();
    const asked = { grant_type: "client_credentials", client_id: "acme", client_secret: "s+/=&%" };
    const refusal = async (response: Promise<Response>) => [(await response).status, v.parse(v.looseObject({ error: v.string() }), await (await response).json()).error];

    assert.deepEqual(await refusal(ask("/oauth/v2/accessToken", { method: "POST", body: JSON.stringify(asked) })), [400, "invalid_request"]);
    assert.deepEqual(await refusal(ask(`/oauth/v2/accessToken?${new URLSearchParams(asked)}`, { method: "POST", headers: form })), [400, "invalid_request"]);
    assert.deepEqual(await refusal(ask("/oauth/v2/accessToken")), [405, "invalid_request"]);
    assert.deepEqual(await refusal(ask("/oauth/v2/accessToken", { method: "POST", body: new URLSearchParams({ ...asked, grant_type: "password" }) })), [
      400,
      "unsupported_grant_type",
    ]);
    assert.deepEqual(await refusal(tokenFor("acme", "wrong")), [401, "invalid_client"]);
    const unencoded = ask("/oauth/v2/accessToken", { method: "POST", headers: form, body: "grant_type=client_credentials&client_id=acme&client_secret=s+/=&%" });
    assert.deepEqual(await refusal(unencoded), [401, "invalid_client"], "the secret has to be form-encoded");
  });

  it("open their own side only, and only while they live", async () => {
    const { ask, post, parent, child, sync, clock } = await createCaller();
    const finder = "/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=acme";
    assert.equal((await ask(finder, { headers: child })).status, 403);
    assert.equal((await post(`/v2/atsIntegrations?${queryOf([exportItem])}`, { ...parent, ...batchUpdate }, bodyOf([exportItem]))).status, 403);

    const empty = await ask(finder);
    assert.deepEqual([empty.status, await empty.json()], [401, { message: "Empty oauth2_access_token", serviceErrorCode: 401, status: 401 }]);
    assert.ok(empty.headers.get("x-li-uuid") && empty.headers.get("x-linkedin-error-response") === "true");
    assert.equal((await ask(finder, { headers: { authorization: "Bearer made-up" } })).status, 401);
    clock.now += 1_800_000;
    assert.equal((await sync([exportItem])).status, 401);
  });
});

describe("provisioning at the stand-in LinkedIn", () => {
  const application = { uniqueForeignId: "globex", name: "Kontor - Globex", description: "For Globex", validJsSdkDomains: ["http://localhost:5000"] };

  it("creates an application once a customer, finds it, and replaces its lists whole", async () => {
    const { post, ask, parent, tokenFor } = await createCaller();
    const answer = await post("/v2/provisionedApplications", parent, application);
    assert.equal(answer.status, 201);
    const { key, credentials } = v.parse(created, await answer.json());
    assert.match(key, /^urn:li:developerApplication:\d+$/);
    assert.match(credentials.client_secret, /[+&=%]/);
    assert.equal((await tokenFor(credentials.client_id, credentials.client_secret)).status, 200);
    assert.equal((await post("/v2/provisionedApplications", parent, application)).status, 409);

    assert.equal((await post(`/v2/provisionedApplications/${key}`, parent, { patch: { $set: { validJsSdkDomains: ["https://ats.example"] } } })).status, 204);
    const finder = async (id: string) =>
      v.parse(found, await (await ask(`/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=${id}`, { headers: parent })).json()).elements;
    assert.deepEqual(await finder("globex"), [{ ...application, validJsSdkDomains: ["https://ats.example"], oauth2AuthorizedCallbackUrls: [], key, credentials }]);
    assert.deepEqual(await finder("nobody"), []);
  });

  it("refuses missing fields, long names, its own name in them, and domains with a trailing slash", async () => {
    const { post, parent, acme } = await createCaller();
    for (const wrong of [
      { description: "" },
      { uniqueForeignId: undefined },
      { name: "x".repeat(51) },
      { name: "Kontor for LinkedIn" },
      { validJsSdkDomains: ["https://ats.example/"] },
      { validJsSdkDomains: ["https://ats.example:443"] },
      { organization: "urn:li:organization:1" },
    ]) {
      assert.equal((await post("/v2/provisionedApplications", parent, { ...application, ...wrong })).status, 400, JSON.stringify(wrong));
    }
    assert.equal((await post("/v2/provisionedApplications", { authorization: parent["authorization"] ?? "", "content-type": "text/plain" }, application)).status, 400);
    assert.equal((await post(`/v2/provisionedApplications/${acme.urn}`, parent, { patch: { $set: { validJsSdkDomains: ["https://ats.example/"] } } })).status, 400);
    assert.equal((await post("/v2/provisionedApplications/urn:li:developerApplication:1", parent, { patch: { $set: { validJsSdkDomains: [] } } })).status, 404);
  });

  it("rotates a secret while the old one stays valid, and has no place for a third", async () => {
    const { post, parent, tokenFor, acme } = await createCaller();
    const roll = (headers: Record<string, string>) =>
      post("/v2/developerApplicationsSecurity?action=rollDeveloperApplicationSecret", { ...parent, ...headers }, { childDeveloperApplication: acme.urn });
    const headers = { "x-restli-method": "action", "x-restli-protocol-version": "2.0.0" };
    assert.equal((await roll({ "x-restli-method": "action" })).status, 400);
    assert.equal((await roll({ "x-restli-protocol-version": "2.0.0" })).status, 400);
    const { value } = v.parse(v.object({ value: v.object({ client_secret: v.string() }) }), await (await roll(headers)).json());
    assert.deepEqual([(await tokenFor("acme", "s+/=&%")).status, (await tokenFor("acme", value.client_secret)).status], [200, 200]);
    assert.equal((await roll(headers)).status, 400);
  });
});

describe("keys at the stand-in LinkedIn", () => {
  const both = [exportItem, csaItem];
  const parts = { ...exportItem, dataProvider: "ATS" };

  it("are read raw and encoded alike (E4), and in protocol 2.0 (E6)", () => {
    const raw = queryOf(both);
    const encoded =
      "ids%5B0%5D.integrationContext=urn%3Ali%3Aorganization%3A4gX03uw&ids%5B0%5D.integrationType=ONE_CLICK_EXPORT&ids%5B0%5D.tenantType=RECRUITER&ids%5B0%5D.dataProvider=ATS&ids%5B1%5D.integrationContext=urn%3Ali%3Acontract%3A351831131&ids%5B1%5D.integrationType=CSA_API&ids%5B1%5D.tenantType=RECRUITER&ids%5B1%5D.dataProvider=ATS";
    assert.deepEqual([raw.length, encoded.length], [280, 324]);
    const expected = both.map((item) => ({ ...item, dataProvider: "ATS" }));
    assert.deepEqual(readIds("1.0.0", raw), expected);
    assert.deepEqual(readIds("1.0.0", encoded), expected);
    assert.deepEqual(readIds("1.0.0", raw.replaceAll("[1]", "[7]")), expected, "indices only give the order");
    assert.throws(() => readIds("1.0.0", raw.replaceAll("[1]", "[0]")), /twice/);

    const versioned =
      "ids=List((integrationContext:urn%3Ali%3Aorganization%3A4gX03uw,integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER),(integrationContext:urn%3Ali%3Acontract%3A351831131,integrationType:CSA_API,tenantType:RECRUITER))";
    assert.deepEqual(readIds("2.0.0", versioned), both);
    assert.throws(() => readIds("2.0.0", raw), /List/);
  });

  it("have four spellings of one identity (E5)", () => {
    const spelled = {
      request: "integrationContext=urn:li:organization:4gX03uw&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS",
      shuffled: "integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A4gX03uw",
      sorted: "dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A4gX03uw&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER",
    } as const;
    for (const spelling of ["request", "shuffled", "sorted"] as const) {
      assert.equal(spellKey(parts, spelling), spelled[spelling]);
      assert.equal(canonical(readKey("1.0.0", spelled[spelling])), canonical(parts));
    }
    const versioned = "(integrationContext:urn%3Ali%3Aorganization%3A4gX03uw,integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER)";
    assert.equal(spellKey(exportItem, "versioned"), versioned);
    assert.deepEqual(readKey("2.0.0", versioned), exportItem);
  });

  it("come back in the spelling that is switched on", async () => {
    const { linkedin, sync, state, ask, child } = await createCaller();
    linkedin.requestIntegrations("acme", both);
    for (const keySpelling of ["request", "shuffled", "sorted", "versioned"] as const) {
      state.switches.keySpelling = keySpelling;
      const expected = both.map((item) => spellKey({ ...item, dataProvider: "ATS" }, keySpelling));
      assert.deepEqual(Object.keys((await readBatch(sync(both))).results), expected);
      assert.deepEqual(Object.keys((await readBatch(ask(`/v2/atsIntegrations?${queryOf(both)}`, { headers: child }))).results), expected);
    }
  });
});

describe("batches at the stand-in LinkedIn", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...exportItem, integrationContext: `urn:li:organization:${index}` }));
  const tunnel = { ...form, "x-http-method-override": "POST" };

  it("answer 200 with failures by entity: never requested, a foreign context, a malformed id, an empty name", async () => {
    const { linkedin, sync } = await createCaller();
    linkedin.addApp({ name: "Kontor - Globex", clientId: "globex" });
    linkedin.requestIntegrations("acme", [exportItem, csaItem]);
    const foreign = { ...exportItem, integrationContext: "urn:li:organization:theirs" };
    linkedin.requestIntegrations("globex", [foreign]);
    const never = { ...exportItem, integrationType: "PROFILE_PLUGIN" };
    const malformed = { ...exportItem, integrationContext: "urn:li:member:1" };
    const items = [exportItem, csaItem, foreign, never, malformed];

    const response = await sync(items, { body: bodyOf(items).replace(/(CSA_API[^}]*"integrationName":)"Acme"/, '$1" "') });
    assert.equal(response.status, 200);
    const { errors, results } = await readBatch(Promise.resolve(response));
    assert.deepEqual(Object.values(results), [{ status: 204 }]);
    assert.deepEqual(
      Object.values(errors).map(({ status }) => status),
      [422, 403, 404, 400],
    );
  });

  it("refuse a body whose keys are not those of the address", async () => {
    const { linkedin, sync } = await createCaller();
    linkedin.requestIntegrations("acme", [exportItem, csaItem]);
    const status = async (body: string) => (await sync([exportItem, csaItem], { body })).status;
    assert.equal(await status(bodyOf([exportItem])), 400, "an id without its entity");
    assert.equal(await status(bodyOf([exportItem, csaItem, ...many(1)])), 400, "an entity without its id");
    assert.equal(
      await status(bodyOf([exportItem, csaItem]).replace('{"entities":{', `{"entities":{"${spellKey({ ...csaItem, dataProvider: "ATS" }, "sorted")}":{},`)),
      400,
      "one key twice",
    );
    assert.equal(await status(bodyOf([exportItem, csaItem]).replaceAll("integrationContext=", "")), 400, "a key that cannot be read");
    assert.equal(await status('{"entities":'), 400);
    assert.equal(await status(bodyOf([exportItem, csaItem]).replaceAll("urn:li:", "urn%3Ali%3A")), 200, "encoding does not matter");
  });

  it("refuse a missing method, protocol 2.0 with 1.0 syntax, and more than 100 ids", async () => {
    const { sync, state, ask } = await createCaller();
    state.switches.strictRequests = false;
    assert.equal((await sync([exportItem], { headers: { "x-restli-method": "" } })).status, 400);
    assert.equal((await sync([exportItem], { headers: { "x-restli-method": "batch_update" } })).status, 400);
    assert.equal((await sync([exportItem], { headers: { "x-restli-protocol-version": "2.0.0" } })).status, 400);
    assert.equal((await sync([exportItem])).status, 200);
    const tunnelled = (count: number) => multipart(queryOf(many(count)), bodyOf(many(count)));
    assert.equal((await sync([], { ...tunnelled(100) })).status, 200);
    assert.equal((await sync([], { ...tunnelled(101) })).status, 400);
    assert.equal((await ask("/v2/somethingElse")).status, 404);
  });

  it("refuse a query over 4,096 bytes (E9) unless it is tunnelled, in either form", async () => {
    const { sync, state, ask, child } = await createCaller();
    state.switches.strictRequests = false;
    const quads = (count: number) => many(count).map((item) => ({ ...item, integrationContext: "urn:li:organization:123456789" }));
    assert.deepEqual([queryOf(quads(27)).length, queryOf(quads(28)).length > 4096], [4063, true]);
    assert.equal((await sync(quads(27).slice(0, 1), { query: queryOf(quads(27)) })).status, 200);
    assert.equal((await sync(quads(28).slice(0, 1), { query: queryOf(quads(28)) })).status, 414);
    assert.equal((await ask(`/v2/atsIntegrations?x=${"y".repeat(9000)}`, { headers: child })).status, 414);

    const read = await readBatch(ask("/v2/atsIntegrations", { method: "POST", headers: { ...child, ...tunnel, "x-http-method-override": "GET" }, body: queryOf(many(60)) }));
    assert.deepEqual(Object.keys(read.errors), many(60).map(keyOf), "contexts that this customer does not have");
    assert.equal((await sync([], { query: "x=1", headers: { ...tunnel }, body: "x" })).status, 400);
  });

  it("take the tunnelled body byte by byte (E8)", async () => {
    const { linkedin, ask, child } = await createCaller();
    linkedin.requestIntegrations("acme", [exportItem]);
    const { body, headers } = multipart(queryOf([exportItem]), bodyOf([exportItem], "Acme One-Click Export"));
    assert.deepEqual([body.length, createHash("sha256").update(body).digest("hex")], [517, "e7764a6f07e6fe572081f91e6fdf1f46ce1f01e0011b5b1f7f348bfe14b28c60"]);
    const { results } = await readBatch(ask("/v2/atsIntegrations", { method: "POST", headers: { ...child, ...batchUpdate, ...headers }, body }));
    assert.deepEqual(Object.values(results), [{ status: 204 }]);
  });

  it("are noted when they come within a second, of whichever customer, and refused when asked to", async () => {
    const { linkedin, sync, state, clock, signIn } = await createCaller();
    state.switches.strictRequests = false;
    linkedin.addApp({ name: "Kontor - Globex", clientId: "globex", clientSecret: "g" });
    const other = await signIn("globex", "g");
    await sync([exportItem]);
    clock.now -= 1;
    await sync(many(1), { headers: other });
    assert.deepEqual(
      state.violations.map(({ gapMs, clientId }) => [gapMs, clientId]),
      [[999, "globex"]],
    );
    assert.equal((await sync([exportItem])).status, 200);
    state.switches.refuseFastBatches = true;
    clock.now -= 1;
    assert.equal((await sync([exportItem])).status, 429);
    assert.deepEqual(
      state.batches.map(({ status }) => status),
      [200, 200, 200, 429],
    );
  });

  it("run out when the day’s budget is spent, and play the faults that are switched on", async () => {
    const { sync, state, clock, signIn, post } = await createCaller();
    state.switches.strictRequests = false;
    const switches = (path: string, body: object) => post(`/linkedin/control/${path}`, { "content-type": "application/json" }, body);
    await switches("entity-faults", { integrationType: "CSA_API", status: 500, message: "Try later", times: 1 });
    const mixed = await readBatch(sync([exportItem, csaItem]));
    assert.deepEqual([Object.keys(mixed.results).length, Object.values(mixed.errors).map(({ message }) => message)], [1, ["Try later"]]);
    await switches("faults", { operation: "sync", fault: "503", times: 1 });
    assert.deepEqual([(await sync([csaItem])).status, (await sync([csaItem])).status], [503, 200]);
    await switches("faults", { operation: "sync", fault: "lost", times: 1 });
    await assert.rejects(async () => (await sync([csaItem])).text());
    assert.equal((await switches("switches", { keySpelling: "odd" })).status, 400);

    await switches("switches", { dailyBudget: 4 });
    assert.deepEqual([(await sync([csaItem])).status, (await sync([csaItem])).status], [200, 429]);
    clock.now += 86_400_000;
    const tomorrow = await signIn("acme", "s+/=&%");
    assert.equal((await sync([csaItem], { headers: tomorrow })).status, 200);
  });
});

describe("the versioned spelling at the stand-in LinkedIn", () => {
  const key = "(integrationContext:urn%3Ali%3Aorganization%3A4gX03uw,integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER)";

  it("wants a version, protocol 2.0 and three key parts", async () => {
    const { linkedin, post, child } = await createCaller();
    linkedin.requestIntegrations("acme", [exportItem]);
    const entities = (text: string) => ({ entities: { [text]: { patch: { $set: { integrationName: "Acme" } } } } });
    const status = async (headers: Record<string, string>, text = key) =>
      (await post(`/rest/integrations?ids=List(${text})`, { ...child, ...batchUpdate, ...headers }, entities(text))).status;
    assert.equal(await status({ "x-restli-protocol-version": "2.0.0" }), 400);
    assert.equal(await status({ ...rest, "linkedin-version": "202501" }), 426);
    assert.equal(await status({ "linkedin-version": "202603" }), 400);
    const four = key.replace("(", "(dataProvider:ATS,");
    assert.deepEqual(
      Object.values((await readBatch(post(`/rest/integrations?ids=List(${four})`, { ...child, ...batchUpdate, ...rest }, entities(four)))).errors).map((error) => error.status),
      [400],
    );
    const { results } = await readBatch(post(`/rest/integrations?ids=List(${key})`, { ...child, ...batchUpdate, ...rest }, entities(key)));
    assert.deepEqual(results, { [key]: { status: 204 } });
  });

  it("keeps configurations under the three parts and their key", async () => {
    const { linkedin, ask, child } = await createCaller();
    linkedin.requestIntegrations("acme", [exportItem]);
    const id = key.replace("(", "(configurationKey:CALLBACK_URL,");
    const init = {
      headers: { ...child, ...rest, "x-restli-method": "batch_update" },
      method: "PUT",
      body: JSON.stringify({ entities: { [id]: { configurationValue: { string: "https://edge.example.com/x" } } } }),
    };
    assert.deepEqual((await readBatch(ask(`/rest/integrationConfigurations?ids=List(${id})`, init))).results, { [id]: { status: 204 } });
    const read = await readBatch(ask(`/rest/integrationConfigurations?ids=List(${id})`, { headers: { ...child, ...rest } }));
    assert.deepEqual(read.results, { [id]: { configurationValue: { string: "https://edge.example.com/x" } } });
  });
});

describe("signatures of the stand-in LinkedIn", () => {
  const secret = "li-test-secret-0001";

  it("are those of the vectors (E1, E2)", () => {
    assert.equal(answerChallenge(secret, "890e4665-4dfe-4ab1-b689-ed553bceeed0"), "e7aa20ccaf4b22174d2ddee7bdd5df0da3889d47c8f1e18688caee2621a8095a");
    const body = '{"id":"6f1c2a9e-0d3b-4a57-9f6e-2b8f4f1f7c11","type":"INTEGRATION_STATUS_CHANGE","expiresAt":0}';
    assert.equal(signPush(secret, body), "5abdb64d3b2252a9d519363db5c670ae901e9fee73d31643b99a3213b24be843");
    assert.equal(signPush(secret, '{"id":"777","type":"EXPORT_CANDIDATE_PROFILE","expiresAt":1767225600000}'), "8a9f8e88aa2033fed99517e997495b9458f8cae39fab11122409ef624986d892");
  });
});

function multipart(query: string, json: string): { body: string; headers: Record<string, string>; query: string } {
  const boundary = "li-onboard-boundary-0001";
  const lines = [`--${boundary}`, "Content-Type: application/x-www-form-urlencoded", "", query, `--${boundary}`, "Content-Type: application/json", "", json, `--${boundary}--`, ""];
  return { body: lines.join("\r\n"), headers: { "content-type": `multipart/mixed; boundary=${boundary}`, "x-http-method-override": "POST" }, query: "" };
}
