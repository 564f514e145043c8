// The interview suite's room: the connector between the ATS and viasto's interview suite. https://viasto.eu/connector/index.html
import * as v from "valibot";
import { openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { hookUrl } from "../../core/hook-paths.ts";
import { unsubscribe } from "../../core/subscriptions.ts";
import { sql } from "../../db/database.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { isAllowedUrl } from "../../settings.ts";
import type { Integration } from "../integration.ts";
import { heldOf, purgeAtsItems } from "./ats.ts";
import { checklist } from "./checklist.ts";
import { PROVIDER, Secrets, openSuite } from "./client.ts";
import { consentHooks, consentUrl } from "./consent.ts";
import { suiteHooks } from "./hooks.ts";
import { isUnsettled, makeKey } from "./keys.ts";
import { oidcHooks, oidcIssuer } from "./oidc.ts";
import { settingsOf } from "./references.ts";
import type { Settings } from "./references.ts";
import { suiteEndpoints } from "./routes.ts";
import { samlEntity, samlHooks } from "./saml.ts";
import { checkNow, suiteTasks } from "./tasks.ts";

const MINUTES = 10;
const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));
const secret = v.optional(text(2_000));
const address = v.pipe(v.string(), v.url("must be an address"), v.maxLength(2_000));

const Sso = v.variant("type", [
  v.strictObject({ type: v.literal("link"), startUrl: v.pipe(v.string(), v.includes("{target}", "must hold {target}"), v.maxLength(2_000)) }),
  v.strictObject({ type: v.literal("saml"), acsUrl: address, audience: text(500) }),
  v.strictObject({
    type: v.literal("oidc"),
    clientId: text(200),
    clientSecret: secret,
    redirectUris: v.pipe(v.array(address), v.minLength(1), v.maxLength(20)),
    initiateUrl: address,
  }),
]);
const Rule = v.strictObject({
  on: v.picklist(["rating", "candidate", "project", "application.received"]),
  when: v.optional(v.strictObject({ atLeast: v.optional(v.number()), status: v.optional(text(50)) })),
  do: v.picklist(["message", "invite"]),
});
const Body = v.strictObject({
  baseUrl: address,
  company: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "must be the company's identifier, as in its host name")),
  setup: v.picklist(["ideal", "static", "quick"]),
  auth: v.variant("type", [
    v.strictObject({ type: v.literal("password"), username: text(300), password: secret }),
    v.strictObject({ type: v.literal("token"), token: secret }),
    v.strictObject({ type: v.literal("oauth2"), authorizeUrl: address, tokenUrl: address, clientId: text(300), clientSecret: secret, scope: v.optional(text(500)) }),
  ]),
  everyMinutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(24 * 60)), MINUTES),
  sso: v.optional(Sso),
  atsFeed: v.optional(v.strictObject({ url: address, token: secret })),
  rules: v.optional(v.pipe(v.array(Rule), v.maxLength(100)), []),
});
type Body = v.InferOutput<typeof Body>;

const unfit = (path: string, message: string) => new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path, message }] });

/** Addresses that we call or send browsers to. */
const addressesOf = ({ baseUrl, auth, sso, atsFeed }: Body): [path: string, url: string][] => [
  ["baseUrl", baseUrl],
  ...(auth.type === "oauth2"
    ? ([
        ["auth.authorizeUrl", auth.authorizeUrl],
        ["auth.tokenUrl", auth.tokenUrl],
      ] as [string, string][])
    : []),
  ...(sso?.type === "link" ? ([["sso.startUrl", sso.startUrl.replaceAll("{target}", "")]] as [string, string][]) : []),
  ...(sso?.type === "saml" ? ([["sso.acsUrl", sso.acsUrl]] as [string, string][]) : []),
  ...(sso?.type === "oidc" ? ([["sso.initiateUrl", sso.initiateUrl], ...sso.redirectUris.map((uri) => ["sso.redirectUris", uri])] as [string, string][]) : []),
  ...(atsFeed ? ([["atsFeed.url", atsFeed.url]] as [string, string][]) : []),
];

/** Given ones replace kept ones; what no longer belongs to the settings goes. */
const secretsOf = ({ auth, sso, atsFeed }: Body, kept: v.InferOutput<typeof Secrets>, sameClient: boolean): v.InferOutput<typeof Secrets> => {
  const password = auth.type === "password" ? (auth.password ?? kept.password) : undefined;
  const token = auth.type === "token" ? (auth.token ?? kept.token) : undefined;
  const clientSecret = auth.type === "oauth2" ? (auth.clientSecret ?? kept.clientSecret) : undefined;
  const ssoClientSecret = sso?.type === "oidc" ? (sso.clientSecret ?? kept.ssoClientSecret) : undefined;
  const feedToken = atsFeed ? (atsFeed.token ?? kept.feedToken) : undefined;
  if (auth.type === "password" && password === undefined) throw unfit("auth.password", "is missing, and none is kept");
  if (auth.type === "token" && token === undefined) throw unfit("auth.token", "is missing, and none is kept");
  if (auth.type === "oauth2" && clientSecret === undefined) throw unfit("auth.clientSecret", "is missing, and none is kept");
  if (sso?.type === "oidc" && ssoClientSecret === undefined) throw unfit("sso.clientSecret", "is missing, and none is kept");
  if (atsFeed && feedToken === undefined) throw unfit("atsFeed.token", "is missing, and none is kept");
  const refreshToken = auth.type === "oauth2" && sameClient ? kept.refreshToken : undefined;
  return Object.fromEntries(Object.entries({ password, token, clientSecret, refreshToken, ssoClientSecret, feedToken }).filter(([, value]) => value !== undefined));
};

/** As kept in the clear: without what is secret. */
const settingsFrom = ({ baseUrl, auth, sso, atsFeed, ...rest }: Body) => {
  const without = <T extends object>(value: T, ...names: string[]) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  return {
    ...rest,
    baseUrl: new URL(baseUrl).origin,
    auth: without(auth, "password", "token", "clientSecret"),
    ...(sso ? { sso: without(sso, "clientSecret") } : {}),
    ...(atsFeed ? { atsFeed: { url: atsFeed.url } } : {}),
  };
};

const endpointsOf = async (edge: Edge, { tenant }: Connection, { auth, sso }: Settings): Promise<Record<string, string>> => {
  const webhook = await hookUrl(edge, tenant, PROVIDER);
  return {
    webhook,
    ...(auth.type === "oauth2" ? { consent: consentUrl(webhook, edge), consentCallback: consentUrl(webhook, edge).split("/").slice(0, -1).join("/") } : {}),
    ...(sso?.type === "saml" ? { samlMetadata: samlEntity(edge, tenant) } : {}),
    ...(sso?.type === "oidc" ? { oidcIssuer: oidcIssuer(edge, tenant) } : {}),
  };
};

const TABLES = ["interview_ats", "interview_objects", "interview_runs", "interview_keys"] as const;

export const interviewSuite: Integration = {
  provider: PROVIDER,
  connection: {
    body: Body,
    async accept(edge, _tenant, body, previous) {
      const given = v.parse(Body, body);
      for (const [path, url] of addressesOf(given)) if (!isAllowedUrl(edge.settings, url)) throw unfit(path, "must be an https address");
      const kept = previous ? await openSecrets(edge, previous, Secrets) : {};
      const before = previous ? settingsOf(previous).auth : undefined;
      const sameClient = given.auth.type === "oauth2" && before?.type === "oauth2" && before.clientId === given.auth.clientId && before.tokenUrl === given.auth.tokenUrl;
      return { settings: settingsFrom(given), secrets: secretsOf(given, kept, sameClient) };
    },
    async describe(edge, connection) {
      const settings = settingsOf(connection);
      return { settings, endpoints: await endpointsOf(edge, connection, settings), checklist: checklist(connection, settings) };
    },
    async check(edge, connection) {
      const secrets = await openSecrets(edge, connection, Secrets);
      if (settingsOf(connection).auth.type === "oauth2" && secrets.refreshToken === undefined) return { state: "waiting_for_customer", cause: "consent-missing", statements: [] };
      await openSuite(edge, { ...connection, learned: {} });
      return { state: "healthy", cause: null, statements: [] };
    },
    start: (edge, tenant) => [checkNow(edge, tenant)],
    // Matches are kept: a customer who comes back, or changes the setup, finds everything where it was.
    remove: (tenant) => [...TABLES.map((table) => ({ text: `DELETE FROM ${table} WHERE tenant = ?`, values: [tenant] })), unsubscribe(tenant, `${PROVIDER}.application`)],
    removeFromDirectory: (tenant) => [sql`DELETE FROM interview_tickets WHERE tenant = ${tenant}`],
    async newSecret(edge, connection) {
      const settings = settingsOf(connection);
      if (settings.sso?.type !== "saml" && settings.sso?.type !== "oidc")
        throw new Refusal({ status: 409, code: "secret-is-the-vendors", message: "these credentials come from the suite: PUT the new ones", who: "operator" });
      if (settings.sso.type === "saml" && (await isUnsettled(edge, connection.tenant)))
        throw new Refusal({ status: 409, code: "key-not-settled", message: "the key made last is not in use yet: it signs a day after it was published", who: "operator" });
      await makeKey(edge, connection.tenant, settings.sso.type);
      return { parts: { settings: connection.settings, secrets: await openSecrets(edge, connection, Secrets) }, shown: {} };
    },
  },
  purge: purgeAtsItems,
  holdings: heldOf,
  endpoints: suiteEndpoints,
  hooks: [...suiteHooks, ...consentHooks, ...samlHooks, ...oidcHooks],
  tasks: suiteTasks,
};
