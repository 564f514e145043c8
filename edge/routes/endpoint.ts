// An endpoint of /v1 as a value: it is mounted, validated, guarded and described in OpenAPI from one place.
import type { Context } from "hono";
import * as v from "valibot";
import type { Session } from "../core/sessions.ts";
import type { Caller } from "../core/audit.ts";
import type { Tenant } from "../core/tenants.ts";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { prove } from "./proof.ts";

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
      const proof = await prove(edge, http, definition);
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
