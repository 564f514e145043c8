// What we ask LinkedIn: tokens, provisioning, integrations, configurations.
import * as v from "valibot";
import { sendWithToken, warmToken } from "../../core/access-tokens.ts";
import { openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { faultOf, readText, send } from "../../core/outbound.ts";
import { Refusal, VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { rest, v2 } from "./codec.ts";
import type { Codec } from "./codec.ts";
import { Application, ApplicationList, BatchAnswer, FoundAnswer, RolledSecret, StatusAnswer, TokenAnswer } from "./contract.ts";
import type { Configuration, Identity } from "./contract.ts";
import { countCall, saveFault } from "./store.ts";

const PROVIDER = "linkedin";
const ANSWER_BYTES = 4 * 1024 * 1024;

export const Settings = v.object({
  clientId: v.optional(v.string()),
  /** Present when we made or adopted the application; absent for a key that was brought. */
  application: v.optional(v.string()),
  allowedDomains: v.optional(v.array(v.string())),
  provisionedAt: v.optional(v.number()),
  integrationNames: v.optional(v.record(v.string(), v.string())),
  visibilityForAll: v.optional(v.boolean(), false),
  api: v.optional(v.picklist(["v2", "rest"]), "v2"),
});
export type Settings = v.InferOutput<typeof Settings>;
/** The newest first; the one before it stays valid until its moment, never more than two. */
export const Secrets = v.object({ secrets: v.array(v.object({ value: v.string(), until: v.nullable(v.number()) })) });

type Credentials = { readonly clientId: string; readonly clientSecret: string };

export const settingsOf = (connection: Connection): Settings => v.parse(Settings, connection.settings);
export const codecOf = (edge: Edge, connection: Connection): Codec => (settingsOf(connection).api === "rest" ? rest(edge.settings.linkedin.version) : v2);

/** Secrets that may sign a push now. */
export const validSecrets = async (edge: Edge, connection: Connection): Promise<string[]> =>
  (await openSecrets(edge, connection, Secrets)).secrets.filter(({ until }) => until === null || until > edge.now()).map(({ value }) => value);

const childCredentials = async (edge: Edge, connection: Connection): Promise<Credentials> => {
  const { clientId } = settingsOf(connection);
  const [clientSecret] = await validSecrets(edge, connection);
  if (clientId === undefined || clientSecret === undefined)
    throw new Refusal({ status: 409, code: "not-provisioned", message: "the customer has no LinkedIn application yet: provision one", who: "operator" });
  return { clientId, clientSecret };
};

export const parentCredentials = (edge: Edge): Credentials => {
  const { parent } = edge.settings.linkedin;
  if (!parent)
    throw new Refusal({ status: 409, code: "parent-credentials-missing", message: "set LINKEDIN_PARENT_CLIENT_ID and LINKEDIN_PARENT_CLIENT_SECRET first", who: "operator" });
  return parent;
};

const fetchToken = async (edge: Edge, { clientId, clientSecret }: Credentials) => {
  const call = {
    provider: PROVIDER,
    operation: "token",
    url: `${edge.settings.linkedin.oauthUrl}/oauth/v2/accessToken`,
    method: "POST" as const,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }).toString(),
  };
  const answer = await send(edge, call);
  const text = await readText(edge, call, answer, ANSWER_BYTES);
  if (answer.status === 400 || answer.status === 401) throw new VendorFault({ ...call, status: answer.status, reason: "refused" });
  if (!answer.ok) throw faultOf(edge, call, answer);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), TokenAnswer), text);
  if (!parsed.success) throw new VendorFault({ ...call, status: answer.status, reason: "malformed" });
  return { token: parsed.output.access_token, lifetimeSeconds: parsed.output.expires_in ?? 1_800 };
};

const tokenKey = ({ clientId, clientSecret }: Credentials) => `linkedin/${sha256Hex(`${clientId}\n${clientSecret}`)}`;

type Wanted<S extends v.GenericSchema> = {
  readonly operation: string;
  readonly request: { readonly method: "GET" | "POST" | "PUT" | "DELETE"; readonly path: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
  readonly schema: S;
  /** Statuses that are answers here and no faults. */
  readonly expected?: readonly number[];
  /** The caller has counted it, because nothing may stand between its moment and its sending. */
  readonly counted?: true;
  /** A repeat needs a slot of its own, so a 401 ends the call. */
  readonly once?: true;
};

/** Answers that hold secrets are never kept, not even when they do not read as agreed. */
const SECRETIVE = new Set(["find-application", "create-application", "roll-secret"]);

/** Sends and reads; what fails is kept, masked, for LinkedIn's support. */
const ask = async <S extends v.GenericSchema>(
  edge: Edge,
  tenant: string,
  credentials: Credentials,
  wanted: Wanted<S>,
): Promise<{ status: number; body: v.InferOutput<S> | null }> => {
  const { operation, request } = wanted;
  if (!wanted.counted) await countCall(edge, tenant, operation);
  const call = {
    provider: PROVIDER,
    operation,
    url: `${edge.settings.linkedin.apiUrl}${request.path}`,
    method: request.method,
    headers: request.headers ?? {},
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  const answer = await sendWithToken(edge, tokenKey(credentials), () => fetchToken(edge, credentials), call, wanted.once ? 1 : 2);
  const text = await readText(edge, call, answer, ANSWER_BYTES);
  if (wanted.expected?.includes(answer.status)) return { status: answer.status, body: null };
  const parsed = answer.ok ? v.safeParse(v.pipe(v.string(), v.parseJson(), wanted.schema), text === "" ? "{}" : text) : null;
  if (parsed?.success) return { status: answer.status, body: parsed.output };
  await saveFault(edge, tenant, {
    operation,
    request: { method: call.method, url: call.url, headers: { ...call.headers, authorization: "Bearer …" } },
    status: answer.status,
    uuid: answer.headers.get("x-li-uuid"),
    answer: SECRETIVE.has(operation) ? "(not kept: it may hold a secret)" : text,
  });
  if (answer.ok) throw new VendorFault({ provider: PROVIDER, operation, status: answer.status, reason: "malformed" });
  throw faultOf(edge, call, answer);
};

const child = async <S extends v.GenericSchema>(edge: Edge, connection: Connection, wanted: Wanted<S>) => {
  const { body } = await ask(edge, connection.tenant, await childCredentials(edge, connection), wanted);
  // Without `expected` statuses an answer always has its body.
  if (body === null) throw new VendorFault({ provider: PROVIDER, operation: wanted.operation, status: 0, reason: "malformed" });
  return body;
};

/** Has a token ready, so that a batch call leaves at its very moment. */
export const warmChildToken = async (edge: Edge, connection: Connection): Promise<void> => {
  const credentials = await childCredentials(edge, connection);
  await warmToken(edge, tokenKey(credentials), () => fetchToken(edge, credentials));
};

export const renameIntegrations = (edge: Edge, connection: Connection, named: readonly (Identity & { readonly name: string })[]) =>
  child(edge, connection, { operation: "rename", request: codecOf(edge, connection).rename(named), schema: BatchAnswer, counted: true, once: true });

export const configureIntegration = (edge: Edge, connection: Connection, identity: Identity, configuration: Configuration) =>
  child(edge, connection, { operation: "configure", request: codecOf(edge, connection).configure(identity, configuration), schema: BatchAnswer });

export const readIntegrations = (edge: Edge, connection: Connection, identities: readonly Identity[]) =>
  child(edge, connection, { operation: "read", request: codecOf(edge, connection).read(identities), schema: StatusAnswer });

export const findByRequest = (edge: Edge, connection: Connection, requestId: string) =>
  child(edge, connection, { operation: "find", request: codecOf(edge, connection).find(requestId), schema: FoundAnswer });

// Provisioning, with the parent application's token

const JSON_BODY = { "content-type": "application/json" };

export type NewApplication = { readonly uniqueForeignId: string; readonly name: string; readonly description: string; readonly validJsSdkDomains: readonly string[] };

export const findApplication = async (edge: Edge, tenant: string, uniqueForeignId: string): Promise<Application | null> => {
  const path = `/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=${encodeURIComponent(uniqueForeignId)}`;
  const { body } = await ask(edge, tenant, parentCredentials(edge), { operation: "find-application", request: { method: "GET", path }, schema: ApplicationList, expected: [404] });
  return body?.elements[0] ?? null;
};

/** Null when an application for this customer is there already. */
export const createApplication = async (edge: Edge, tenant: string, application: NewApplication): Promise<Application | null> => {
  const request = { method: "POST" as const, path: "/v2/provisionedApplications", headers: JSON_BODY, body: JSON.stringify(application) };
  const { body } = await ask(edge, tenant, parentCredentials(edge), { operation: "create-application", request, schema: Application, expected: [409] });
  return body;
};

/** Replaces the whole list. The URN stands in the path as it is. */
export const allowDomains = async (edge: Edge, tenant: string, application: string, domains: readonly string[]): Promise<void> => {
  const request = {
    method: "POST" as const,
    path: `/v2/provisionedApplications/${application}`,
    headers: JSON_BODY,
    body: JSON.stringify({ patch: { $set: { validJsSdkDomains: domains } } }),
  };
  await ask(edge, tenant, parentCredentials(edge), { operation: "allow-domains", request, schema: v.unknown() });
};

export const rollSecret = async (edge: Edge, tenant: string, application: string): Promise<string> => {
  const request = {
    method: "POST" as const,
    path: "/v2/developerApplicationsSecurity?action=rollDeveloperApplicationSecret",
    headers: { ...JSON_BODY, "x-restli-method": "action", "x-restli-protocol-version": "2.0.0" },
    body: JSON.stringify({ childDeveloperApplication: application }),
  };
  const { body } = await ask(edge, tenant, parentCredentials(edge), { operation: "roll-secret", request, schema: RolledSecret });
  if (body === null) throw new VendorFault({ provider: PROVIDER, operation: "roll-secret", status: 0, reason: "malformed" });
  return body.value.client_secret;
};
