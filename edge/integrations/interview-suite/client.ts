// What we ask the suite: signs in by one of three ways, reads objects and whole lists, writes, and never follows a stranger's address.
import * as v from "valibot";
import { sendWithToken } from "../../core/access-tokens.ts";
import type { FetchedToken } from "../../core/access-tokens.ts";
import { learn, openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { faultOf, readText, send } from "../../core/outbound.ts";
import type { Call } from "../../core/outbound.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { Candidate, Customer, List, Project, Rating, Result, TOKEN_PATHS, TokenAnswer } from "./contract.ts";
import { refreshAccess } from "./consent.ts";
import { Learned, companyIdIn, pathOf, settingsOf } from "./references.ts";
import type { Settings } from "./references.ts";

export const PROVIDER = "interview-suite";
const ANSWER_BYTES = 8 * 1024 * 1024;
const PAGES_AT_MOST = 2_000;
const PAGE_SIZE = 100;

export const Secrets = v.object({
  password: v.optional(v.string()),
  token: v.optional(v.string()),
  clientSecret: v.optional(v.string()),
  refreshToken: v.optional(v.string()),
  feedToken: v.optional(v.string()),
  ssoClientSecret: v.optional(v.string()),
});

/** The suite of one customer, ready to be asked. */
export type Suite = {
  readonly edge: Edge;
  readonly connection: Connection;
  readonly settings: Settings;
  readonly secrets: v.InferOutput<typeof Secrets>;
  readonly companyId: string;
  readonly signal: AbortSignal | undefined;
};
type Asking = Omit<Suite, "companyId">;

const malformed = (operation: string, status: number) => new VendorFault({ provider: PROVIDER, operation, status, reason: "malformed" });

const logIn = async (edge: Edge, connection: Connection, settings: Settings, username: string, password: string): Promise<FetchedToken> => {
  const known = v.parse(Learned, connection.learned).tokenPath;
  for (const path of known === undefined ? TOKEN_PATHS : [known]) {
    const call: Call = {
      provider: PROVIDER,
      operation: "token",
      url: `${settings.baseUrl}${path}`,
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ username, password, company: settings.company }),
    };
    const answer = await send(edge, call);
    const text = await readText(edge, call, answer, ANSWER_BYTES);
    if (answer.status === 404 && path !== TOKEN_PATHS.at(-1)) continue;
    // Wrong credentials are a field error here, with 400.
    if (answer.status === 400) throw new VendorFault({ ...call, status: 400, reason: "refused" });
    if (!answer.ok) throw faultOf(edge, call, answer);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), TokenAnswer), text);
    if (!parsed.success) throw malformed("token", answer.status);
    if (known !== path) await edge.databaseFor(connection.tenant).batch([learn(connection, { tokenPath: path })]);
    return { token: parsed.output.token, lifetimeSeconds: null, scheme: "Token" };
  }
  throw malformed("token", 404);
};

/** The three ways of signing in are one function: what is sent with a call. */
const fetchToken = async ({ edge, connection, settings, secrets }: Asking): Promise<FetchedToken> => {
  const { auth } = settings;
  if (auth.type === "token") return { token: secrets.token ?? "", lifetimeSeconds: null, scheme: "Token" };
  if (auth.type === "password") return logIn(edge, connection, settings, auth.username, secrets.password ?? "");
  return refreshAccess(edge, connection.tenant, auth);
};

type Wanted = { readonly operation: string; readonly path: string; readonly method?: Call["method"]; readonly body?: unknown };

const sendTo = async (asking: Asking, wanted: Wanted) => {
  const { edge, connection, settings, secrets, signal } = asking;
  const key = `${PROVIDER}/${connection.tenant}/${sha256Hex(JSON.stringify([settings.baseUrl, settings.company, settings.auth, secrets.password, secrets.token, secrets.clientSecret]))}`;
  const call: Call = {
    provider: PROVIDER,
    operation: wanted.operation,
    url: `${settings.baseUrl}/api/v3/${wanted.path}`,
    method: wanted.method ?? "GET",
    ...(wanted.body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(wanted.body) }),
    ...(signal ? { signal } : {}),
  };
  const answer = await sendWithToken(edge, key, () => fetchToken(asking), call);
  return { call, answer, text: await readText(edge, call, answer, ANSWER_BYTES) };
};

/** Finds the company's number once; its own page shows none, but every reference holds it. */
export const openSuite = async (edge: Edge, connection: Connection, signal?: AbortSignal): Promise<Suite> => {
  const asking = { edge, connection, settings: settingsOf(connection), secrets: await openSecrets(edge, connection, Secrets), signal };
  const known = v.parse(Learned, connection.learned).companyId;
  if (known !== undefined) return { ...asking, companyId: known };
  const { call, answer, text } = await sendTo(asking, { operation: "company", path: `company-by-identifier/${encodeURIComponent(asking.settings.company)}/` });
  if (!answer.ok) throw faultOf(edge, call, answer);
  const companyId = companyIdIn(text);
  if (companyId === null) throw malformed("company", answer.status);
  await edge.databaseFor(connection.tenant).batch([learn(connection, { companyId })]);
  return { ...asking, connection: { ...connection, learned: { ...connection.learned, companyId } }, companyId };
};

const ask = async (suite: Suite, wanted: Wanted): Promise<{ status: number; json: unknown }> => {
  const path = `companies/${suite.companyId}/${wanted.path}`;
  const { call, answer, text } = await sendTo(suite, { ...wanted, path });
  // Here 403 is a right that our user lacks for this object, not a refused credential.
  if (answer.status === 403) throw new VendorFault({ ...call, status: 403, reason: "rejected" });
  if (!answer.ok) throw faultOf(suite.edge, call, answer);
  if (text.trim() === "") return { status: answer.status, json: null };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  if (!parsed.success) throw malformed(wanted.operation, answer.status);
  return { status: answer.status, json: parsed.output };
};

const shaped = <S extends v.GenericSchema>(schema: S, operation: string, { status, json }: { status: number; json: unknown }): v.InferOutput<S> => {
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw malformed(operation, status);
  return parsed.output;
};

/** Null for what is gone. */
const readOne = async <S extends v.GenericSchema>(suite: Suite, schema: S, operation: string, path: string): Promise<v.InferOutput<S> | null> => {
  try {
    return shaped(schema, operation, await ask(suite, { operation, path: `${path}/` }));
  } catch (cause) {
    if (cause instanceof VendorFault && (cause.status === 404 || cause.status === 410)) return null;
    throw cause;
  }
};

/** Page after page by the suite's own `next`, as far as it stays the customer's. */
export const readPages = async function* <S extends v.GenericSchema>(
  suite: Suite,
  schema: S,
  operation: string,
  path: string,
): AsyncGenerator<{ objects: v.InferOutput<S>[]; next: string | null }> {
  let next: string | null = path;
  for (let page = 0; next !== null && page < PAGES_AT_MOST; page++) {
    const list: v.InferOutput<typeof List> = shaped(List, operation, await ask(suite, { operation, path: next }));
    const following: string | null = list.meta.next ? pathOf(suite.settings, suite.companyId, new URL(list.meta.next, `${suite.settings.baseUrl}/api/v3/`).href) : null;
    // An object that does not have the expected form is left out rather than holding up all others.
    const objects = list.objects.flatMap((each) => {
      const parsed = v.safeParse(schema, each);
      return parsed.success ? [parsed.output] : [];
    });
    next = following === null ? null : following.replace(/^([^?]*[^/?])(\?|$)/, "$1/$2");
    yield { objects, next };
  }
};

export const readAll = async <S extends v.GenericSchema>(suite: Suite, schema: S, operation: string, path: string): Promise<v.InferOutput<S>[]> => {
  const all: v.InferOutput<S>[] = [];
  for await (const { objects } of readPages(suite, schema, operation, path)) all.push(...objects);
  return all;
};

export const sized = (path: string, filter = ""): string => `${path}/?page_size=${PAGE_SIZE}${filter}`;

export const readProject = (suite: Suite, project: string) => readOne(suite, Project, "project", `projects/${project}`);
export const readCandidate = (suite: Suite, path: string) => readOne(suite, Candidate, "candidate", path);
export const readRating = (suite: Suite, path: string) => readOne(suite, Rating, "rating", path);
export const readCustomer = (suite: Suite, path: string) => readOne(suite, Customer, "customer", path);
/** Any object of a list whose shape nobody has published. */
export const readUnknown = (suite: Suite, path: string) => readOne(suite, v.unknown(), "questions", path);
export const listResults = (suite: Suite, project: string) => readAll(suite, Result, "results", sized(`projects/${project}/results`));

export const createObject = async <S extends v.GenericSchema>(suite: Suite, schema: S, operation: string, path: string, body: unknown): Promise<v.InferOutput<S>> =>
  shaped(schema, operation, await ask(suite, { operation, path: `${path}/`, method: "POST", body }));

/** 202: accepted, which is not yet done. */
export const changeObject = async (suite: Suite, operation: string, path: string, body: unknown): Promise<void> => {
  await ask(suite, { operation, path: `${path}/`, method: "PATCH", body });
};

/** False where the suite has no such action; its addresses are guesses. */
export const act = async (suite: Suite, operation: string, path: string, body: unknown): Promise<boolean> => {
  try {
    await ask(suite, { operation, path, method: "POST", body });
    return true;
  } catch (cause) {
    if (cause instanceof VendorFault && (cause.status === 404 || cause.status === 405)) return false;
    throw cause;
  }
};

export const pathIn = (suite: Suite, reference: unknown): string | null => pathOf(suite.settings, suite.companyId, reference);
