// Signing on at the suite, proven by relying parties that we did not write: @node-saml/node-saml and openid-client. And the consent of OAuth.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import * as client from "openid-client";
import { oauthClient } from "../../demo/vendors/interview-suite/index.ts";
import { createTestApp, SUITE } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const ACS = "https://suite.example/saml/acs";
const AUDIENCE = "https://suite.example/metadata";
const REDIRECT = "https://suite.example/oidc/callback";
const USER = { id: "u-9", name: "Jana <Keller> & Co", email: "jana@acme.example" };

describe("signing on at the suite", () => {
  let test: TestApp;
  afterEach(() => test.close());
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;
  let endpoints: Record<string, string> = {};

  const start = async (settings: Record<string, unknown>) => {
    test = await createTestApp();
    // The relying parties look at the real clock.
    test.clock.now = Date.now();
    acme = await test.tenant("acme", { connect: false });
    ({ endpoints } = await acme.connectSuite(settings));
  };
  const open = async (more: object = {}): Promise<string> => {
    const answer = await acme.ats("POST", "/v1/interview/open", { user: USER, ...more });
    const body = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(body));
    return body.url;
  };
  const local = (url: string) => new URL(url).pathname + new URL(url).search;
  const valueOf = (page: string, name: string) => (new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "").replaceAll("&amp;", "&");
  const certificatesOf = (metadata: string) => [...metadata.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, each]) => each ?? "");

  describe("by SAML", () => {
    const partyOf = (metadata: string, audience = AUDIENCE) =>
      new SAML({
        callbackUrl: ACS,
        issuer: audience,
        audience,
        idpCert: certificatesOf(metadata),
        idpIssuer: /entityID="([^"]+)"/.exec(metadata)?.[1] ?? "",
        wantAssertionsSigned: true,
        wantAuthnResponseSigned: true,
        validateInResponseTo: ValidateInResponseTo.never,
      });
    const saml = { sso: { type: "saml", acsUrl: ACS, audience: AUDIENCE } };
    const metadata = async () => (await test.request("GET", local(endpoints["samlMetadata"] ?? ""))).text();
    const page = async (url: string) => {
      const answer = await test.request("GET", local(url));
      return { answer, text: await answer.text() };
    };

    it("IS-16 IS-20 a relying party accepts who it is, once, signed twice, for its own address and audience only", async () => {
      await start(saml);
      const project = test.suite.addProject("acme", { name: "Logistik" });
      await acme.ats("PUT", "/v1/matches", { entity: "project", atsId: "REQ-7", suiteId: String(project.id) });
      const url = await open({ jobId: "REQ-7" });
      const { answer, text } = await page(url);
      assert.equal(answer.status, 200);
      assert.match(
        answer.headers.get("content-security-policy") ?? "",
        /form-action https:\/\/suite\.example http:\/\/127\.0\.0\.1:4 https:\/\/\*\.interview-suite\.com; frame-ancestors 'none'/,
      );
      assert.match(text, /<form method="post" action="https:\/\/suite\.example\/saml\/acs">/);
      assert.equal(new URL(valueOf(text, "RelayState")).pathname, `/suite/companies/1/projects/${project.id}`);
      const response = valueOf(text, "SAMLResponse");
      const { profile } = await partyOf(await metadata()).validatePostResponseAsync({ SAMLResponse: response });
      assert.equal(profile?.nameID, USER.email);
      assert.equal(profile?.["name"], USER.name);
      assert.equal((await page(url)).answer.status, 410, "a second time");

      await assert.rejects(partyOf(await metadata(), "https://other.example").validatePostResponseAsync({ SAMLResponse: response }), /audience/i);
      const xml = Buffer.from(response, "base64").toString();
      assert.match(xml, new RegExp(`Destination="${ACS}"`));
      assert.match(xml, new RegExp(`Recipient="${ACS}"`));
      for (const [from, to] of [
        ["jana@acme.example", "eve@acme.example"],
        ["u-9", "u-1"],
        ["Jana", "Eva"],
      ] as const) {
        if (!xml.includes(from)) continue;
        const forged = Buffer.from(xml.replaceAll(from, to)).toString("base64");
        await assert.rejects(partyOf(await metadata()).validatePostResponseAsync({ SAMLResponse: forged }), from);
      }
      const until = Math.max(...[...xml.matchAll(/NotOnOrAfter="([^"]+)"/g)].map(([, at]) => Date.parse(at ?? "")));
      assert.ok(until - test.clock.now <= 10 * 60_000);
    });

    it("IS-16 a page that nobody opened in time signs nobody in, and a user without an e-mail address is named", async () => {
      await start(saml);
      const url = await open();
      test.clock.now += 3 * 60_000;
      assert.equal((await page(url)).answer.status, 410);
      const nameless = await acme.ats("POST", "/v1/interview/open", { user: { id: "u", name: "U" } });
      assert.equal(nameless.status, 400);
      assert.equal((await nameless.json()).code, "email-missing");
      assert.equal((await acme.ats("POST", "/v1/interview/open", {})).status, 400);
    });

    it("IS-16 a new key is published at once and signs a day later, so that nobody is locked out", async () => {
      await start(saml);
      const before = certificatesOf(await metadata());
      const signer = async () => {
        const { text } = await page(await open());
        const xml = Buffer.from(valueOf(text, "SAMLResponse"), "base64").toString();
        return certificatesOf(await metadata()).findIndex((each) => xml.replaceAll(/\s/g, "").includes(each));
      };
      test.clock.now += 2 * 24 * 3_600_000;
      assert.equal((await test.operator("POST", "/v1/tenants/acme/connections/interview-suite/secret")).status, 200);
      const both = certificatesOf(await metadata());
      assert.equal(both.length, 2);
      assert.equal(both[1], before[0]);
      assert.equal(await signer(), 1, "the old one still signs");
      test.clock.now += 25 * 3_600_000;
      assert.equal(await signer(), 0);
    });
  });

  describe("by OpenID Connect", () => {
    const sso = { type: "oidc", clientId: "suite", clientSecret: "suite's secret: ä", redirectUris: [REDIRECT], initiateUrl: "https://suite.example/oidc/start" };
    const toTheEdge = (url: string, init: object) => Promise.resolve(test.app.request(local(url), init as RequestInit));
    const discover = (auth: client.ClientAuth) =>
      client.discovery(new URL(endpoints["oidcIssuer"] ?? ""), "suite", {}, auth, { [client.customFetch]: toTheEdge, execute: [client.allowInsecureRequests] });
    /** What the relying party does with the address that we opened. */
    const signIn = async (url: string, auth: client.ClientAuth = client.ClientSecretBasic(sso.clientSecret)) => {
      const started = new URL(url);
      assert.equal(started.searchParams.get("iss"), endpoints["oidcIssuer"]);
      const config = await discover(auth);
      const verifier = client.randomPKCECodeVerifier();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const authorize = client.buildAuthorizationUrl(config, {
        redirect_uri: REDIRECT,
        scope: "openid profile email",
        login_hint: started.searchParams.get("login_hint") ?? "",
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      const answer = await test.request("GET", local(authorize.href));
      const back = new URL(answer.headers.get("location") ?? "");
      const finish = () => client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
      return { back, finish, authorize };
    };

    for (const [name, auth] of [
      ["client_secret_basic", client.ClientSecretBasic(sso.clientSecret)],
      ["client_secret_post", client.ClientSecretPost(sso.clientSecret)],
    ] as const) {
      it(`IS-16 IS-20 a relying party signs the user in by discovery, code and PKCE with ${name}`, async () => {
        await start({ sso });
        const url = await open();
        assert.equal(new URL(url).searchParams.get("target_link_uri"), `${SUITE}/`);
        const { back, finish } = await signIn(url, auth);
        assert.equal(back.origin + back.pathname, REDIRECT);
        const claims = (await finish()).claims();
        assert.deepEqual([claims?.sub, claims?.["name"], claims?.["email"], claims?.aud], [USER.id, USER.name, USER.email, "suite"]);
        await assert.rejects(finish(), "a code works once");
      });
    }

    it("IS-16 a hint works once and not for long, a wrong secret or verifier gets nothing, and nobody is sent to a strange address", async () => {
      await start({ sso });
      const url = await open();
      const { authorize } = await signIn(url);
      const again = await test.request("GET", local(authorize.href));
      assert.equal(new URL(again.headers.get("location") ?? "").searchParams.get("error"), "login_required");
      const late = await open();
      test.clock.now += 6 * 60_000;
      assert.equal((await signIn(late)).back.searchParams.get("error"), "login_required");
      const wrong = await signIn(await open(), client.ClientSecretPost("wrong"));
      await assert.rejects(wrong.finish(), /challenge|client/i);
      authorize.searchParams.set("redirect_uri", "https://evil.example/");
      assert.equal((await test.request("GET", local(authorize.href))).status, 400);
      const { back } = await signIn(await open());
      const form = { grant_type: "authorization_code", code: back.searchParams.get("code") ?? "", redirect_uri: REDIRECT, client_id: "suite", client_secret: sso.clientSecret };
      const bad = await test.request("POST", `${local(endpoints["oidcIssuer"] ?? "")}/token`, {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        text: new URLSearchParams({ ...form, code_verifier: "guessed" }).toString(),
      });
      assert.deepEqual([bad.status, (await bad.json()).error, bad.headers.get("cache-control")], [400, "invalid_grant", "no-store"]);
    });

    it("IS-16 keys rotate: the new one signs at once, the old one stays published", async () => {
      await start({ sso });
      const kids = async () => (await (await test.request("GET", `${local(endpoints["oidcIssuer"] ?? "")}/jwks`)).json()).keys.map(({ kid }: { kid: string }) => kid);
      const before = await kids();
      const running = await signIn(await open());
      test.clock.now += 1_000;
      await test.operator("POST", "/v1/tenants/acme/connections/interview-suite/secret");
      assert.equal((await kids())[1], before[0]);
      assert.equal((await running.finish()).claims()?.sub, USER.id);
      assert.doesNotMatch(JSON.stringify(await (await test.request("GET", `${local(endpoints["oidcIssuer"] ?? "")}/jwks`)).json()), /"d":/);
    });
  });

  it("IS-4 OAuth 2.0: the customer's admin consents once in the browser, then tokens are renewed by themselves", async () => {
    await start({
      auth: { type: "oauth2", authorizeUrl: `${SUITE}/suite/oauth/authorize`, tokenUrl: `${SUITE}/suite/oauth/token`, clientId: oauthClient.id, clientSecret: oauthClient.secret },
    });
    const check = async () => (await test.operator("POST", "/v1/tenants/acme/connections/interview-suite/check")).json();
    assert.equal((await check()).state, "waiting_for_customer");
    const led = await test.request("GET", local(endpoints["consent"] ?? ""));
    assert.equal(led.status, 302);
    const authorize = new URL(led.headers.get("location") ?? "");
    assert.equal(authorize.searchParams.get("code_challenge_method"), "S256");
    test.suite.state.redirectUris.add(authorize.searchParams.get("redirect_uri") ?? "");
    // The admin presses "Allow" on the suite's page.
    const shown = await (await test.suite.fetch(new Request(authorize))).text();
    const action = (/<form[^>]*action="([^"]*)"/.exec(shown)?.[1] ?? "").replaceAll("&amp;", "&");
    const fields = new URLSearchParams(
      [...shown.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")] as [string, string]),
    );
    const allowed = await test.suite.fetch(
      new Request(new URL(action || authorize.href, authorize), { method: "POST", body: fields, headers: { origin: SUITE, "sec-fetch-site": "same-origin" }, redirect: "manual" }),
    );
    const back = allowed.headers.get("location") ?? "";
    const done = await test.request("GET", local(back));
    assert.equal(done.status, 200, await done.clone().text());
    assert.equal((await test.request("GET", local(back))).status, 400, "a consent counts once");
    await test.drain();
    assert.equal((await check()).state, "healthy");
    await acme.ats("POST", "/v1/ats-events", { id: "1", type: "job.changed", data: { id: "REQ-7", title: "Logistik" } });
    await test.drain();
    assert.ok([...test.suite.state.projects.values()].some(({ internal_id }) => internal_id === "REQ-7"));
    // Access tokens last an hour; the refresh token that came last is the one that works.
    for (let hour = 0; hour < 3; hour++) {
      test.clock.now += 2 * 3_600_000;
      assert.equal((await check()).state, "healthy", `after ${hour + 1} renewals`);
    }
    assert.doesNotMatch(test.logged.join("\n"), /refresh_token|code=/);
  });
});
