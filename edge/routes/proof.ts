// Who asks: the operator, the ATS's backend, a user's session, or somebody at the console. Each plane has its own proof.
import { getCookie } from "hono/cookie";
import { findApiKey } from "../core/api-keys.ts";
import { consoleActor, consoleCookie } from "../core/console-sessions.ts";
import { sameSecret } from "../core/keyring.ts";
import { takeCall } from "../core/rate-limit.ts";
import { mayAttempt, verifySession } from "../core/sessions.ts";
import type { Session } from "../core/sessions.ts";
import { findTenant, getTenant } from "../core/tenants.ts";
import type { Tenant } from "../core/tenants.ts";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";
import type { HttpContext } from "./endpoint.ts";

/** On the operator's plane the tenant is the one that the path names, or none. */
export type Proof = { readonly tenant: Tenant; readonly session: Session | null; readonly actor: string };
type Asked = { readonly plane: "operator" | "ats"; readonly grant?: string };

export const bearer = (http: HttpContext): string | null => /^Bearer +(\S+)$/i.exec(http.req.header("authorization") ?? "")?.[1] ?? null;

const unauthorized = (message: string) => new Refusal({ status: 401, code: "unauthorized", message, headers: { "www-authenticate": 'Bearer realm="ats-bridge"' } });
const forbidden = (code: string, message: string) => new Refusal({ status: 403, code, message });

const NO_TENANT: Tenant = {
  id: "",
  name: "",
  settings: { origins: [], retentionDays: { application: 180, message: 180, event: 180, log: 180 }, onRevoke: "erase" },
  created_at: 0,
  updated_at: 0,
  suspended_at: null,
};
const TENANT_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The operator may do everything, for a tenant that the path or the header names. */
const asOperator = async (edge: Edge, http: HttpContext, plane: Asked["plane"], actor: string): Promise<Proof> => {
  if (plane === "ats") {
    const id = http.req.header("bridge-tenant");
    if (id === undefined) throw forbidden("tenant-missing", "the operator names a tenant here with the header Bridge-Tenant");
    return { tenant: await getTenant(edge, id), session: null, actor };
  }
  const id = http.req.param("tenant");
  // PUT makes a tenant, so it may not be there yet: the handler looks.
  const tenant = id !== undefined && TENANT_ID.test(id) ? await findTenant(edge, id) : null;
  return { tenant: tenant ?? NO_TENANT, session: null, actor };
};

/** The cookie alone proves nothing: no other site can make a browser send the header with it. */
const proveConsole = async (edge: Edge, http: HttpContext, plane: Asked["plane"]): Promise<Proof> => {
  const actor = http.req.header("bridge-console") === "1" ? await consoleActor(edge, getCookie(http, consoleCookie(edge, "session"))) : null;
  if (actor === null) throw unauthorized("a bearer token is missing");
  return asOperator(edge, http, plane, actor);
};

/** Whoever speaks for a tenant stops when it is suspended, and waits when it calls too often. */
const admit = (edge: Edge, proof: Proof): Proof => {
  const { id, suspended_at } = proof.tenant;
  if (suspended_at !== null) throw forbidden("tenant-suspended", `the tenant "${id}" is suspended: the operator can resume it`);
  const seconds = takeCall(edge, id);
  if (seconds !== null)
    throw new Refusal({ status: 429, code: "too-many-calls", message: `more than ${edge.settings.callsPerMinute} calls a minute`, headers: { "retry-after": String(seconds) } });
  return proof;
};

const proveSession = async (edge: Edge, http: HttpContext, token: string, grant: string | undefined): Promise<Proof> => {
  const session = await verifySession(edge, token);
  if (grant === undefined) throw forbidden("backend-only", "a session may not do this: it is for the ATS's backend");
  const origin = http.req.header("origin") ?? (http.req.header("sec-fetch-site") === "same-origin" ? new URL(edge.settings.publicUrl).origin : undefined);
  if (origin !== session.origin) throw forbidden("origin-not-allowed", `the session is for ${session.origin}, the request came from ${origin ?? "no origin"}`);
  if (!mayAttempt(session, grant)) throw forbidden("grant-missing", `the session lacks the grant ${grant}`);
  const tenant = await findTenant(edge, session.tenant);
  if (!tenant) throw unauthorized("the session's tenant is gone");
  return { tenant, session, actor: `user:${session.user.id}` };
};

const proveApiKey = async (edge: Edge, token: string, plane: Asked["plane"]): Promise<Proof> => {
  const key = await findApiKey(edge, token);
  if (!key) throw unauthorized(plane === "operator" ? "the operator's token is not valid" : "the API key is not valid");
  if (plane === "operator") throw forbidden("operator-only", "only the operator's token may do this");
  return { tenant: await getTenant(edge, key.tenant), session: null, actor: `api-key:${key.id}` };
};

/** The proof of this request, or a refusal that says what is missing. */
export const prove = async (edge: Edge, http: HttpContext, { plane, grant }: Asked): Promise<Proof> => {
  const token = bearer(http);
  if (token === null) return proveConsole(edge, http, plane);
  if (sameSecret(token, edge.settings.operatorToken)) return asOperator(edge, http, plane, "operator");
  if (token.startsWith("ab_")) return admit(edge, await proveApiKey(edge, token, plane));
  if (plane === "operator") throw unauthorized("the operator's token is not valid");
  return admit(edge, await proveSession(edge, http, token, grant));
};
