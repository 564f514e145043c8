// Who gets into the console: by the operator's token, by a company's own account, or nobody.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { SignJWT, exportJWK, generateKeyPair } from "jose";
import { isAllowedPerson } from "../../edge/console-auth.ts";
import { readSettings } from "../../edge/settings.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const IDP = "http://127.0.0.1:7";
const TEAM = "http://127.0.0.1:8";
let test: TestApp;
afterEach(() => test.close());

const cookieOf = (answer: Response, name = "ats-bridge-session") => new RegExp(`${name}=([^;]*)`).exec(answer.headers.getSetCookie().join("\n"))?.[1];
const withCookie = (cookie: string | undefined, headers: Record<string, string> = {}) => ({ headers: { cookie: `ats-bridge-session=${cookie}`, ...headers } });
const session = async (cookie?: string, headers: Record<string, string> = {}) => (await test.request("GET", "/console/session", withCookie(cookie, headers))).json();

describe("signing in by the operator's token", () => {
  const signIn = async () => {
    const answer = await test.request("POST", "/console/session", { body: { token: "sandbox-operator" } });
    assert.equal(answer.status, 204);
    return answer;
  };

  it("gives a cookie that scripts cannot read and no other site can use, and the calls of the console work with it", async () => {
    test = await createTestApp();
    await test.tenant("acme", { connect: false });
    assert.deepEqual(await session(), { auth: "token", signedIn: false, actor: null, mode: "sandbox", loginUrl: null });
    const answer = await signIn();
    assert.match(answer.headers.getSetCookie().join(), /HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/);
    const cookie = cookieOf(answer);
    assert.equal((await session(cookie)).signedIn, true);
    assert.equal((await test.request("GET", "/v1/overview", withCookie(cookie, { "bridge-console": "1" }))).status, 200);
    assert.equal((await test.request("GET", "/v1/applications", withCookie(cookie, { "bridge-console": "1", "bridge-tenant": "acme" }))).status, 200);
    assert.equal((await test.request("GET", "/v1/overview", withCookie(cookie))).status, 401, "the cookie alone is what any other site could make a browser send");
    await test.request("POST", "/v1/tenants/acme/suspend", withCookie(cookie, { "bridge-console": "1" }));
    const { items } = await (await test.operator("GET", "/v1/tenants/acme/audit")).json();
    assert.equal(items.at(-1).actor, "console");
  });

  it("ends after eight hours, with a changed token, and when signed out", async () => {
    test = await createTestApp();
    const cookie = cookieOf(await signIn());
    assert.equal((await session(`${cookie?.slice(0, -2)}xx`)).signedIn, false);
    test.clock.now += 8 * 3_600_000 + 1_000;
    assert.equal((await session(cookie)).signedIn, false);
    const out = await test.request("DELETE", "/console/session");
    assert.equal(cookieOf(out), "");
    assert.equal((await test.request("POST", "/console/session", { body: { token: "not-the-token" } })).status, 401);
  });

  it("is no session for the elements, and a session is no way in", async () => {
    test = await createTestApp();
    const acme = await test.tenant("acme", { connect: false });
    const cookie = cookieOf(await signIn());
    assert.equal((await test.request("GET", "/v1/tenants", { headers: { authorization: `Bearer ${cookie}` } })).status, 401);
    const { authorization = "" } = await acme.session(["pitchyou:templates"]);
    assert.equal((await test.request("GET", "/v1/tenants", withCookie(authorization.slice(7), { "bridge-console": "1" }))).status, 401);
  });
});

describe("a live edge", () => {
  const live = { MODE: "live", OPERATOR_TOKEN: "an operator token of one's own", MASTER_KEY: Buffer.alloc(32, 3).toString("base64"), PUBLIC_URL: "https://bridge.example.com" };

  it("keeps the console closed until somebody says who may come in", async () => {
    test = await createTestApp({ env: { ...live, PITCHYOU_API_URL: "", LINKEDIN_API_URL: "", LINKEDIN_OAUTH_URL: "" } });
    assert.deepEqual(await session(), { auth: "none", signedIn: false, actor: null, mode: "live", loginUrl: null });
    const answer = await test.request("POST", "/console/session", { body: { token: live.OPERATOR_TOKEN } });
    assert.deepEqual([answer.status, (await answer.json()).code], [403, "console-closed"]);
  });

  it("refuses to start with a CONSOLE_AUTH that it cannot read, in words", async () => {
    test = await createTestApp();
    for (const setting of [
      "password",
      "access https://team.example.com",
      "oidc https://issuer.example client secret",
      "oidc https://issuer.example client secret everybody",
      "access http://team.example aud",
    ]) {
      const read = readSettings({ ...live, CONSOLE_AUTH: setting });
      assert.ok("problems" in read && /CONSOLE_AUTH must be/.test(read.problems.join()), setting);
    }
    assert.ok("settings" in readSettings({ ...live, CONSOLE_AUTH: "oidc https://issuer.example client secret @example.com,Ops@other.example" }));
  });

  it("counts as allowed an address or its domain, and no look-alike", async () => {
    test = await createTestApp();
    const allowed = ["@example.com", "ops@other.example"];
    assert.deepEqual(
      ["a@example.com", "A@EXAMPLE.COM", "ops@other.example", "a@sub.example.com", "a@evilexample.com", "x@other.example", "a@b@example.com", "@example.com"].map((each) =>
        isAllowedPerson(allowed, each),
      ),
      [true, true, true, false, false, false, false, false],
    );
  });
});

/** A small identity provider: discovery, a code for whoever comes, an ID token. */
const identityProvider = async (person: Record<string, unknown>) => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const asked: { nonce?: string; challenge?: string } = {};
  const sign = (claims: Record<string, unknown>, issuer: string, audience: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setSubject("u1")
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(privateKey);
  const keys = async () => Response.json({ keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" }] });
  const outside = (request: Request): Promise<Response> | null => {
    const { pathname, origin } = new URL(request.url);
    if (origin === TEAM && pathname === "/cdn-cgi/access/certs") return keys();
    if (origin !== IDP) return null;
    if (pathname === "/.well-known/openid-configuration")
      return Promise.resolve(Response.json({ issuer: IDP, authorization_endpoint: `${IDP}/authorize`, token_endpoint: `${IDP}/token`, jwks_uri: `${IDP}/keys` }));
    if (pathname === "/keys") return keys();
    if (pathname === "/token")
      return sign({ ...person, nonce: asked.nonce }, IDP, "bridge").then((id_token) => Response.json({ access_token: "a", token_type: "bearer", id_token }));
    return null;
  };
  return { outside, asked, sign };
};

describe("signing in by OpenID Connect", () => {
  const start = async (person: Record<string, unknown>) => {
    const idp = await identityProvider(person);
    test = await createTestApp({ env: { CONSOLE_AUTH: `oidc ${IDP} bridge client-secret @example.com` }, outside: idp.outside });
    test.clock.now = Date.now();
    const begun = await test.request("GET", "/console/login");
    assert.equal(begun.status, 303, await begun.clone().text());
    const location = new URL(begun.headers.get("location") ?? "");
    const { state = "", nonce = "" } = Object.fromEntries(location.searchParams);
    idp.asked.nonce = nonce;
    return { ...idp, state, location, cookie: cookieOf(begun, "ats-bridge-login") ?? "" };
  };
  const comeBack = (state: string, cookie: string) => test.request("GET", `/console/callback?code=c1&state=${state}`, { headers: { cookie: `ats-bridge-login=${cookie}` } });

  it("lets in whom CONSOLE_AUTH names, under their own name", async () => {
    const { state, cookie, location } = await start({ email: "Ada@example.com", email_verified: true });
    assert.equal(location.searchParams.get("code_challenge_method"), "S256");
    const back = await comeBack(state, cookie);
    assert.deepEqual([back.status, back.headers.get("location")], [303, "/console"]);
    const signedIn = await session(cookieOf(back));
    assert.deepEqual([signedIn.signedIn, signedIn.actor], [true, "console:Ada@example.com"]);
    assert.equal((await test.request("POST", "/console/session", { body: { token: "sandbox-operator" } })).status, 403, "the token opens nothing any more");
  });

  it("keeps out others, unverified addresses, foreign states and tokens for somebody else's sign-in", async () => {
    for (const person of [{ email: "ada@elsewhere.example" }, { email: "ada@example.com", email_verified: false }, {}]) {
      const { state, cookie } = await start(person);
      const answer = await comeBack(state, cookie);
      assert.deepEqual([answer.status, (await answer.json()).code], [403, "sign-in-refused"]);
      await test.close();
    }
    const { state, cookie, asked } = await start({ email: "ada@example.com" });
    assert.equal((await comeBack("another", cookie)).status, 403);
    assert.equal((await comeBack(state, "")).status, 403);
    asked.nonce = "of another sign-in";
    assert.equal((await comeBack(state, cookie)).status, 403);
  });
});

describe("signing in by Cloudflare Access", () => {
  it("believes an assertion of the team for this audience, and nothing else", async () => {
    const idp = await identityProvider({});
    test = await createTestApp({ env: { CONSOLE_AUTH: `access ${TEAM} aud-1` }, outside: idp.outside });
    test.clock.now = Date.now();
    const asserted = async (issuer: string, audience: string) => session(undefined, { "cf-access-jwt-assertion": await idp.sign({ email: "ada@example.com" }, issuer, audience) });
    assert.deepEqual((await asserted(TEAM, "aud-1")).actor, "console:ada@example.com");
    assert.equal((await asserted(TEAM, "aud-2")).signedIn, false);
    assert.equal((await asserted(IDP, "aud-1")).signedIn, false);
    const stranger = await identityProvider({});
    assert.equal((await session(undefined, { "cf-access-jwt-assertion": await stranger.sign({ email: "eve@example.com" }, TEAM, "aud-1") })).signedIn, false);
  });
});
