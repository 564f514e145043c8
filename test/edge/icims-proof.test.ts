// How iCIMS proves itself: HMAC by the vectors and their mutations, Basic, and tokens of our own.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { canonicalRequest, hmacSignature } from "../../edge/integrations/icims/proof.ts";
import { sha256Hex } from "../../edge/core/keyring.ts";
import { EVENT_TYPES } from "../../edge/integrations/icims/contract.ts";
import { FAULT_STATUS, userMessage } from "../../edge/integrations/icims/messages.ts";
import type { Fault } from "../../edge/integrations/icims/messages.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const KEY = "vector-secret-1";
const NAMES = "content-type;host;x-icims-content-sha256;x-icims-date";
const V1 =
  '{"customerId":"9001","eventType":"WorkFlowStatusChangeEvent","systemId":"5501","userId":"77","personId":"3301","jobId":"2201","oldStatus":"D10001","newStatus":"D10010","links":[{"rel":"applicantWorkflow","title":"Applicant Workflow","url":"https://api.icims.com/customers/9001/applicantworkflows/5501"}]}';
const V3 = '{"customerId":"9001","eventType":"AssessmentEvent","systemId":"5501","userId":"3301","returnUrl":"https://careers-acme.icims.com/jobs/2201/return","links":[]}';

const requestOf = async (path: string, date: string, body: string) =>
  new Request(`https://events.example.test${path}`, {
    method: "POST",
    headers: { host: "events.example.test", "content-type": "application/json", "x-icims-date": date, "x-icims-content-sha256": sha256Hex(body) },
    body,
  });

describe("iCIMS's HMAC", () => {
  for (const [name, path, date, body, canonicalHash, signature] of [
    [
      "V1",
      "/v1/icims/events",
      "2026-01-02T03:04:05+0000",
      V1,
      "21aeade79c5ce9621475194c5a3ff8b7366047c6284cb7d4e76b75b0b356ef66",
      "5ef5bfc9e0584e5c036007b37c767f40e4e368680149a46570231ffb92ef99de",
    ],
    [
      "V2",
      "/v1/icims/events?source=icims",
      "2026-01-02T03:04:05+0000",
      V1,
      "d8670cd3714b3a54298f166e3665188cd10d1cb6a682a5649f0faae87e054533",
      "a57362bfd7e2af2aacbec631842df17745bd76a803f5c9c9938dd263164c34af",
    ],
    [
      "V3",
      "/v1/icims/events",
      "2026-01-02T03:04:06+0000",
      V3,
      "55e3d79abfb42341995d8ce3a8ff701fb8346f9ede3b6a814a368441d70b3007",
      "b056d1de2deadeb14bf0e7ac596966830712caa31bf5e4b9b69c442619003b76",
    ],
  ] as const) {
    it(`IC-5 signs vector ${name} to the byte`, async () => {
      const canonical = canonicalRequest(await requestOf(path, date, body), NAMES.split(";"));
      assert.equal(sha256Hex(canonical), canonicalHash);
      assert.equal(hmacSignature(KEY, date, canonical), signature);
    });
  }
});

describe("proof at the endpoint", () => {
  let test: TestApp;
  before(async () => {
    test = await createTestApp();
    await test.tenant("acme", { connect: false });
  });
  after(() => test.close());
  const connect = async (auth: Record<string, unknown>) => (await test.operator("PUT", "/v1/tenants/acme/connections/icims", { customerId: "9001", auth })).json();
  const post = (headers: Record<string, string>, body = V3, path = "/hooks/icims") =>
    test.request("POST", path, { headers: { "content-type": "application/json", ...headers }, text: body });

  const signed = async ({
    body = V3,
    date = new Date(test.clock.now).toISOString().replace(/\.\d+Z$/, "+0000"),
    user = "acme",
    names = NAMES,
    key = KEY,
    path = "/hooks/icims",
  } = {}) => {
    const headers = { host: "localhost", "content-type": "application/json", "x-icims-date": date, "x-icims-content-sha256": sha256Hex(body) };
    const canonical = canonicalRequest(new Request(`http://localhost${path}`, { method: "POST", headers, body }), names.split(";"));
    return { ...headers, authorization: `x-icims-v1-hmac-sha256 user=${user},signedheaders=${names},signature=${hmacSignature(key, date, canonical)}` };
  };

  it("IC-5 IC-8 takes an HMAC that covers date and body, and refuses a stale, a foreign, an uncovered and a changed one", async () => {
    await connect({ type: "hmac", user: "acme", secret: KEY });
    assert.equal((await post(await signed())).status, 303);
    assert.equal((await post({ ...(await signed()), authorization: (await signed()).authorization.replaceAll(",", ", ") })).status, 303, "blanks after commas");
    const old = new Date(test.clock.now - 6 * 60_000).toISOString();
    for (const [what, headers, body] of [
      ["stale", await signed({ date: old }), V3],
      ["of the future", await signed({ date: new Date(test.clock.now + 6 * 60_000).toISOString() }), V3],
      ["without the body", await signed({ names: "content-type;host;x-icims-date" }), V3],
      ["without the date", await signed({ names: "content-type;host;x-icims-content-sha256" }), V3],
      ["of another user", await signed({ user: "nobody" }), V3],
      ["with another key", await signed({ key: "other" }), V3],
      ["over another body", await signed(), V3.replace("5501", "5502")],
      ["at another address", await signed({ path: "/hooks/other" }), V3],
    ] as const)
      assert.equal((await post(headers, body)).status, 401, what);
  });

  it("IC-8 accepts none of 6,000 mutated HMAC headers", async () => {
    const good = await signed();
    let accepted = 0;
    for (let index = 0; index < 6_000; index++) {
      const at = 30 + ((index * 7_919) % (good.authorization.length - 30));
      const char = String.fromCharCode(33 + ((good.authorization.charCodeAt(at) - 33 + 1 + (index % 90)) % 94));
      const mutated = good.authorization.slice(0, at) + char + good.authorization.slice(at + 1);
      if (mutated !== good.authorization && (await post({ ...good, authorization: mutated })).status !== 401) accepted++;
    }
    assert.equal(accepted, 0);
  });

  it("IC-5 takes Basic, also while its password changes, and answers an unknown user like a wrong password", async () => {
    await connect({ type: "basic", username: "acme", password: "first" });
    const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });
    assert.equal((await post(basic("acme", "first"))).status, 303);
    await connect({ type: "basic", username: "acme", password: "second:with colon" });
    assert.equal((await post(basic("acme", "first"))).status, 303);
    assert.equal((await post(basic("acme", "second:with colon"))).status, 303);
    const bodies = await Promise.all(
      [basic("acme", "x"), basic("nobody", "first"), { authorization: "Basic !!!" }, {}].map(async (headers) => {
        const answer = await post(headers);
        assert.equal(answer.status, 401);
        assert.ok(answer.headers.get("www-authenticate"));
        return JSON.stringify({ ...(await answer.json()), requestId: "" });
      }),
    );
    assert.equal(new Set(bodies).size, 1);
  });

  it("IC-6 IC-7 gives a token for the client-credentials grant, in both ways, not to be cached", async () => {
    const { clientId, clientSecret, tokenUrl } = await connect({ type: "oauth2" });
    assert.equal(tokenUrl, "http://localhost:8787/oauth/token");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const grant = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
      test.request("POST", "/oauth/token", { headers: { ...form, ...headers }, text: new URLSearchParams(parameters).toString() });
    const inBody = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const basic = { authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}` };
    for (const answer of [await grant(inBody), await grant({ grant_type: "client_credentials", scope: "anything" }, basic)]) {
      assert.equal(answer.status, 200);
      assert.deepEqual([answer.headers.get("cache-control"), answer.headers.get("pragma")], ["no-store", "no-cache"]);
      const { access_token, token_type, expires_in } = await answer.json();
      assert.deepEqual([token_type, expires_in], ["Bearer", 86_400]);
      assert.equal((await post({ authorization: `Bearer ${access_token}` })).status, 303);
    }
    for (const [parameters, headers, status, error] of [
      [{ ...inBody, grant_type: "password" }, {}, 400, "unsupported_grant_type"],
      [{ client_id: clientId }, {}, 400, "invalid_request"],
      [inBody, basic, 400, "invalid_request"],
      [{ ...inBody, client_secret: "wrong" }, {}, 401, "invalid_client"],
      [{ ...inBody, client_id: "nobody" }, {}, 401, "invalid_client"],
      [{ grant_type: "client_credentials" }, {}, 401, "invalid_client"],
    ] as const) {
      const answer = await grant(parameters, headers);
      assert.deepEqual([answer.status, (await answer.json()).error], [status, error]);
    }
    assert.equal((await test.request("POST", "/oauth/token", { headers: form, text: `${new URLSearchParams(inBody)}&grant_type=client_credentials` })).status, 400);
    assert.equal((await test.request("POST", "/oauth/token", { body: inBody })).status, 415);
  });

  it("IC-6 IC-8 refuses a token that has expired, was made elsewhere, or whose client is gone; two secrets are good while rotating", async () => {
    await test.operator("DELETE", "/v1/tenants/acme/connections/icims");
    const { clientId, clientSecret } = await connect({ type: "oauth2" });
    const tokenFor = async (secret: string) =>
      (
        await (
          await test.request("POST", "/oauth/token", {
            headers: { "content-type": "application/x-www-form-urlencoded" },
            text: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret }).toString(),
          })
        ).json()
      ).access_token;
    const token: string = await tokenFor(clientSecret);
    const rotatedSecret = (await (await test.operator("POST", "/v1/tenants/acme/connections/icims/secret")).json()).clientSecret;
    assert.ok((await tokenFor(clientSecret)) && (await tokenFor(rotatedSecret)));
    const use = async (value: string) => (await post({ authorization: `Bearer ${value}` })).status;
    assert.equal(await use(token), 303);
    const session = await (await test.tenant("globex", { connect: false })).session(["pitchyou:chat"]);
    for (const bad of [
      `${token}x`,
      token.slice(0, -2),
      session.authorization.slice(7),
      "",
      "null",
      token.split(".").with(2, "").join("."),
      `${btoa('{"alg":"none"}')}.${token.split(".")[1]}.`,
    ])
      assert.equal(await use(bad), 401, bad.slice(0, 20));
    let accepted = 0;
    for (let index = 0; index < 4_000; index++) {
      const at = (index * 7_919) % token.length;
      const mutated = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      // The last character of a base64url signature has bits that do not count.
      if (at < token.length - 1 && (await use(mutated)) !== 401) accepted++;
    }
    assert.equal(accepted, 0);
    test.clock.now += 86_401_000;
    assert.equal(await use(token), 401);
    const fresh = await tokenFor(rotatedSecret);
    await test.operator("DELETE", "/v1/tenants/acme/connections/icims");
    assert.equal(await use(fresh), 401);
  });
});

describe("what iCIMS shows its users", () => {
  const faults = Object.keys(FAULT_STATUS).filter((fault): fault is Fault => fault in FAULT_STATUS);
  const languages = ["de", "en", "fi", "sv", "fr"] as const;

  it("IC-20 has words for every fault, actor and language, and three wordings of one fault", () => {
    for (const fault of faults)
      for (const actor of ["recruiter", "candidate", "new-hire"] as const)
        for (const language of languages) {
          const text = userMessage(fault, { actor, language, ats: "Nordlicht", ref: "req_1", field: "{{person.email}}" });
          assert.ok(text.length > 20 && !/\{(ref|ats|field)\}/.test(text), text);
        }
    assert.notEqual(
      userMessage("internal", { actor: "recruiter", language: "en", ats: "A", ref: "r" }),
      userMessage("internal", { actor: "candidate", language: "en", ats: "A", ref: "r" }),
    );
  });

  it("IC-21 asks candidates and new hires for nothing that they cannot reach", () => {
    const forbidden = /administrator|pääkäyttäjä|administratör|administrateur|administration|\{\{|support|tuki|tukeen|field|kenttä|fyll|fill|ausfüllen|configured|eingerichtet/i;
    for (const fault of faults)
      for (const actor of ["candidate", "new-hire"] as const)
        for (const language of languages) assert.doesNotMatch(userMessage(fault, { actor, language, ats: "Nordlicht", ref: "req_1", field: "{{person.email}}" }), forbidden);
  });

  it("IC-14 shows recruiters the way to support wherever trying again may not help", () => {
    for (const fault of ["unreadable", "unknown-event", "not-configured", "unavailable", "internal"] as const)
      for (const language of languages) assert.match(userMessage(fault, { actor: "recruiter", language, ats: "Nordlicht", ref: "req_1" }), /Nordlicht[^]*req_1|req_1[^]*Nordlicht/);
  });

  it("IC-20 knows the actor of every event type", () => {
    for (const [type, kind] of Object.entries(EVENT_TYPES)) assert.equal(kind.policy === "accept-and-park", kind.actor !== "recruiter", type);
  });
});
