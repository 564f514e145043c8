// Recruiter's settings page, where the customer switches integrations on and off; each switch sends the pushes.
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import { html } from "hono/html";
import * as v from "valibot";
import { languageOf, type Language } from "../pitchyou/languages.ts";
import { LinkedInError } from "./answers.ts";
import { companyOf } from "./applications.ts";
import type { Html } from "../page.ts";
import { page, statusLabel } from "./page.ts";
import { disable, enable } from "./pushes.ts";
import { integrationKey, integrationsOf, type App, type Integration, type LinkedInState, type Vendor } from "./state.ts";
import { said, typeText } from "./texts.ts";

const formSchema = v.object({ clientId: v.string(), key: v.optional(v.string()), to: v.picklist(["on", "off"]) });
const longestWaitMs = 2000;

export function createRecruiter(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get("/", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const text = (key: keyof typeof said) => said[key][language];
    const customers = [...state.apps.values()];
    const body = html`
      <main class="sheet wide-sheet" data-version="${versionOf(state)}">
        <header><h1>${text("recruiterTitle")}</h1><p class="muted">${text("recruiterIntro")}</p></header>
        ${customers.length === 0 ? html`<p class="empty muted">${text("nobody")}</p>` : customers.map((customer) => customerSection(state, customer, language))}
      </main>`;
    return page(c, { language, title: text("recruiterTitle"), script: "recruiter.ts", layout: "plain", body });
  });

  app.get("/version", (c) => c.text(versionOf(state)));

  /** Waits for the deliveries, but not for their retries: those show up on the page by themselves. */
  app.post("/switch", async (c) => {
    const { clientId, key, to } = v.parse(formSchema, await c.req.parseBody());
    const own = integrationsOf(state, clientId);
    const chosen =
      key === undefined
        ? own.filter(({ onboardingStatus }) => onboardingStatus === "PARTNER_READY")
        : own.filter((integration) => integrationKey(clientId, integration) === fromForm(key));
    const done = to === "on" ? enable(vendor, clientId, chosen) : disable(vendor, clientId, chosen);
    await Promise.race([done, sleep(longestWaitMs)]);
    return c.redirect("/linkedin/recruiter", 303);
  });

  app.onError((error, c) => c.text(error.message, error instanceof LinkedInError ? 409 : 400));
  return app;
}

/** Changes with everything the page shows. */
function versionOf(state: LinkedInState): string {
  const statuses = [...state.integrations.values()].map(({ onboardingStatus, integrationName, changedAt }) => `${onboardingStatus[0]}${changedAt}${integrationName}`);
  return Buffer.from(`${state.apps.size} ${state.deliveries.length} ${statuses.join()}`).toString("base64url");
}

function customerSection(state: LinkedInState, app: App, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  const own = integrationsOf(state, app.clientId);
  const ready = own.some(({ onboardingStatus }) => onboardingStatus === "PARTNER_READY");
  return html`
    <section>
      <div class="row spread">
        <div><h2>${companyOf(app).name}</h2><p class="muted small">${app.name}</p></div>
        ${
          ready
            ? html`<form method="post" action="/linkedin/recruiter/switch"><input type="hidden" name="clientId" value="${app.clientId}" /><input type="hidden" name="to" value="on" /><button class="button primary">${text("switchAllOn")}</button></form>`
            : ""
        }
      </div>
      ${own.length === 0 ? html`<p class="empty muted">${text("nothing")}</p>` : html`<ul class="list">${own.map((integration) => integrationRow(state, app, integration, language))}</ul>`}
    </section>`;
}

function integrationRow(state: LinkedInState, app: App, integration: Integration, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  const { integrationContext, integrationType, integrationName, onboardingStatus } = integration;
  const key = integrationKey(app.clientId, integration);
  const where = companyOf(app).contracts.find(({ urn }) => urn === integrationContext)?.name ?? text("company");
  const to = onboardingStatus === "ENABLED" ? "off" : "on";
  const control =
    onboardingStatus === "REQUESTED"
      ? html`<span class="muted small">${text("waitsForAts")}</span>`
      : html`<form method="post" action="/linkedin/recruiter/switch">
          <input type="hidden" name="clientId" value="${app.clientId}" /><input type="hidden" name="key" value="${toForm(key)}" /><input type="hidden" name="to" value="${to}" />
          <button class="button" aria-label="${text(to === "on" ? "switchOn" : "switchOff")}: ${integrationName ?? typeText(integrationType, language)}">${text(to === "on" ? "switchOn" : "switchOff")}</button>
        </form>`;
  return html`
    <li class="integration">
      <div class="what">
        <strong>${integrationName ?? text("unnamed")}</strong>
        <span class="muted small">${typeText(integrationType, language)} · ${where}</span>
        ${deliveryLine(state, key, language)}
      </div>
      ${statusLabel(onboardingStatus, language)}
      <div class="do">${control}</div>
    </li>`;
}

function deliveryLine(state: LinkedInState, key: string, language: Language): Html | string {
  const last = state.deliveries.findLast((delivery) => delivery.key === key);
  if (!last) return "";
  const good = last.status !== null && last.status >= 200 && last.status < 300;
  const at = new Date(last.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const sentence = good ? said.delivered[language] : said.undelivered[language];
  return html`<span class="small state ${good ? "good" : "bad"}"><span class="shape" aria-hidden="true">${good ? "●" : "✕"}</span><span class="muted">${sentence} · ${last.status ?? last.answer}${last.attempt > 1 ? ` · ${said.attempts[language]} ${last.attempt}` : ""} · <time datetime="${last.at}">${at}</time></span></span>`;
}

// A browser turns the line breaks of a key in a form into other ones.
function toForm(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function fromForm(text: string): string {
  return Buffer.from(text, "base64url").toString();
}
