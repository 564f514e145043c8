// The stand-in for the interview suite as to who may what: OAuth with its consent, and people who are signed in.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { oauthClient } from "../../demo/vendors/interview-suite/index.ts";
import { mountPages } from "../../demo/vendors/interview-suite/pages.ts";
import { signIn } from "../../demo/vendors/interview-suite/sign-on.ts";
import { createState, type Vendor } from "../../demo/vendors/interview-suite/state.ts";
import { createSuite, origin } from "./interview-suite-client.ts";

describe("OAuth of the stand-in suite", () => {
  const redirectUri = "http://localhost:8787/callback";
  const verifier = randomBytes(32).toString("base64url");
  const asked = {
    response_type: "code",
    client_id: oauthClient.id,
    redirect_uri: redirectUri,
    state: "s-1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    company: "beta",
  };

  function createClient() {
    const made = createSuite();
    const token = async (fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: oauthClient.id, client_secret: oauthClient.secret, ...fields });
      const response = await made.suite.fetch(new Request(`${origin}/suite/oauth/token`, { method: "POST", body }));
      const json: unknown = await response.json();
      return { status: response.status, json: json as Record<string, string | number> };
    };
    const code = async () => new URL((await made.submit("/suite/oauth/authorize", asked)).location).searchParams.get("code") ?? "";
    const exchange = async (given: string) => token({ grant_type: "authorization_code", code: given, redirect_uri: redirectUri, code_verifier: verifier });
    const read = async (access: unknown) => (await made.ask("GET", "/api/v3/companies/2/", undefined, `Bearer ${String(access)}`)).status;
    return { ...made, token, code, exchange, read };
  }

  it("gives an hour of access for a code and its proof, and renews it with a token that is good once", async () => {
    const { submit, exchange, token, read, clock } = createClient();
    const { location } = await submit("/suite/oauth/authorize", asked);
    assert.match(location, /^http:\/\/localhost:8787\/callback\?code=[\w-]+&state=s-1$/);
    const given = await exchange(new URL(location).searchParams.get("code") ?? "");
    assert.deepEqual([given.status, given.json["token_type"], given.json["expires_in"]], [200, "Bearer", 3600]);
    assert.equal(await read(given.json["access_token"]), 200);
    clock.nowMs += 3_600_000;
    assert.equal(await read(given.json["access_token"]), 401);
    const renew = () => token({ grant_type: "refresh_token", refresh_token: String(given.json["refresh_token"]) });
    const renewed = await renew();
    assert.equal(await read(renewed.json["access_token"]), 200);
    assert.notEqual(renewed.json["refresh_token"], given.json["refresh_token"]);
    assert.deepEqual(await renew(), { status: 400, json: { error: "invalid_grant" } });
  });

  it("refuses a code that is used, old, unproven or of another client, and a redirect to strangers", async () => {
    const { suite, code, exchange, token, submit, control, clock } = createClient();
    const used = await code();
    assert.equal((await exchange(used)).status, 200);
    assert.equal((await exchange(used)).status, 400);
    const old = await code();
    clock.nowMs += 61_000;
    assert.equal((await exchange(old)).status, 400);
    const unproven = { grant_type: "authorization_code", code: await code(), redirect_uri: redirectUri, code_verifier: "guessed" };
    assert.deepEqual((await token(unproven)).json, { error: "invalid_grant" });
    assert.equal((await token({ grant_type: "refresh_token", client_secret: "x" })).status, 401);
    assert.equal((await token({ grant_type: "password" })).status, 400);

    const elsewhere = { ...asked, redirect_uri: "https://elsewhere.test/cb" };
    assert.equal((await submit("/suite/oauth/authorize", elsewhere)).status, 400);
    await control("/redirects", { redirectUri: elsewhere.redirect_uri });
    assert.match((await submit("/suite/oauth/authorize", elsewhere)).location, /^https:\/\/elsewhere\.test\/cb\?code=/);
    assert.equal((await submit("/suite/oauth/authorize", { ...asked, code_challenge_method: "plain" })).status, 400);
    assert.deepEqual(
      suite.state.calls.filter(({ operation }) => operation === "token").map(({ status }) => status),
      [200, 400, 400, 400, 401, 400],
    );
  });
});

describe("sign-on at the stand-in suite", () => {
  it("shows who is signed in, rates in that name, and leads to own paths only", async () => {
    const state = createState(null, 0);
    const vendor: Vendor = {
      state,
      fetch: () => Promise.reject(new Error("closed")),
      now: () => 0,
      seen: { origin },
      open: new Set(),
      trust: new Map(),
      stopping: new AbortController().signal,
    };
    const pages = new Hono();
    pages.get("/arrive", (c) => signIn(vendor, c, 1, { name: "Ida von Lund", email: "ida@example.org", userId: "u-7" }, c.req.query("target")));
    mountPages(pages, vendor);
    const app = new Hono().route("/suite", pages);
    const arrive = async (target: string) => app.request(`${origin}/suite/arrive?target=${encodeURIComponent(target)}`);

    const arrived = await arrive("/suite/companies/1/projects/3");
    assert.deepEqual([arrived.status, arrived.headers.get("location")], [303, "/suite/companies/1/projects/3"]);
    const cookie = arrived.headers.get("set-cookie") ?? "";
    assert.match(cookie, /^suite_session=[\w-]+; Path=\/suite; HttpOnly; SameSite=Lax$/);
    const headers = { cookie: cookie.split(";")[0] ?? "", "accept-language": "en" };
    const shown = await app.request(`${origin}/suite/companies/1`, { headers });
    assert.match(await shown.text(), /Signed in: <strong>Ida von Lund<\/strong>/);
    for (const target of ["https://evil.test/suite", "//evil.test/suite", "/\\evil.test/suite", "/elsewhere", "javascript:alert(1)"]) {
      assert.equal((await arrive(target)).headers.get("location"), "/suite/companies/1");
    }
    assert.equal([...state.customers.values()].filter(({ username }) => username === "u-7").length, 1);

    await app.request(`${origin}/suite/sign-out`, { method: "POST", headers });
    assert.doesNotMatch(await (await app.request(`${origin}/suite/companies/1`, { headers })).text(), /Ida von Lund/);
  });
});
