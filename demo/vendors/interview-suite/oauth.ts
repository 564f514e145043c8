// OAuth 2.0 with a code and PKCE. The vendor's Connector page only says "OAuth2 code or SAML2"; the shape is that of RFC 6749 and 7636.
import { createHash, randomBytes } from "node:crypto";
import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as v from "valibot";
import { answering } from "./answering.ts";
import { show, wordsFor } from "./frame.ts";
import type { Company } from "./records.ts";
import { oauthClient, SuiteError, type Grant, type Vendor } from "./state.ts";
import { serverUserOf } from "./tokens.ts";

const accessSeconds = 3600;
const refreshMs = 30 * 24 * 60 * 60_000;
const codeMs = 60_000;

const askedSchema = v.object({
  response_type: v.literal("code"),
  client_id: v.literal(oauthClient.id),
  redirect_uri: v.pipe(v.string(), v.url()),
  state: v.optional(v.string()),
  scope: v.optional(v.string()),
  code_challenge: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  code_challenge_method: v.literal("S256"),
  /** Whose suite; the product has a host for each company. */
  company: v.optional(v.string(), "acme"),
});
type Asked = v.InferOutput<typeof askedSchema>;

export function mountOauth(app: Hono, vendor: Vendor): void {
  const { state, now } = vendor;

  app.get("/oauth/authorize", async (c) => {
    const { asked, company } = readAsked(vendor, c.req.query());
    const { text } = wordsFor(c);
    const fields = Object.entries(asked).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
    const answer = await show(vendor, c, {
      title: text("allowTitle"),
      body: html`
        <header><p class="eyebrow">${company.name}</p><h1>${text("allowTitle")}</h1></header>
        <p>${text("allowIntro")}</p>
        <form method="post" action="/suite/oauth/authorize">${fields}<button class="button primary fit">${text("allow")}</button></form>`,
    });
    // The form's answer leads to the partner, which the page's own policy would not let through.
    const policy = answer.headers.get("content-security-policy") ?? "";
    answer.headers.set("content-security-policy", policy.replace("form-action 'self'", `form-action 'self' ${new URL(asked.redirect_uri).origin}`));
    return answer;
  });

  app.post("/oauth/authorize", async (c) => {
    const { asked, company } = readAsked(vendor, await c.req.parseBody());
    const code = randomBytes(24).toString("base64url");
    const grant = { company: company.id, customer: serverUserOf(vendor, company), expiresAtMs: now() + codeMs };
    state.codes.set(code, { ...grant, redirectUri: asked.redirect_uri, challenge: asked.code_challenge });
    const target = new URL(asked.redirect_uri);
    target.searchParams.set("code", code);
    if (asked.state !== undefined) target.searchParams.set("state", asked.state);
    return c.redirect(target.href, 303);
  });

  app.post("/oauth/token", (c) => answering(vendor, c, "token", () => giveTokens(vendor, c)));
}

function readAsked(vendor: Vendor, given: unknown): { asked: Asked; company: Company } {
  const asked = v.parse(askedSchema, given);
  const company = [...vendor.state.companies.values()].find(({ identifier }) => identifier === asked.company);
  if (!company) throw new SuiteError(`No company "${asked.company}"`);
  // Anywhere else must be registered, as with every OAuth server.
  const { hostname } = new URL(asked.redirect_uri);
  if (hostname !== "localhost" && hostname !== "127.0.0.1" && !vendor.state.redirectUris.has(asked.redirect_uri))
    throw new SuiteError(`The redirect "${asked.redirect_uri}" is not registered`);
  return { asked, company };
}

async function giveTokens({ state, now }: Vendor, c: Context): Promise<Response> {
  c.header("cache-control", "no-store");
  const form = new URLSearchParams(await c.req.text());
  const basic = /^Basic (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const [id, secret] = basic === undefined ? [form.get("client_id"), form.get("client_secret")] : Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
  if (id !== oauthClient.id || secret !== oauthClient.secret) return c.json({ error: "invalid_client" }, 401, { "www-authenticate": 'Basic realm="suite"' });

  const type = form.get("grant_type");
  if (type !== "authorization_code" && type !== "refresh_token") return c.json({ error: "unsupported_grant_type" }, 400);
  const grant = type === "authorization_code" ? takeCode(state.codes, form) : takeOut(state.refresh, form.get("refresh_token"));
  if (!grant || grant.expiresAtMs <= now()) return c.json({ error: "invalid_grant" }, 400);

  const { company, customer } = grant;
  const [access, refresh] = [randomBytes(24).toString("base64url"), randomBytes(24).toString("base64url")];
  state.access.set(access, { company, customer, expiresAtMs: now() + accessSeconds * 1000 });
  state.refresh.set(refresh, { company, customer, expiresAtMs: now() + refreshMs });
  return c.json({ access_token: access, token_type: "Bearer", expires_in: accessSeconds, refresh_token: refresh });
}

function takeCode(codes: Vendor["state"]["codes"], form: URLSearchParams): Grant | undefined {
  const code = takeOut(codes, form.get("code"));
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  return code?.redirectUri === form.get("redirect_uri") && code?.challenge === challenge ? code : undefined;
}

/** Once used, gone: codes and refresh tokens alike. */
function takeOut<Value>(map: Map<string, Value>, key: string | null): Value | undefined {
  const value = key === null ? undefined : map.get(key);
  if (key !== null) map.delete(key);
  return value;
}
