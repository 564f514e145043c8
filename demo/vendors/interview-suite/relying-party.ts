// The suite as one that others vouch to: takes SAML responses and OpenID Connect logins of whom a company trusts.
// Checked by @node-saml/node-saml and openid-client, which know nothing of the bridge.
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import type { Context, Hono } from "hono";
import * as client from "openid-client";
import { signIn } from "./sign-on.ts";
import { SuiteError, type Vendor } from "./state.ts";

/** Whom a company believes. SAML's certificates are read from the metadata each time, so that keys may change. */
export type Trust =
  { type: "saml"; metadata: string; acsUrl: string; audience: string } | { type: "oidc"; issuer: string; clientId: string; clientSecret: string; redirectUri: string };
type Pending = { company: number; state: string; nonce: string; verifier: string; target: string | undefined; untilMs: number };

const loginMs = 10 * 60_000;

export function mountRelyingParty(app: Hono, vendor: Vendor): void {
  const pending = new Map<string, Pending>();
  const used = new Set<string>();
  const trusted = <Type extends Trust["type"]>(type: Type) =>
    [...vendor.trust].flatMap(([company, trust]) => (trust.type === type ? [{ company, trust: trust as Extract<Trust, { type: Type }> }] : []));

  app.post("/saml/acs", async (c) => {
    const form = await c.req.parseBody();
    const response = text(form["SAMLResponse"]);
    for (const { company, trust } of trusted("saml")) {
      const person = await personOf(vendor, trust, response).catch(() => null);
      if (!person) continue;
      if (used.has(response)) throw new SuiteError("This sign-on was used before");
      used.add(response);
      return signIn(vendor, c, company, person, text(form["RelayState"]));
    }
    throw new SuiteError("Nobody whom this suite trusts has signed this");
  });

  app.get("/oidc/start", async (c) => {
    const found = trusted("oidc").find(({ trust }) => trust.issuer === c.req.query("iss"));
    if (!found) throw new SuiteError("This suite does not trust who sent you here");
    const { company, trust } = found;
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    pending.set(state, { company, state, nonce, verifier, target: c.req.query("target_link_uri"), untilMs: vendor.now() + loginMs });
    const url = client.buildAuthorizationUrl(await configurationOf(vendor, trust), {
      redirect_uri: trust.redirectUri,
      scope: "openid profile email",
      login_hint: c.req.query("login_hint") ?? "",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    return c.redirect(url.href, 303);
  });

  app.get("/oidc/callback", async (c) => {
    const login = pending.get(c.req.query("state") ?? "");
    pending.delete(c.req.query("state") ?? "");
    const trust = trusted("oidc").find(({ company }) => company === login?.company)?.trust;
    if (!login || !trust || login.untilMs < vendor.now()) throw new SuiteError("This login has ended: open the suite again");
    const answer = await client
      .authorizationCodeGrant(await configurationOf(vendor, trust), addressOf(c, trust), {
        pkceCodeVerifier: login.verifier,
        expectedState: login.state,
        expectedNonce: login.nonce,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        throw new SuiteError(`The login failed: ${error instanceof Error ? error.message : "for a reason unknown"}`);
      });
    const claims = answer.claims();
    if (!claims) throw new SuiteError("The login says nothing of who it is");
    return signIn(vendor, c, login.company, { userId: claims.sub, name: text(claims["name"]), email: text(claims["email"]) }, login.target);
  });
}

async function personOf(vendor: Vendor, { metadata, acsUrl, audience }: Extract<Trust, { type: "saml" }>, response: string) {
  const known = await (await vendor.fetch(metadata)).text();
  const party = new SAML({
    callbackUrl: acsUrl,
    issuer: audience,
    audience,
    idpIssuer: /entityID="([^"]+)"/.exec(known)?.[1] ?? "",
    idpCert: [...known.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, certificate = ""]) => certificate),
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    validateInResponseTo: ValidateInResponseTo.never,
  });
  const { profile } = await party.validatePostResponseAsync({ SAMLResponse: response });
  return profile && { userId: profile.nameID, name: text(profile["name"]) || profile.nameID, email: profile.nameID };
}

function configurationOf(vendor: Vendor, { issuer, clientId, clientSecret }: Extract<Trust, { type: "oidc" }>) {
  return client.discovery(new URL(issuer), clientId, {}, client.ClientSecretBasic(clientSecret), {
    [client.customFetch]: (url, init) => vendor.fetch(url, init as RequestInit),
    // Everything here is on this machine.
    execute: [client.allowInsecureRequests],
  });
}

/** The address as it was agreed on, with what came back in it. */
function addressOf(c: Context, { redirectUri }: { redirectUri: string }): URL {
  const url = new URL(redirectUri);
  url.search = new URL(c.req.url).search;
  return url;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
