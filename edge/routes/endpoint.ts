// An endpoint of /v1 as a value: it is mounted, validated, guarded and described in OpenAPI from one place.
import type { Context } from "hono";
import * as v from "valibot";
import { mayAttempt, verifySession } from "../core/sessions.ts";
import type { Session } from "../core/sessions.ts";
import { findApiKey } from "../core/api-keys.ts";
import type { Caller } from "../core/audit.ts";
import { sameSecret } from "../core/keyring.ts";
import { findTenant, getTenant } from "../core/tenants.ts";
import type { Tenant } from "../core/tenants.ts";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";

/** `address` is the caller's, as the door vouches for it. */
export type Bindings = { Bindings: { address?: string | undefined }; Variables: { requestId: string; tenant: string | undefined } };
export type HttpContext = Context<Bindings>;
type Schema = v.GenericSchema;
type Answers = Readonly<Record<number, { readonly what: string; readonly schema?: Schema; readonly type?: string }>>;

type Definition<B extends Schema | undefined, Q extends Schema | undefined> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** OpenAPI form: `/v1/jobs/{jobId}`. */
  readonly path: string;
  readonly summary: string;
  readonly plane: "operator" | "ats";
  /** A session with this grant may call it too (marked W in the contract). */
  readonly grant?: string;
  readonly body?: B;
  readonly query?: Q;
  readonly answers: Answers;
  readonly handle: (request: EndpointRequest<B, Q>) => Promise<Response>;
};

type Parsed<S extends Schema | undefined> = S extends Schema ? v.InferOutput<S> : undefined;
export type EndpointRequest<B extends Schema | undefined, Q extends Schema | undefined> = {
  readonly edge: Edge;
  /** On the operator's plane only where the path names one. */
  readonly tenant: Tenant;
  readonly session: Session | null;
  readonly caller: Caller;
  readonly param: (name: string) => string;
  readonly body: Parsed<B>;
  readonly query: Parsed<Q>;
  readonly http: HttpContext;
};

/** What the mounting needs, with the types of body and query already used up. */
export type Endpoint = Omit<Definition<Schema | undefined, Schema | undefined>, "handle"> & {
  readonly serve: (edge: Edge, http: HttpContext) => Promise<Response>;
};

export const bearer = (http: HttpContext): string | null => /^Bearer +(\S+)$/i.exec(http.req.header("authorization") ?? "")?.[1] ?? null;

const unauthorized = (message: string) => new Refusal({ status: 401, code: "unauthorized", message, headers: { "www-authenticate": 'Bearer realm="ats-bridge"' } });
const forbidden = (code: string, message: string) => new Refusal({ status: 403, code, message });

const NO_TENANT: Tenant = {
  id: "",
  name: "",
  settings: { origins: [], retentionDays: { application: 180, message: 180, event: 180, log: 180 }, onRevoke: "erase" },
  created_at: 0,
  updated_at: 0,
};
const TENANT_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

type Proof = { readonly tenant: Tenant; readonly session: Session | null; readonly actor: string };

const proveOperator = async (edge: Edge, http: HttpContext, token: string): Promise<Proof> => {
  if (!sameSecret(token, edge.settings.operatorToken)) {
    if (token.startsWith("ab_") && (await findApiKey(edge, token))) throw forbidden("operator-only", "only the operator's token may do this");
    throw unauthorized("the operator's token is not valid");
  }
  const id = http.req.param("tenant");
  // PUT makes a tenant, so it may not be there yet: the handler looks.
  const tenant = id !== undefined && TENANT_ID.test(id) ? await findTenant(edge, id) : null;
  return { tenant: tenant ?? NO_TENANT, session: null, actor: "operator" };
};

const proveAts = async (edge: Edge, http: HttpContext, token: string, grant: string | undefined): Promise<Proof> => {
  if (token.startsWith("ab_")) {
    const key = await findApiKey(edge, token);
    if (!key) throw unauthorized("the API key is not valid");
    return { tenant: await getTenant(edge, key.tenant), session: null, actor: `api-key:${key.id}` };
  }
  if (sameSecret(token, edge.settings.operatorToken)) {
    const id = http.req.header("bridge-tenant");
    if (id === undefined) throw forbidden("tenant-missing", "the operator names a tenant here with the header Bridge-Tenant");
    return { tenant: await getTenant(edge, id), session: null, actor: "operator" };
  }
  const session = await verifySession(edge, token);
  if (grant === undefined) throw forbidden("backend-only", "a session may not do this: it is for the ATS's backend");
  const origin = http.req.header("origin") ?? (http.req.header("sec-fetch-site") === "same-origin" ? new URL(edge.settings.publicUrl).origin : undefined);
  if (origin !== session.origin) throw forbidden("origin-not-allowed", `the session is for ${session.origin}, the request came from ${origin ?? "no origin"}`);
  if (!mayAttempt(session, grant)) throw forbidden("grant-missing", `the session lacks the grant ${grant}`);
  const tenant = await findTenant(edge, session.tenant);
  if (!tenant) throw unauthorized("the session's tenant is gone");
  return { tenant, session, actor: `user:${session.user.id}` };
};

const fieldErrors = (issues: readonly v.BaseIssue<unknown>[]) =>
  issues.flatMap((issue) => (issue.issues ? issue.issues : [issue])).map((issue) => ({ path: v.getDotPath(issue) ?? "", message: issue.message }));

/** The parsed value, or a 400 that names each field. */
export const check = <S extends Schema | undefined>(schema: S | undefined, value: unknown, code: string): Parsed<S> => {
  if (schema === undefined) return undefined as Parsed<S>; // Parsed<undefined> is undefined
  const result = v.safeParse(schema, value);
  if (!result.success) throw new Refusal({ status: 400, code, message: `the ${code === "invalid-body" ? "body" : "query"} does not fit`, errors: fieldErrors(result.issues) });
  return result.output as Parsed<S>; // safeParse answers this schema's output
};

/** JSON of the request; an absent body counts as `{}`. */
export const readJson = async (http: HttpContext): Promise<unknown> => {
  const text = await http.req.text();
  if (text === "") return {};
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(http.req.header("content-type") ?? "")) {
    throw new Refusal({ status: 415, code: "unsupported-media-type", message: "the body must be application/json" });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal({ status: 400, code: "invalid-json", message: "the body is not readable JSON" });
  }
};

export const endpoint = <B extends Schema | undefined = undefined, Q extends Schema | undefined = undefined>(definition: Definition<B, Q>): Endpoint => {
  const { handle, ...shape } = definition;
  return {
    ...shape,
    async serve(edge, http) {
      const token = bearer(http);
      if (token === null) throw unauthorized("a bearer token is missing");
      const proof = await (definition.plane === "operator" ? proveOperator(edge, http, token) : proveAts(edge, http, token, definition.grant));
      http.set("tenant", proof.tenant.id || undefined);
      const query = check(definition.query, http.req.query(), "invalid-query");
      const body = check(definition.body, definition.body ? await readJson(http) : undefined, "invalid-body");
      return handle({
        edge,
        tenant: proof.tenant,
        session: proof.session,
        caller: { actor: proof.actor, source: http.env?.address ?? null, requestId: http.get("requestId") },
        param: (name) => http.req.param(name) ?? "",
        body,
        query,
        http,
      });
    },
  };
};
