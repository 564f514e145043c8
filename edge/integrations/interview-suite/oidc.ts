// OpenID Connect for one tenant's users: third-party initiated login, code with PKCE. Tokens are jose's.
// https://openid.net/specs/openid-connect-core-1_0.html 3.1 and 4, RFC 7636, RFC 6749.
import { SignJWT, importPKCS8, jwtVerify } from "jose";
import * as v from "valibot";
import { findConnection, openSecrets } from "../../core/connections.ts";
import { sameSecret, sha256, toBase64Url } from "../../core/keyring.ts";
import { Refusal, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { HttpContext } from "../../routes/endpoint.ts";
import type { Hook } from "../../routes/hook.ts";
import { pem, publishedKeys, signingKey } from "./keys.ts";
import { settingsOf } from "./references.ts";
import { issueTicket, takeTicket } from "./tickets.ts";

const PROVIDER = "interview-suite";
const LOGIN_MS = 5 * 60_000;
const CODE_MS = 60_000;
const ID_TOKEN_SECONDS = 300;
const NO_STORE = { "cache-control": "no-store", pragma: "no-cache" };

const User = v.object({ id: v.string(), name: v.string(), email: v.optional(v.string()) });
type User = v.InferOutput<typeof User>;
const Login = v.object({ user: User });
const Code = v.object({ user: User, clientId: v.string(), redirectUri: v.string(), challenge: v.string(), nonce: v.nullable(v.string()), at: v.number() });
const Secrets = v.looseObject({ ssoClientSecret: v.optional(v.string()) });

export const oidcIssuer = (edge: Edge, tenant: string): string => `${edge.settings.publicUrl}/embed/idp/${tenant}`;

const oidcOf = async (edge: Edge, tenant: string) => {
  const connection = await findConnection(edge, tenant, PROVIDER);
  const sso = connection && settingsOf(connection).sso;
  if (!connection || sso?.type !== "oidc") throw notFound("sign-on");
  return { connection, sso };
};

/** Where the suite's own login begins, with a hint that only we can have made and that works once. */
export const oidcSignOn = async (edge: Edge, tenant: string, user: User, target: string, initiateUrl: string): Promise<string> => {
  const hint = await new SignJWT({})
    .setProtectedHeader({ alg: "HS256", kid: edge.keys.current.id })
    .setIssuer("ats-bridge-login")
    .setJti(await issueTicket(edge, tenant, "login", { user }, LOGIN_MS))
    .setExpirationTime(Math.floor((edge.now() + LOGIN_MS) / 1_000))
    .sign(edge.keys.current.sessions);
  const url = new URL(initiateUrl);
  for (const [name, value] of Object.entries({ iss: oidcIssuer(edge, tenant), login_hint: hint, target_link_uri: target })) url.searchParams.set(name, value);
  return url.href;
};

const userOf = async (edge: Edge, tenant: string, hint: string): Promise<User | null> => {
  for (const master of edge.keys.all) {
    const verified = await jwtVerify(hint, master.sessions, { algorithms: ["HS256"], issuer: "ats-bridge-login", currentDate: new Date(edge.now()) }).catch(() => null);
    const ticket = verified?.payload.jti === undefined ? null : await takeTicket(edge, "login", verified.payload.jti, Login);
    if (ticket?.tenant === tenant) return ticket.body.user;
  }
  return null;
};

const authorize = async (edge: Edge, http: HttpContext): Promise<Response> => {
  const tenant = http.req.param("tenant") ?? "";
  const { sso } = await oidcOf(edge, tenant);
  const ask = http.req.query();
  const redirectUri = ask["redirect_uri"] ?? "";
  // Nobody is sent to an address that was not agreed on, not even with an error.
  if (ask["client_id"] !== sso.clientId || !sso.redirectUris.includes(redirectUri))
    throw new Refusal({ status: 400, code: "bad-client", message: "client_id or redirect_uri is not the one that was agreed on", who: "operator" });
  const back = (answer: Record<string, string>) => {
    const url = new URL(redirectUri);
    for (const [name, value] of Object.entries({ ...answer, ...(ask["state"] === undefined ? {} : { state: ask["state"] }), iss: oidcIssuer(edge, tenant) }))
      url.searchParams.set(name, value);
    return http.body(null, 302, { location: url.href, ...NO_STORE, "referrer-policy": "no-referrer" });
  };
  const refuse = (error: string, what: string) => back({ error, error_description: what });
  if (ask["response_type"] !== "code") return refuse("unsupported_response_type", "response_type must be code");
  if (!(ask["scope"] ?? "").split(" ").includes("openid")) return refuse("invalid_scope", "scope must hold openid");
  if (ask["code_challenge_method"] !== "S256" || !/^[\w-]{43}$/.test(ask["code_challenge"] ?? "")) return refuse("invalid_request", "PKCE with S256 is required");
  const user = await userOf(edge, tenant, ask["login_hint"] ?? "");
  if (!user) return refuse("login_required", "the login hint is missing, used or too old: open the suite from the ATS again");
  const code = { user, clientId: sso.clientId, redirectUri, challenge: ask["code_challenge"], nonce: ask["nonce"] ?? null, at: Math.floor(edge.now() / 1_000) };
  return back({ code: await issueTicket(edge, tenant, "code", code, CODE_MS) });
};

const basic = (header: string | undefined): readonly [string, string] | null => {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  try {
    const [name = "", ...rest] = atob(encoded).split(":");
    return [decodeURIComponent(name.replaceAll("+", " ")), decodeURIComponent(rest.join(":").replaceAll("+", " "))];
  } catch {
    return null;
  }
};

const token = async (edge: Edge, http: HttpContext): Promise<Response> => {
  const tenant = http.req.param("tenant") ?? "";
  const { connection, sso } = await oidcOf(edge, tenant);
  const form = new URLSearchParams(await http.req.text());
  const refuse = (error: string, status: 400 | 401 = 400) => http.json({ error }, status, { ...NO_STORE, ...(status === 401 ? { "www-authenticate": "Basic" } : {}) });
  const [clientId, clientSecret] = basic(http.req.header("authorization")) ?? [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  const { ssoClientSecret = "" } = await openSecrets(edge, connection, Secrets);
  if (clientId !== sso.clientId || ssoClientSecret === "" || !sameSecret(clientSecret, ssoClientSecret)) return refuse("invalid_client", 401);
  if (form.get("grant_type") !== "authorization_code") return refuse("unsupported_grant_type");
  const ticket = await takeTicket(edge, "code", form.get("code") ?? "", Code);
  if (ticket?.tenant !== tenant) return refuse("invalid_grant");
  const { user, clientId: wanted, redirectUri, challenge, nonce, at } = ticket.body;
  const proven = toBase64Url(sha256(form.get("code_verifier") ?? "")) === challenge;
  if (wanted !== clientId || form.get("redirect_uri") !== redirectUri || !proven) return refuse("invalid_grant");
  const key = await signingKey(edge, tenant, "oidc");
  const now = Math.floor(edge.now() / 1_000);
  const idToken = await new SignJWT({ name: user.name, ...(user.email === undefined ? {} : { email: user.email }), ...(nonce === null ? {} : { nonce }), auth_time: at })
    .setProtectedHeader({ alg: "RS256", kid: key.id, typ: "JWT" })
    .setIssuer(oidcIssuer(edge, tenant))
    .setSubject(user.id)
    .setAudience(clientId)
    .setIssuedAt(now)
    .setExpirationTime(now + ID_TOKEN_SECONDS)
    .sign(await importPKCS8(pem("PRIVATE KEY", key.pkcs8), "RS256"));
  // There is nothing that an access token would open here; the standard wants one.
  return http.json({ access_token: toBase64Url(crypto.getRandomValues(new Uint8Array(24))), token_type: "Bearer", expires_in: ID_TOKEN_SECONDS, id_token: idToken }, 200, NO_STORE);
};

const path = (rest: string) => `/embed/idp/{tenant}/${rest}`;

export const oidcHooks: readonly Hook[] = [
  {
    method: "GET",
    path: path(".well-known/openid-configuration"),
    summary: "OpenID Connect discovery for this tenant",
    answers: { 200: "the configuration", 404: "no sign-on by OpenID Connect" },
    async serve(edge, http) {
      const tenant = http.req.param("tenant") ?? "";
      await oidcOf(edge, tenant);
      const issuer = oidcIssuer(edge, tenant);
      const configuration = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        scopes_supported: ["openid", "profile", "email"],
        claims_supported: ["sub", "name", "email", "auth_time"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
      };
      return http.json(configuration, 200, { "cache-control": "public, max-age=300" });
    },
  },
  {
    method: "GET",
    path: path("jwks"),
    summary: "The keys that sign this tenant's ID tokens",
    answers: { 200: "the newest key and the one before it", 404: "no sign-on by OpenID Connect" },
    async serve(edge, http) {
      const tenant = http.req.param("tenant") ?? "";
      await oidcOf(edge, tenant);
      const keys = (await publishedKeys(edge, tenant, "oidc")).map((each) => v.parse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), each));
      return http.json({ keys }, 200, { "cache-control": "public, max-age=60" });
    },
  },
  {
    method: "GET",
    path: path("authorize"),
    summary: "Sends the user back with a code",
    answers: { 302: "back to the suite", 400: "an address that was not agreed on" },
    serve: authorize,
  },
  { method: "POST", path: path("token"), summary: "The ID token for a code, once", answers: { 200: "the token", 400: "RFC 6749", 401: "not the client" }, serve: token },
];
