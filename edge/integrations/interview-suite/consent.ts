// OAuth 2.0 by authorization code: the customer's admin consents once in the browser, after that we renew by ourselves.
// The protocol is oauth4webapi's; every call of it leaves through our own door.
import * as oauth from "oauth4webapi";
import * as v from "valibot";
import type { FetchedToken } from "../../core/access-tokens.ts";
import { findConnection, openSecrets, saveConnectionParts } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { enqueue } from "../../core/tasks.ts";
import { findHookTenant } from "../../core/hook-paths.ts";
import { oauthOptions } from "../../core/oauth-calls.ts";
import { DemandUnmet } from "../../db/database.ts";
import { Refusal, VendorFault, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { Hook } from "../../routes/hook.ts";
import { settingsOf } from "./references.ts";
import type { Settings } from "./references.ts";
import { issueTicket, takeTicket } from "./tickets.ts";

const PROVIDER = "interview-suite";
const CONSENT_MS = 10 * 60_000;
const Kept = v.looseObject({ clientSecret: v.optional(v.string()), refreshToken: v.optional(v.string()) });
const Pending = v.object({ verifier: v.string() });

type OAuth = Extract<Settings["auth"], { type: "oauth2" }>;

const serverOf = (auth: OAuth): oauth.AuthorizationServer => ({ issuer: new URL(auth.tokenUrl).origin, authorization_endpoint: auth.authorizeUrl, token_endpoint: auth.tokenUrl });

const CALL = { provider: PROVIDER, operation: "token" } as const;

const Granted = v.record(v.string(), v.unknown());

/** Who the admin is does not concern us, and their issuer is not known here to check it. */
const withoutIdToken = async (answer: Response): Promise<Response> => {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Granted), await answer.clone().text());
  if (!answer.ok || !parsed.success) return answer;
  const { id_token, ...rest } = parsed.output;
  return id_token === undefined ? answer : Response.json(rest, { status: answer.status });
};

const refused = () => new VendorFault({ provider: PROVIDER, operation: "token", status: 0, reason: "refused" });

const keepRefreshToken = async (edge: Edge, tenant: string, refreshToken: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    const connection = await findConnection(edge, tenant, PROVIDER);
    if (!connection) return;
    const secrets = await openSecrets(edge, connection, v.looseObject({}));
    try {
      await edge.databaseFor(tenant).batch(await saveConnectionParts(edge, connection, connection.settings, { ...secrets, refreshToken }));
      return;
    } catch (cause) {
      if (!(cause instanceof DemandUnmet) || attempt === 3) throw cause;
    }
  }
};

/** As it is kept now: another task, or another isolate, may have renewed it a moment ago. */
const keptSecrets = async (edge: Edge, tenant: string): Promise<v.InferOutput<typeof Kept>> => {
  const connection = await findConnection(edge, tenant, PROVIDER);
  return connection ? openSecrets(edge, connection, Kept) : {};
};

/** A fresh access token; a refresh token that comes with it replaces the one before. One that was just used up elsewhere is read again. */
export const refreshAccess = async (edge: Edge, tenant: string, auth: OAuth): Promise<FetchedToken> => {
  const [server, client] = [serverOf(auth), { client_id: auth.clientId }];
  for (let tried: string | undefined; ;) {
    const { refreshToken, clientSecret = "" } = await keptSecrets(edge, tenant);
    if (refreshToken === undefined || refreshToken === tried) throw refused();
    tried = refreshToken;
    try {
      const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.ClientSecretPost(clientSecret), refreshToken, oauthOptions(edge, CALL));
      const granted = await oauth.processRefreshTokenResponse(server, client, await withoutIdToken(answer));
      if (granted.refresh_token !== undefined && granted.refresh_token !== refreshToken) await keepRefreshToken(edge, tenant, granted.refresh_token);
      return { token: granted.access_token, lifetimeSeconds: granted.expires_in ?? null };
    } catch (cause) {
      if (cause instanceof oauth.ResponseBodyError || cause instanceof oauth.WWWAuthenticateChallengeError) continue;
      if (cause instanceof oauth.OperationProcessingError) throw new VendorFault({ provider: PROVIDER, operation: "token", status: 0, reason: "malformed" });
      throw cause;
    }
  }
};

const callbackOf = (edge: Edge) => `${edge.settings.publicUrl}/embed/interview-suite/consent`;
/** What the operator hands to the customer's admin. */
export const consentUrl = (hookUrl: string, edge: Edge) => `${callbackOf(edge)}/${hookUrl.split("/").at(-1)}`;

const oauthOf = (connection: Connection | null): OAuth => {
  const auth = connection && settingsOf(connection).auth;
  if (auth?.type !== "oauth2") throw notFound("address");
  return auth;
};

/** First address: on to the suite. Second: back from it, with a code. */
export const consentHooks: readonly Hook[] = [
  {
    method: "GET",
    path: "/embed/interview-suite/consent/{secretPath}",
    summary: "Leads the customer's admin to the suite's consent",
    answers: { 302: "to the suite", 404: "unknown path" },
    async serve(edge, http) {
      const tenant = await findHookTenant(edge, PROVIDER, http.req.param("secretPath") ?? "");
      if (tenant === null) throw notFound("address");
      const auth = oauthOf(await findConnection(edge, tenant, PROVIDER));
      const verifier = oauth.generateRandomCodeVerifier();
      const state = await issueTicket(edge, tenant, "consent", { verifier }, CONSENT_MS);
      const url = new URL(auth.authorizeUrl);
      const wanted = {
        response_type: "code",
        client_id: auth.clientId,
        redirect_uri: callbackOf(edge),
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        ...(auth.scope === undefined ? {} : { scope: auth.scope }),
      };
      for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
      return http.redirect(url.href, 302);
    },
  },
  {
    method: "GET",
    path: "/embed/interview-suite/consent",
    summary: "Takes the code that the suite gave",
    answers: { 200: "connected", 400: "refused, or come too late" },
    async serve(edge, http) {
      const url = new URL(http.req.url);
      // The state is bound to one server already; what it calls itself is not known here.
      url.searchParams.delete("iss");
      const state = url.searchParams.get("state") ?? "";
      const pending = await takeTicket(edge, "consent", state, Pending);
      const failed = (message: string) => new Refusal({ status: 400, code: "consent-failed", message, who: "operator" });
      if (!pending) throw failed("this consent has ended: open the address again");
      const auth = oauthOf(await findConnection(edge, pending.tenant, PROVIDER));
      const { clientSecret = "" } = await keptSecrets(edge, pending.tenant);
      const [server, client] = [serverOf(auth), { client_id: auth.clientId }];
      let granted: oauth.TokenEndpointResponse;
      try {
        const parameters = oauth.validateAuthResponse(server, client, url, state);
        const answer = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          oauth.ClientSecretPost(clientSecret),
          parameters,
          callbackOf(edge),
          pending.body.verifier,
          oauthOptions(edge, CALL),
        );
        granted = await oauth.processAuthorizationCodeResponse(server, client, await withoutIdToken(answer));
      } catch (cause) {
        if (cause instanceof VendorFault) throw cause;
        throw failed("the suite did not grant access");
      }
      if (granted.refresh_token === undefined) throw failed("the suite gave no refresh token: ask for one with the connection's scope");
      await keepRefreshToken(edge, pending.tenant, granted.refresh_token);
      await edge.databaseFor(pending.tenant).batch([enqueue(edge, pending.tenant, { name: `${PROVIDER}.check`, key: "all" })]);
      edge.kick();
      return http.text("Connected. This window can be closed.", 200, { "cache-control": "no-store" });
    },
  },
];
