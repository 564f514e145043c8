// LinkedIn's wire, byte by byte: signatures, the spellings of integrations, batches, names.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as v from "valibot";
import { canonicalKey, inBatches, rest, v2 } from "../../edge/integrations/linkedin/codec.ts";
import { Context, TokenAnswer, applicationName, configurationOf, identityKey, mayReceiveCustomerData } from "../../edge/integrations/linkedin/contract.ts";
import { asCsv, integrationName, shown } from "../../edge/integrations/linkedin/map.ts";
import type { Stored } from "../../edge/integrations/linkedin/store.ts";
import { challengeResponse, verifySignature } from "../../edge/integrations/linkedin/signature.ts";

const SECRET = "li-test-secret-0001";
const EXPORT = { integrationContext: "urn:li:organization:4gX03uw", integrationType: "ONE_CLICK_EXPORT", tenantType: "RECRUITER" };
const CSA = { integrationContext: "urn:li:contract:351831131", integrationType: "CSA_API", tenantType: "RECRUITER" };
const bytes = (text: string) => new TextEncoder().encode(text);
const verify = (text: string, header: string, secrets = [SECRET]) => verifySignature(secrets, bytes(text), header);

describe("LinkedIn's signatures", () => {
  const body = '{"id":"6f1c2a9e-0d3b-4a57-9f6e-2b8f4f1f7c11","type":"INTEGRATION_STATUS_CHANGE","expiresAt":0}';
  const good = "5abdb64d3b2252a9d519363db5c670ae901e9fee73d31643b99a3213b24be843";

  it("LI-36 answers a challenge with the bare HMAC of its code", async () => {
    assert.equal(challengeResponse(SECRET, "890e4665-4dfe-4ab1-b689-ed553bceeed0"), "e7aa20ccaf4b22174d2ddee7bdd5df0da3889d47c8f1e18688caee2621a8095a");
  });

  it("LI-36 accepts a signature over the prefixed bytes, also with the prefix in the header or in capitals", async () => {
    for (const header of [good, `hmacsha256=${good}`, good.toUpperCase(), ` ${good} `]) assert.ok(await verify(body, header), header);
  });

  it("LI-36 refuses one over the body alone, over other bytes of the same JSON, a changed, a missing and a foreign one", async () => {
    assert.ok(!(await verify(body, "3825c12abe2b2b8f068bb6a6bd98f73e829c7f5c94ed77c30b9531605eb849ad")));
    assert.ok(!(await verify(body, "e99673452049fe44950e6719978875d4766153a19e84025a1f19c6450b364264")));
    assert.ok(await verify(JSON.stringify(JSON.parse(body), null, 2), "e99673452049fe44950e6719978875d4766153a19e84025a1f19c6450b364264"));
    assert.ok(!(await verify(`${body} `, good)));
    assert.ok(!(await verify(body, "")));
    assert.ok(!(await verify(body, good, ["another-secret"])));
    assert.ok(!(await verify(body, good, [])));
  });

  it("LI-36 tries every valid secret, and the escaped-Unicode form beside the raw bytes", async () => {
    assert.ok(await verify(body, good, ["newer-secret", SECRET]));
    const accented = '{"id":"é-1","type":"INTEGRATION_STATUS_CHANGE","expiresAt":0}';
    assert.ok(await verify(accented, "3ae8354120f64f74d62cac7069f0e8628f74f64642df73fe079fd3eb26432dc0"));
    assert.ok(await verify(accented, "80353e098b8bf79f9dcf001e467ec0501a885794d660b74663abbd9d7be041a4"));
    assert.ok(await verify('{"id":"777","type":"EXPORT_CANDIDATE_PROFILE","expiresAt":1767225600000}', "8a9f8e88aa2033fed99517e997495b9458f8cae39fab11122409ef624986d892"));
  });
});

describe("integrations on the wire", () => {
  const raw =
    "ids[0].integrationContext=urn:li:organization:4gX03uw&ids[0].integrationType=ONE_CLICK_EXPORT&ids[0].tenantType=RECRUITER&ids[0].dataProvider=ATS&ids[1].integrationContext=urn:li:contract:351831131&ids[1].integrationType=CSA_API&ids[1].tenantType=RECRUITER&ids[1].dataProvider=ATS";

  it("LI-22 LI-24 LI-25 LI-26 spells a naming in Rest.li 1.0, with the data provider ATS and no protocol header", () => {
    const one = v2.rename([{ ...EXPORT, name: "Acme One-Click Export" }]);
    assert.equal(one.method, "POST");
    assert.equal(one.path, `/v2/atsIntegrations?${raw.split("&").slice(0, 4).join("&")}`);
    assert.deepEqual(one.headers, { "content-type": "application/json", "x-restli-method": "batch_partial_update" });
    assert.equal(
      one.body,
      '{"entities":{"integrationContext=urn:li:organization:4gX03uw&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS":{"patch":{"$set":{"integrationName":"Acme One-Click Export"}}}}}',
    );
    const two = v2.rename([
      { ...EXPORT, name: "a" },
      { ...CSA, name: "b" },
    ]);
    assert.equal(two.path, `/v2/atsIntegrations?${raw}`);
    assert.equal(raw.length, 280);
    assert.equal(new URL(two.path, "https://api.linkedin.com").href, `https://api.linkedin.com${two.path}`, "no later step changes a byte");
    assert.equal(Object.keys(JSON.parse(two.body ?? "").entities).length, 2);
  });

  it("LI-39 reads by the same ids, and by the id of a push", () => {
    assert.deepEqual(v2.read([EXPORT, CSA]), { method: "GET", path: `/v2/atsIntegrations?${raw}`, headers: {} });
    assert.equal(v2.find("a b/1").path, "/v2/atsIntegrations?q=request&requestId=a%20b%2F1");
  });

  it("LI-32 LI-35 spells a configuration, several keys in one call", () => {
    const one = v2.configure(EXPORT, { CALLBACK_URL: "https://edge.example.com/li/cb/tok_1" });
    assert.equal(
      one.path,
      "/v2/atsIntegrations/integrationContext=urn:li:organization:4gX03uw&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS/configurations?ids=CALLBACK_URL",
    );
    assert.equal(one.body, '{"entities":{"CALLBACK_URL":{"configurationValue":{"string":"https://edge.example.com/li/cb/tok_1"}}}}');
    assert.equal(one.headers["x-restli-method"], "batch_update");
    assert.ok(
      v2.configure(EXPORT, { CALLBACK_URL: "https://x", JOB_POSTING_VIEWERS: "ALL_PRODUCT_USERS" }).path.endsWith("configurations?ids=CALLBACK_URL&ids=JOB_POSTING_VIEWERS"),
    );
  });

  it("LI-22 spells the same in Rest.li 2.0 where the connection says rest, with three key parts and a version", () => {
    const codec = rest("202603");
    assert.equal(
      codec.read([EXPORT, CSA]).path,
      "/rest/integrations?ids=List((integrationContext:urn%3Ali%3Aorganization%3A4gX03uw,integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER),(integrationContext:urn%3Ali%3Acontract%3A351831131,integrationType:CSA_API,tenantType:RECRUITER))",
    );
    assert.deepEqual(codec.read([EXPORT]).headers, { "linkedin-version": "202603", "x-restli-protocol-version": "2.0.0" });
    assert.deepEqual(Object.keys(JSON.parse(codec.rename([{ ...EXPORT, name: "n" }]).body ?? "").entities), [
      "(integrationContext:urn%3Ali%3Aorganization%3A4gX03uw,integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER)",
    ]);
  });

  it("LI-31 knows one identity in all four spellings, and no other", () => {
    const spellings = [
      "integrationContext=urn:li:organization:4gX03uw&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS",
      "integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A4gX03uw",
      "dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A4gX03uw&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER",
      "(integrationContext:urn%3Ali%3Aorganization%3A4gX03uw,integrationType:ONE_CLICK_EXPORT,tenantType:RECRUITER)",
    ];
    for (const spelling of spellings) assert.equal(canonicalKey(spelling), identityKey(EXPORT));
    for (const other of ["", "integrationType=X", `${spellings[0]}`.replace("ATS", "CRM"), "urn:li:organization:1"]) assert.equal(canonicalKey(other), null);
  });

  it("LI-28 makes the fewest batches of at most 100 ids and 4,096 query bytes", () => {
    const some = (count: number) => Array.from({ length: count }, (_, index) => ({ ...EXPORT, integrationContext: `urn:li:organization:${123456789 + index}` }));
    for (const [count, calls] of [
      [1, 1],
      [27, 1],
      [28, 2],
      [100, 4],
      [101, 4],
      [250, 10],
    ] as const) {
      const batches = inBatches(v2, some(count));
      assert.equal(batches.length, calls, `${count}`);
      assert.equal(batches.flat().length, count);
      for (const batch of batches) assert.ok(new URL(v2.read(batch).path, "https://x").search.length - 1 <= 4_096 && batch.length <= 100);
    }
    const largest = inBatches(v2, some(27))[0] ?? [];
    assert.equal(new URL(v2.read(largest).path, "https://x").search.length - 1, 4_063);
    const short = Array.from({ length: 250 }, (_, index) => ({ integrationContext: `urn:li:contract:${index}`, integrationType: "A", tenantType: "J" }));
    const codec = rest("202603");
    assert.ok(inBatches(codec, short).every((batch) => batch.length <= 100 && new URL(codec.read(batch).path, "https://x").search.length - 1 <= 4_096));
  });

  it("LI-23 takes organizations and contracts only, numeric or not", () => {
    for (const good of ["urn:li:organization:4gX03uw", "urn:li:contract:351831131"]) assert.ok(v.is(Context, good));
    for (const bad of ["urn:li:person:1", "urn:li:organization:", "organization:1", "urn:li:organization:1 ", "urn:li:organization:1&x=2", "urn:li:organization:a/b"])
      assert.ok(!v.is(Context, bad), bad);
  });
});

describe("what the customer sees and LinkedIn gets", () => {
  it("LI-27 names an integration after the customer and the feature, or as chosen, never empty", () => {
    assert.equal(integrationName("Acme", "ONE_CLICK_EXPORT"), "Acme · One-Click Export");
    assert.equal(integrationName("Acme", "SOMETHING_NEW"), "Acme · SOMETHING_NEW");
    assert.equal(integrationName("Acme", "CSA_API", { CSA_API: "Our Recruiter" }), "Our Recruiter");
    assert.equal(integrationName("Acme", "CSA_API", { CSA_API: "  " }), "Acme · Recruiter System Connect");
  });

  it("LI-32 LI-33 LI-35 configures the callback for every type, and visibility where everybody may see", () => {
    const url = "https://edge.example/hooks/linkedin/x";
    assert.deepEqual(configurationOf("CSA_API", url, true), { CALLBACK_URL: url });
    assert.deepEqual(configurationOf("ONE_CLICK_EXPORT", url, false), { CALLBACK_URL: url });
    assert.deepEqual(configurationOf("ONE_CLICK_EXPORT", url, true), { CALLBACK_URL: url, JOB_POSTING_VIEWERS: "ALL_PRODUCT_USERS" });
    assert.deepEqual(configurationOf("IN_ATS_INDICATOR", url, true), { CALLBACK_URL: url, APPLICATION_VIEWERS: "ALL_PRODUCT_USERS" });
  });

  it("LI-1 lets customer data go out for an enabled integration only", () => {
    assert.deepEqual(["REQUESTED", "PARTNER_READY", "ENABLED", "SOMETHING"].map(mayReceiveCustomerData), [false, false, true, false]);
  });

  it("LI-2 names an application without the word LinkedIn, in 50 characters", () => {
    assert.equal(applicationName("Nordlicht", "Acme GmbH"), "Nordlicht - Acme GmbH");
    assert.equal(applicationName("ATS", "LinkedIn Fans linked-in e.V."), "ATS - Fans e.V.");
    assert.equal(applicationName("ATS", "LinkedIn"), "ATS - Customer");
    assert.ok(Array.from(applicationName("ATS", "ä".repeat(80))).length <= 50);
  });

  it("LI-5 reads a token's lifetime as a number or as text", () => {
    for (const expires_in of [1_800, "1800"]) assert.equal(v.parse(TokenAnswer, { access_token: "t", expires_in }).expires_in, 1_800);
  });

  const row: Stored = {
    context: EXPORT.integrationContext,
    type: "ONE_CLICK_EXPORT",
    tenant_type: "RECRUITER",
    name: "n",
    status: "REQUESTED",
    since: 0,
    todo: null,
    tries: 0,
    callback_set: 0,
    error: null,
    created_at: 0,
  };
  it("LI-34 has a next step for each status, and shows an unknown one as it is", () => {
    for (const status of ["REQUESTED", "PARTNER_READY", "ENABLED"])
      for (const language of ["de", "en", "fi", "sv", "fr"] as const) assert.ok(shown({ ...row, status }, language).nextStep);
    assert.deepEqual([shown({ ...row, status: "PAUSED" }, "en").onboardingStatus, shown({ ...row, status: "PAUSED" }, "en").nextStep], ["PAUSED", null]);
  });

  it("LI-40 lists integrations for a ticket as CSV", () => {
    assert.equal(asCsv([row]), "integrationContext,integrationType,tenantType,dataProvider\r\nurn:li:organization:4gX03uw,ONE_CLICK_EXPORT,RECRUITER,ATS\r\n");
  });
});
