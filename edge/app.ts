// createApp(edge): the order of middleware, every mount, and how errors are answered.
import { Hono } from "hono";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { DemandUnmet } from "./db/database.ts";
import { PROBLEM_TITLES, Refusal, VendorFault } from "./errors.ts";
import type { Integration } from "./integrations/integration.ts";
import type { Edge } from "./ports.ts";
import type { Bindings, Endpoint, HttpContext } from "./routes/endpoint.ts";
import { atsEndpoints } from "./routes/ats.ts";
import { limitBody } from "./routes/body-limit.ts";
import { connectionEndpoints } from "./routes/connections.ts";
import { linkEndpoints, mountEmbeds } from "./routes/embed.ts";
import { UNREAD, mountHooks } from "./routes/hook.ts";
import { operatorEndpoints } from "./routes/operator.ts";
import { pageEndpoints } from "./routes/page-check.ts";
import { peopleEndpoints } from "./routes/people.ts";
import { deliveryEndpoints } from "./routes/deliveries.ts";
import { overviewEndpoints } from "./routes/overview.ts";
import { suspensionEndpoints } from "./routes/suspension.ts";
import { mountConsole } from "./routes/console.ts";
import { mountPublic } from "./routes/public.ts";
import { transferEndpoints } from "./routes/transfer.ts";
import { tenantEndpoints } from "./routes/tenants.ts";

const BODY_LIMIT = 1024 * 1024;
/** One sealed row may be larger than what anybody else sends. */
const IMPORT_LIMIT = 8 * 1024 * 1024;
const STRICT = {
  "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  "referrer-policy": "no-referrer",
};
const EXPOSED = "X-Request-Id, Retry-After, ETag";

export const endpointsOf = (integrations: readonly Integration[]): readonly Endpoint[] => [
  ...tenantEndpoints(integrations),
  ...connectionEndpoints(integrations),
  ...operatorEndpoints,
  ...deliveryEndpoints,
  ...suspensionEndpoints,
  ...overviewEndpoints(integrations),
  ...transferEndpoints,
  ...atsEndpoints,
  ...peopleEndpoints(integrations),
  ...pageEndpoints,
  ...linkEndpoints,
  ...integrations.flatMap((integration) => integration.endpoints),
];

/** A vendor's fault as our caller sees it: never the vendor's own status for credentials. */
const asRefusal = (cause: unknown): Refusal | null => {
  if (cause instanceof Refusal) return cause;
  if (cause instanceof DemandUnmet)
    return new Refusal({ status: 409, code: "changed-meanwhile", message: "somebody else changed this at the same moment: try again", who: "operator" });
  if (!(cause instanceof VendorFault)) return null;
  const slow = cause.reason === "timeout";
  const refused = cause.reason === "refused";
  return new Refusal({
    status: slow ? 504 : 502,
    code: refused ? "vendor-refused-us" : slow ? "vendor-timeout" : "vendor-unavailable",
    message: refused ? `${cause.provider} refused our credentials for "${cause.operation}"` : `${cause.provider} did not serve "${cause.operation}": ${cause.reason}`,
    who: "operator",
    ...(cause.retryAfterMs === undefined ? {} : { headers: { "retry-after": String(Math.ceil(cause.retryAfterMs / 1_000)) } }),
  });
};

const problem = (http: HttpContext, refusal: Refusal): Response => {
  const requestId = http.get("requestId");
  const body = {
    type: `urn:ats-bridge:problem:${refusal.code}`,
    title: PROBLEM_TITLES[refusal.status] ?? "Error",
    status: refusal.status,
    detail: refusal.message,
    code: refusal.code,
    requestId,
    who: refusal.who,
    ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
  };
  return http.body(JSON.stringify(body), refusal.status, { "content-type": "application/problem+json", "cache-control": "no-store", ...refusal.headers });
};

export const createApp = (edge: Edge, integrations: readonly Integration[]) => {
  const app = new Hono<Bindings>();
  const endpoints = endpointsOf(integrations);

  app.use(async (http, next) => {
    http.set("requestId", edge.newId("req"));
    const started = edge.now();
    await next();
    // Not http.header(): after an answer is made, that makes another one around its body.
    const { headers } = http.res;
    headers.set("x-request-id", http.get("requestId"));
    // Hosted pages bring a policy of their own.
    for (const [name, value] of Object.entries(STRICT)) if (!headers.has(name)) headers.set(name, value);
    // The route, not the address: addresses may hold tokens and people's ids.
    edge.log.info("http", {
      method: http.req.method,
      route: http.req.routePath,
      status: http.res.status,
      ms: edge.now() - started,
      tenant: http.get("tenant"),
      requestId: http.get("requestId"),
    });
  });
  app.use(
    secureHeaders({
      crossOriginResourcePolicy: "cross-origin",
      crossOriginOpenerPolicy: false,
      strictTransportSecurity: edge.settings.mode === "live" ? "max-age=31536000; includeSubDomains" : false,
      referrerPolicy: false,
      xFrameOptions: false,
    }),
  );
  // Cloudflare compresses what a Worker answers; on Node we do, where answers are long. Short ones would only grow.
  if (edge.runtime === "node") for (const path of ["/v1/applications", "/openapi.json", "/docs", "/widgets/*", "/console", "/console/assets/*"]) app.use(path, compress());
  const limited = limitBody(BODY_LIMIT, () => {
    throw new Refusal({ status: 413, code: "body-too-large", message: "the body is larger than 1,048,576 bytes", headers: UNREAD });
  });
  const limitedImport = limitBody(IMPORT_LIMIT, () => {
    throw new Refusal({ status: 413, code: "body-too-large", message: "the piece is larger than 8 MiB", headers: UNREAD });
  });
  // An imported file is as large as it is, and goes through as a stream.
  app.use("/v1/*", (http, next) => {
    const { path } = http.req;
    return path.startsWith("/v1/import/media/") ? next() : (path === "/v1/import" ? limitedImport : limited)(http, next);
  });

  for (const path of new Set(endpoints.map((each) => each.path)))
    mountPath(
      app,
      edge,
      path,
      endpoints.filter((each) => each.path === path),
    );
  mountHooks(
    app,
    edge,
    integrations.flatMap((room) => room.hooks ?? []),
  );
  mountEmbeds(app, edge);
  mountConsole(app, edge);
  mountPublic(app, edge, integrations, endpoints);

  app.notFound((http) => problem(http, new Refusal({ status: 404, code: "not-found", message: "there is nothing at this address" })));
  app.onError((cause, http) => {
    const refusal = asRefusal(cause);
    if (refusal) return problem(http, refusal);
    edge.log.error("http.failed", { requestId: http.get("requestId"), route: http.req.routePath, reason: cause.name, stack: cause.stack?.split("\n").slice(0, 4).join(" ") });
    const body = {
      type: "urn:ats-bridge:problem:internal",
      title: "Internal error",
      status: 500,
      detail: "something failed on our side; the request id finds it in the log",
      code: "internal",
      requestId: http.get("requestId"),
      who: "operator",
    };
    return http.body(JSON.stringify(body), 500, { "content-type": "application/problem+json", "cache-control": "no-store" });
  });
  return app;
};

/** All methods of one path, its preflight where widgets may call it, and 405 for the rest. */
const mountPath = (app: Hono<Bindings>, edge: Edge, path: string, endpoints: readonly Endpoint[]) => {
  const route = path.replaceAll(/\{(\w+)\}/g, ":$1");
  const methods = endpoints.map((each) => each.method);
  const forWidgets = endpoints.some((each) => each.grant !== undefined);
  if (forWidgets) {
    app.options(route, (http) =>
      http.body(null, 204, {
        "access-control-allow-origin": http.req.header("origin") ?? "*",
        "access-control-allow-methods": methods.join(", "),
        "access-control-allow-headers": "authorization, content-type, idempotency-key, if-none-match, accept-language",
        "access-control-max-age": "600",
        vary: "Origin",
      }),
    );
  }
  for (const each of endpoints) {
    app.on(each.method, route, async (http) => {
      const origin = http.req.header("origin");
      if (each.grant === undefined || origin === undefined) return withDefaults(await each.serve(edge, http));
      // A refusal must be readable by the page that asks, so that the element there can say why;
      // a success is only ever for the session's own origin, which serve() has compared.
      let answer: Response;
      try {
        answer = withDefaults(await each.serve(edge, http));
      } catch (cause) {
        const refusal = asRefusal(cause);
        if (!refusal) throw cause;
        answer = problem(http, refusal);
      }
      // A success is for the session's origin, which serve() has compared; an API key has no business in a page.
      const forBackend = answer.status < 400 && /^Bearer +ab_/i.test(http.req.header("authorization") ?? "");
      if (!forBackend) answer.headers.set("access-control-allow-origin", origin);
      answer.headers.set("access-control-expose-headers", EXPOSED);
      answer.headers.append("vary", "Origin");
      return answer;
    });
  }
  app.all(route, () => {
    throw new Refusal({ status: 405, code: "method-not-allowed", message: `this address takes ${methods.join(", ")}`, headers: { allow: methods.join(", ") } });
  });
};

const withDefaults = (answer: Response): Response => {
  if (!answer.headers.has("cache-control")) answer.headers.set("cache-control", "no-store");
  return answer;
};
