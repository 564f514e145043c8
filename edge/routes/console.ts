// /console: the operator's page and who may sign in to it. The page holds no secret; its cookie is no key to anything but this edge.
import type { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as v from "valibot";
import { CONSOLE_SESSION_SECONDS, consoleActor, consoleCookie, startConsoleSession } from "../core/console-sessions.ts";
import { accessActor, beginSignIn, finishSignIn } from "../core/console-sign-in.ts";
import { sameSecret } from "../core/keyring.ts";
import { Refusal, notFound } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { check, readJson } from "./endpoint.ts";
import type { Bindings, HttpContext } from "./endpoint.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types ats-bridge lit-html";
const PAGE = { "content-security-policy": POLICY, "cache-control": "no-store", "cross-origin-opener-policy": "same-origin" };
const SignIn = v.strictObject({ token: v.pipe(v.string(), v.maxLength(500)) });

const cookieOptions = (edge: Edge, maxAge: number, sameSite: "Strict" | "Lax") =>
  ({ httpOnly: true, secure: edge.settings.publicUrl.startsWith("https:"), sameSite, path: "/", maxAge }) as const;

const signIn = async (edge: Edge, http: HttpContext, actor: string): Promise<void> => {
  setCookie(http, consoleCookie(edge, "session"), await startConsoleSession(edge, actor), cookieOptions(edge, CONSOLE_SESSION_SECONDS, "Strict"));
  edge.log.info("console.signed-in", { auth: edge.settings.consoleAuth.kind, requestId: http.get("requestId") });
};

const closed = (message: string) => new Refusal({ status: 403, code: "console-closed", message, who: "operator" });

export const mountConsole = (app: Hono<Bindings>, edge: Edge): void => {
  const auth = edge.settings.consoleAuth;

  app.get("/console/session", async (http) => {
    const known = await consoleActor(edge, getCookie(http, consoleCookie(edge, "session")));
    const vouched = known === null && auth.kind === "access" ? await accessActor(edge, auth, http.req.header("cf-access-jwt-assertion")) : null;
    if (vouched !== null) await signIn(edge, http, `console:${vouched}`);
    const actor = known ?? (vouched === null ? null : `console:${vouched}`);
    const body = { auth: auth.kind, signedIn: actor !== null, actor, mode: edge.settings.mode, loginUrl: auth.kind === "oidc" ? "/console/login" : null };
    return http.json(body, 200, { "cache-control": "no-store" });
  });

  app.post("/console/session", async (http) => {
    if (auth.kind !== "token") throw closed(auth.kind === "none" ? "the console is closed: set CONSOLE_AUTH" : `the console is opened by ${auth.kind} only`);
    const { token } = check(SignIn, await readJson(http), "invalid-body");
    if (!sameSecret(token, edge.settings.operatorToken)) throw new Refusal({ status: 401, code: "unauthorized", message: "this is not the operator's token", who: "operator" });
    await signIn(edge, http, "console");
    return http.body(null, 204);
  });

  app.delete("/console/session", (http) => {
    deleteCookie(http, consoleCookie(edge, "session"), cookieOptions(edge, 0, "Strict"));
    return http.body(null, 204);
  });

  app.get("/console/login", async (http) => {
    if (auth.kind !== "oidc") throw notFound("sign-in");
    const { location, cookie, seconds } = await beginSignIn(edge, auth);
    // Lax: the identity provider leads back here from its own site.
    setCookie(http, consoleCookie(edge, "login"), cookie, cookieOptions(edge, seconds, "Lax"));
    return http.redirect(location, 303);
  });

  app.get("/console/callback", async (http) => {
    if (auth.kind !== "oidc") throw notFound("sign-in");
    const email = await finishSignIn(edge, auth, new URL(http.req.url), getCookie(http, consoleCookie(edge, "login")));
    deleteCookie(http, consoleCookie(edge, "login"), cookieOptions(edge, 0, "Lax"));
    await signIn(edge, http, `console:${email}`);
    return http.redirect("/console", 303);
  });

  app.get("/console/assets/:name", async (http) => {
    const name = http.req.param("name");
    const asset = /^[\w.-]+$/.test(name) ? await edge.assets.read(`console/assets/${name}`) : null;
    if (!asset) throw notFound("file");
    // Vite hashes every name here: what it holds never changes.
    return http.body(asset.body, 200, { "content-type": asset.type, "cache-control": "public, max-age=31536000, immutable" });
  });

  const page = async (http: HttpContext) => {
    const found = await edge.assets.read("console/index.html");
    if (!found) throw new Refusal({ status: 503, code: "not-built", message: "the console is not built: run npm run build", who: "operator" });
    return http.body(found.body, 200, { ...PAGE, "content-type": "text/html; charset=utf-8" });
  };
  app.get("/console", page);
  app.get("/console/*", page);
};
