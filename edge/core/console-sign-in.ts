// Signing in to the console with a company's own account: OpenID Connect by oauth4webapi, Cloudflare Access by its assertion.
import { createLocalJWKSet, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import * as v from "valibot";
import { isAllowedPerson } from "../console-auth.ts";
import type { ConsoleAuth } from "../console-auth.ts";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { openConsole, signConsole } from "./console-sessions.ts";
import { oauthOptions } from "./oauth-calls.ts";
import { readText, send } from "./outbound.ts";

type Oidc = Extract<ConsoleAuth, { kind: "oidc" }>;
type Access = Extract<ConsoleAuth, { kind: "access" }>;

const PROVIDER = "identity";
const CALL = { provider: PROVIDER, operation: "sign-in" } as const;
const LOGIN_SECONDS = 600;
const MOST_BYTES = 256 * 1024;
const Pending = v.object({ verifier: v.string(), state: v.string(), nonce: v.string() });
const Jwks = v.object({ keys: v.array(v.looseObject({ kty: v.string() })) });
const Person = v.looseObject({ email: v.pipe(v.string(), v.nonEmpty()), email_verified: v.optional(v.boolean()) });

const refused = (why: string) => new Refusal({ status: 403, code: "sign-in-refused", message: why, who: "operator" });

const discover = async (edge: Edge, { issuer }: Oidc): Promise<oauth.AuthorizationServer> => {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, oauthOptions(edge, CALL)));
};

const callback = (edge: Edge) => `${edge.settings.publicUrl}/console/callback`;

/** Where to send the browser, and what it has to bring back in a cookie. */
export const beginSignIn = async (edge: Edge, auth: Oidc): Promise<{ location: string; cookie: string; seconds: number }> => {
  const server = await discover(edge, auth);
  if (server.authorization_endpoint === undefined) throw refused("the identity provider names no address to sign in at");
  const pending = { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
  const location = new URL(server.authorization_endpoint);
  const query = {
    client_id: auth.clientId,
    redirect_uri: callback(edge),
    response_type: "code",
    scope: "openid email",
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: "S256",
    state: pending.state,
    nonce: pending.nonce,
  };
  for (const [name, value] of Object.entries(query)) location.searchParams.set(name, value);
  return { location: location.href, cookie: await signConsole(edge, "login", pending, LOGIN_SECONDS), seconds: LOGIN_SECONDS };
};

/** Who came back from the identity provider; a 403 in words for anybody else. */
export const finishSignIn = async (edge: Edge, auth: Oidc, address: URL, cookie: string | undefined): Promise<string> => {
  const pending = v.safeParse(Pending, cookie === undefined ? null : await openConsole(edge, "login", cookie));
  if (!pending.success) throw refused("this sign-in was not begun in this browser, or more than ten minutes ago: begin again");
  const { verifier, state, nonce } = pending.output;
  try {
    const server = await discover(edge, auth);
    const client = { client_id: auth.clientId };
    const given = oauth.validateAuthResponse(server, client, address, state);
    const answer = await oauth.authorizationCodeGrantRequest(server, client, oauth.ClientSecretPost(auth.clientSecret), given, callback(edge), verifier, oauthOptions(edge, CALL));
    const granted = await oauth.processAuthorizationCodeResponse(server, client, answer, { expectedNonce: nonce, requireIdToken: true });
    await oauth.validateApplicationLevelSignature(server, answer, oauthOptions(edge, CALL));
    const person = v.safeParse(Person, oauth.getValidatedIdTokenClaims(granted));
    if (!person.success || person.output.email_verified === false) throw refused("the identity provider vouches for no e-mail address");
    if (!isAllowedPerson(auth.allowed, person.output.email)) throw refused(`${person.output.email} is not in CONSOLE_AUTH`);
    return person.output.email;
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    edge.log.warn("console.sign-in", { reason: cause instanceof Error ? cause.message.slice(0, 200) : "unknown" });
    throw refused("the identity provider's answer does not hold");
  }
};

/** Who Cloudflare Access says is there, or null without an assertion that holds. */
export const accessActor = async (edge: Edge, auth: Access, assertion: string | undefined): Promise<string | null> => {
  if (assertion === undefined) return null;
  const call = { provider: PROVIDER, operation: "access-keys", url: `${auth.team}/cdn-cgi/access/certs` };
  try {
    const keys = v.parse(v.pipe(v.string(), v.parseJson(), Jwks), await readText(edge, call, await send(edge, call), MOST_BYTES));
    const { payload } = await jwtVerify(assertion, createLocalJWKSet(keys), { issuer: auth.team, audience: auth.audience, currentDate: new Date(edge.now()) });
    return v.parse(Person, payload).email;
  } catch (cause) {
    edge.log.warn("console.sign-in", { reason: cause instanceof Error ? cause.message.slice(0, 200) : "unknown" });
    return null;
  }
};
