// Hosted pages for an iframe, a popup or a plain link: one element each, a session of the page's own, framed by the tenant only.
import type { Hono } from "hono";
import { html, raw } from "hono/html";
import * as v from "valibot";
import { SessionBody } from "../api.ts";
import { audit } from "../core/audit.ts";
import { chooseLanguage } from "../core/connection-texts.ts";
import type { Language } from "../core/connection-texts.ts";
import { createOnce } from "../core/idempotency.ts";
import { COMPONENTS, openLink, removeLink, saveLink, signLink } from "../core/links.ts";
import type { KeptLink } from "../core/links.ts";
import { createSession } from "../core/sessions.ts";
import { findTenant } from "../core/tenants.ts";
import type { Tenant } from "../core/tenants.ts";
import { Refusal, notFound } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { endpoint } from "./endpoint.ts";
import type { Bindings, Endpoint } from "./endpoint.ts";

const DAY_SECONDS = 24 * 3_600;
const SESSION_SECONDS = 900;

const LinkBody = v.strictObject({
  component: v.picklist(COMPONENTS),
  jobId: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(500))),
  user: v.optional(SessionBody.entries.user),
  grants: v.optional(SessionBody.entries.grants),
  ttlSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30 * DAY_SECONDS)), 3_600),
});
const LinkMade = v.object({ id: v.string(), url: v.string(), expiresAt: v.string() });

/** What a component may do at most; signing somebody in needs somebody. */
const grantsFor = (component: (typeof COMPONENTS)[number], jobId: string | undefined, signedIn: boolean): string[] =>
  component === "ats-linkedin-onboard" ? ["linkedin:onboard"] : [`interview:questions${jobId === undefined ? "" : `:${jobId}`}`, ...(signedIn ? ["interview:open"] : [])];

export const linkEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "POST",
    path: "/v1/links",
    summary: "A hosted page for an iframe, a popup, a plain link or an admin without an ATS account",
    plane: "ats",
    body: LinkBody,
    answers: { 201: { what: "the address", schema: LinkMade } },
    async handle({ edge, tenant, caller, body, http }) {
      const { component, jobId, user, ttlSeconds } = body;
      if (component === "interview-questions" && jobId === undefined)
        throw new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path: "jobId", message: "is missing" }] });
      const allowed = grantsFor(component, jobId, user !== undefined);
      const grants = body.grants ?? allowed;
      const foreign = grants.find((grant) => !allowed.includes(grant));
      if (foreign !== undefined)
        throw new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path: "grants", message: `"${foreign}" is not for this page` }] });

      const expiresAt = edge.now() + ttlSeconds * 1_000;
      const id = edge.newId("link");
      const link = { component, ...(jobId === undefined ? {} : { jobId }), ...(user === undefined ? {} : { user }), grants };
      const made = await createOnce(edge, http, {
        db: edge.directory,
        tenant: tenant.id,
        body,
        resource: `${id} ${expiresAt}`,
        statements: [await saveLink(edge, tenant.id, id, link, expiresAt)],
      });
      const [kept = id, until = ""] = made.resource.split(" ");
      if (!made.repeated) await edge.databaseFor(tenant.id).batch([audit(edge, tenant.id, caller, "link.create", id)]);
      return http.json({ id: kept, url: `${edge.settings.publicUrl}/embed/${await signLink(edge, kept, Number(until))}`, expiresAt: new Date(Number(until)).toISOString() }, 201);
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/v1/links/{id}",
    summary: "Take a link back",
    plane: "ats",
    answers: { 204: { what: "it no longer opens" }, 404: { what: "no such link" } },
    async handle({ edge, tenant, caller, param, http }) {
      const [removed] = await edge.directory.batch([removeLink(tenant.id, param("id"))]);
      if (!removed?.changes) throw notFound("link");
      await edge.databaseFor(tenant.id).batch([audit(edge, tenant.id, caller, "link.remove", param("id"))]);
      return http.body(null, 204);
    },
  }),
];

const TITLES: Readonly<Record<(typeof COMPONENTS)[number], Readonly<Record<Language, string>>>> = {
  "ats-linkedin-onboard": { de: "LinkedIn verbinden", en: "Connect LinkedIn", fi: "Yhdistä LinkedIn", sv: "Anslut LinkedIn", fr: "Connecter LinkedIn" },
  "interview-questions": {
    de: "Fragen des Videointerviews",
    en: "Video interview questions",
    fi: "Videohaastattelun kysymykset",
    sv: "Videointervjuns frågor",
    fr: "Questions de l'entretien vidéo",
  },
};

const element = (link: KeptLink, token: string) =>
  link.body.component === "ats-linkedin-onboard"
    ? html`<ats-linkedin-onboard session-url="/embed/${token}/session"></ats-linkedin-onboard>`
    : html`<interview-questions session-url="/embed/${token}/session" job-id="${link.body.jobId ?? ""}"></interview-questions>`;

const pageOf = (tenant: Tenant, link: KeptLink, token: string, language: Language) => html`${raw("<!doctype html>")}
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${TITLES[link.body.component][language]}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/embed/style.css">
<script type="module" src="/widgets/ats-bridge.js"></script>
<script type="module" src="/embed/height.js"></script>
</head>
<body>
<main>
<header><p>${tenant.name}</p></header>
${element(link, token)}
</main>
</body>
</html>`;

const GONE: Readonly<Record<Language, { readonly language: Language; readonly title: string; readonly text: string }>> = {
  en: { language: "en", title: "This link has ended", text: "This link has expired or was taken back. Ask whoever sent it to you for a new one." },
  de: { language: "de", title: "Dieser Link gilt nicht mehr", text: "Der Link ist abgelaufen oder wurde zurückgenommen. Bitten Sie um einen neuen, wo Sie ihn bekommen haben." },
  fi: { language: "fi", title: "Linkki ei ole enää voimassa", text: "Linkki on vanhentunut tai peruttu. Pyydä uusi siltä, joka lähetti sen sinulle." },
  sv: { language: "sv", title: "Länken gäller inte längre", text: "Länken har gått ut eller tagits tillbaka. Be den som skickade den om en ny." },
  fr: { language: "fr", title: "Ce lien n'est plus valable", text: "Le lien a expiré ou a été retiré. Demandez-en un nouveau à la personne qui vous l'a envoyé." },
};

/** A page with nothing but a few words. */
export const notePage = (language: Language, title: string, text: string, mark = false) => html`${raw("<!doctype html>")}
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/embed/style.css"></head>
<body><main><header>${mark ? html`<span class="mark">TEST</span>` : ""}<h1>${title}</h1><p>${text}</p></header></main></body>
</html>`;

const style = `:root{color-scheme:light dark}*{box-sizing:border-box}body{margin:0;background:light-dark(#f7f7f5,#14171a);color:light-dark(#1b1f23,#eceeef);font:15px/1.5 system-ui,sans-serif}
main{max-width:760px;margin:0 auto;padding:32px 16px}header{display:grid;gap:4px;margin:0 0 24px}header p{margin:0;color:light-dark(#5a6169,#a3abb3)}ats-linkedin-onboard{--ats-onboard-height:auto}h1{margin:0;font-size:27px;line-height:1.25}
.mark{justify-self:start;border:1px solid light-dark(#828892,#7b848d);border-radius:6px;padding:2px 8px;font-size:13px}`;

// Tells its height to the one parent that may frame it; a plain page has no parent and says nothing.
const heightScript = `const parents=(document.referrer&&window.parent!==window)?[new URL(document.referrer).origin]:[];
const tell=()=>{for(const origin of parents)window.parent.postMessage({type:"ats-bridge-height",height:document.documentElement.scrollHeight},origin)};
new ResizeObserver(tell).observe(document.body);tell();`;

// Tells a page of another site whether this browser lets such a frame have its cookies, as LinkedIn's needs; it has none and sets none.
const cookiesPage = `<!doctype html><html lang="en"><title>ats-bridge</title><script type="module" src="/embed/cookies.js"></script></html>`;
const cookiesScript = `const allowed=await document.hasStorageAccess?.();if(allowed!==undefined)parent.postMessage({type:"ats-bridge-cookies",allowed},"*");`;

/** Our code, the vendor's plugin, and nobody else; framed by the tenant's pages. */
const contentSecurityPolicy = (edge: Edge, tenant: Tenant): string => {
  const plugin = [new URL(edge.settings.linkedin.pluginUrl).origin, "https://www.linkedin.com"].join(" ");
  return [
    "default-src 'none'",
    `script-src 'self' ${plugin}`,
    `style-src 'self' 'unsafe-inline' ${plugin}`,
    `img-src 'self' data: ${plugin}`,
    `connect-src 'self' ${plugin}`,
    `frame-src ${plugin}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${tenant.settings.origins.length > 0 ? tenant.settings.origins.join(" ") : "'none'"}`,
  ].join("; ");
};

export const mountEmbeds = (app: Hono<Bindings>, edge: Edge): void => {
  const open = async (token: string) => {
    const link = await openLink(edge, token);
    const tenant = await findTenant(edge, link.tenant);
    if (!tenant) throw notFound("link");
    return { link, tenant };
  };
  app.get("/embed/style.css", (http) => http.body(style, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=300" }));
  app.get("/embed/height.js", (http) => http.body(heightScript, 200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=300" }));
  app.get("/embed/cookies", (http) =>
    http.html(cookiesPage, 200, { "cache-control": "public, max-age=300", "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors *; base-uri 'none'" }),
  );
  app.get("/embed/cookies.js", (http) => http.body(cookiesScript, 200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=300" }));
  app.get("/embed/:token", async (http) => {
    const token = http.req.param("token");
    const opened = await open(token).catch((cause: unknown) => {
      if (cause instanceof Refusal) return cause;
      throw cause;
    });
    if (opened instanceof Refusal) {
      const words = GONE[chooseLanguage(http.req.header("accept-language"), undefined)];
      return http.html(notePage(words.language, words.title, words.text), opened.status === 410 ? 410 : 404, {
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors *; base-uri 'none'",
      });
    }
    const { link, tenant } = opened;
    const language = chooseLanguage(http.req.header("accept-language"), tenant.settings.locale);
    return http.html(pageOf(tenant, link, token, language), 200, {
      "cache-control": "private, no-store",
      "content-security-policy": contentSecurityPolicy(edge, tenant),
      // The address holds the token: a vendor's frame hears our origin at most.
      "referrer-policy": "strict-origin-when-cross-origin",
    });
  });
  app.post("/embed/:token/session", async (http) => {
    const { link } = await open(http.req.param("token"));
    const origin = new URL(edge.settings.publicUrl).origin;
    const asking = http.req.header("origin");
    if (asking !== undefined && asking !== origin) throw new Refusal({ status: 403, code: "origin-not-allowed", message: "only the hosted page itself gets this session" });
    const user = link.body.user ?? { id: link.id, name: "" };
    const ttl = Math.max(1, Math.min(SESSION_SECONDS, Math.floor((link.expires_at - edge.now()) / 1_000)));
    return http.json(await createSession(edge, { tenant: link.tenant, user, grants: link.body.grants, origin }, ttl), 200, { "cache-control": "no-store" });
  });
};
