// The shape of a path that a vendor calls, and how all of them are mounted: a cap on the body, problems as answers.
import type { Context, Hono } from "hono";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { limitBody } from "./body-limit.ts";
import type { Bindings, HttpContext } from "./endpoint.ts";

export const HOOK_BODY_LIMIT = 1_048_576;

export type Hook = {
  readonly method: "GET" | "POST";
  /** OpenAPI form: `/hooks/linkedin/{secretPath}`. */
  readonly path: string;
  readonly summary: string;
  readonly answers: Readonly<Record<number, string>>;
  /** Proves the sender first, over the raw bytes. */
  readonly serve: (edge: Edge, http: HttpContext) => Promise<Response>;
  /** Where the sender wants another answer than 413. */
  readonly tooLarge?: (edge: Edge, http: Context) => Response;
};

/** The rest of the body is not read, so the connection must not be used again. */
export const UNREAD = { connection: "close" };

const tooLarge = (): Response => {
  throw new Refusal({ status: 413, code: "body-too-large", message: `the body is larger than ${HOOK_BODY_LIMIT.toLocaleString("en")} bytes`, headers: UNREAD });
};

export const mountHooks = (app: Hono<Bindings>, edge: Edge, hooks: readonly Hook[]): void => {
  const routeOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, ":$1");
  for (const hook of hooks) {
    const limit = limitBody(HOOK_BODY_LIMIT, (http) => (hook.tooLarge ?? tooLarge)(edge, http));
    app.on(hook.method, routeOf(hook.path), limit, (http) => hook.serve(edge, http));
  }
  for (const path of new Set(hooks.map((hook) => hook.path))) {
    const methods = hooks
      .filter((hook) => hook.path === path)
      .map((hook) => hook.method)
      .join(", ");
    app.all(routeOf(path), () => {
      throw new Refusal({ status: 405, code: "method-not-allowed", message: `this address takes ${methods}`, headers: { allow: methods } });
    });
  }
};
