// The page inside the plugin's frame: sign-in with a contract and a seat, packages to request, and how far each integration is.
import { Hono } from "hono";
import { html } from "hono/html";
import * as v from "valibot";
import { languageOf } from "../pitchyou/languages.ts";
import { companyOf } from "./applications.ts";
import { contextSchema } from "./batch.ts";
import { bundles, requestIntegrations } from "./onboarding.ts";
import { page } from "./page.ts";
import { integrationsOf, type App, type Identity, type Vendor } from "./state.ts";
import { bundleTexts, said, statuses, typeText } from "./texts.ts";

const item = v.object({ integrationContext: contextSchema, integrationType: v.string(), tenantType: v.string() });
const requestSchema = v.object({ apiKey: v.string(), contract: contextSchema, bundles: v.array(v.string()) });
const noticeSchema = v.object({ apiKey: v.string(), item });

export function createPlugin(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get("/", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const text = (key: keyof typeof said) => said[key][language];
    const customer = state.apps.get(c.req.query("api_key") ?? "");
    const origin = c.req.query("origin") ?? "";
    if (!customer?.validJsSdkDomains.includes(origin))
      return page(c, { language, title: text("pluginTitle"), layout: "plugin", status: 404, body: html`<main><p>${text("unknownKey")}</p></main>` });
    if (vendor.now() - customer.createdAtMs < state.switches.youngKeySeconds * 1000) return c.html("");

    const offered = (c.req.query("types") ?? "").split(",").filter((name) => bundles[name]);
    return page(c, {
      language,
      title: text("pluginTitle"),
      script: "plugin.ts",
      layout: "plugin",
      body: html`
        <main data-key="${customer.clientId}" data-origin="${origin}" data-offline="${text("offline")}" data-notify="${text("notify")}">
          <form id="sign-in">
            <header><h1>${text("pluginTitle")}</h1><p class="muted small">${text("noAccounts")}</p></header>
            <fieldset><legend class="label">${text("contract")}</legend>
              ${companyOf(customer).contracts.map(({ urn, name }, index) => html`<label class="choice"><input type="radio" name="contract" value="${urn}" ${index === 0 ? "checked" : ""} /> <span>${name}</span></label>`)}
            </fieldset>
            <label><span class="label">${text("seat")}</span>
              <select class="select" name="seat"><option value="admin">${text("seatAdmin")}</option><option value="user">${text("seatUser")}</option><option value="lite">${text("seatLite")}</option></select>
            </label>
            <button class="button primary">${text("signIn")}</button>
          </form>
          <section id="refused" hidden>
            <h1>${text("refusedTitle")}</h1>
            <p data-seat="user">${text("refusedUser")}</p>
            <p data-seat="lite">${text("refusedLite")}</p>
            <button type="button" class="button" data-leave>${text("someoneElse")}</button>
          </section>
          <section id="inside" hidden>
            <header class="signed-in"><strong id="contract-name"></strong><button type="button" class="button quiet" data-leave>${text("change")}</button></header>
            <form id="packages">
              <h2>${text("packages")}</h2>
              ${offered.map((name) => html`<label class="choice"><input type="checkbox" name="bundle" value="${name}" /> <span>${bundleTexts[name]?.name ?? name}<br /><span class="muted small">${bundleTexts[name]?.what[language] ?? ""}</span></span></label>`)}
              <button class="button primary">${text("save")}</button>
            </form>
            <section>
              <h2>${text("status")}</h2>
              <p class="muted" id="none">${text("noneRequested")}</p>
              <ul class="list" id="integrations" aria-live="polite"></ul>
            </section>
          </section>
          <p class="notice" id="notice" role="status"></p>
        </main>`,
    });
  });

  /** What this contract sees: its own integrations and the company's, and which packages are requested whole. */
  app.get("/integrations", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const customer = state.apps.get(c.req.query("api_key") ?? "");
    if (!customer) return c.json({ error: "unknown api_key" }, 404);

    const contract = c.req.query("contract") ?? "";
    const { organization, contracts } = companyOf(customer);
    const seen = integrationsOf(state, customer.clientId).filter(({ integrationContext }) => integrationContext === contract || integrationContext === organization);
    const items = seen.map(({ integrationContext, integrationType, tenantType, onboardingStatus }) => ({
      item: { integrationContext, integrationType, tenantType },
      name: typeText(integrationType, language),
      where: contracts.find(({ urn }) => urn === integrationContext)?.name ?? said.company[language],
      onboardingStatus,
      shape: statuses[onboardingStatus].shape,
      tone: statuses[onboardingStatus].tone,
      text: statuses[onboardingStatus].text[language],
    }));
    const whole = Object.keys(bundles).filter((name) =>
      itemsOf(customer, contract, [name]).every((wanted) =>
        seen.some((one) => one.integrationContext === wanted.integrationContext && one.integrationType === wanted.integrationType),
      ),
    );
    return c.json({ items, bundles: whole });
  });

  app.post("/requests", async (c) => {
    const given = v.parse(requestSchema, await c.req.json());
    const customer = state.apps.get(given.apiKey);
    if (!customer || !companyOf(customer).contracts.some(({ urn }) => urn === given.contract)) return c.json({ error: "unknown api_key or contract" }, 404);
    const items = itemsOf(customer, given.contract, given.bundles);
    requestIntegrations(vendor, customer.clientId, items);
    return c.json({ callbacks: callbacksOf(vendor, items) }, 201);
  });

  app.post("/notices", async (c) => {
    const given = v.parse(noticeSchema, await c.req.json());
    return c.json({ callbacks: callbacksOf(vendor, [given.item]) });
  });

  app.onError((error, c) => (error instanceof v.ValiError ? c.json({ error: error.message }, 400) : c.json({ error: error.message }, 500)));
  return app;
}

function itemsOf(customer: App, contract: string, names: readonly string[]): Identity[] {
  const { organization } = companyOf(customer);
  return names
    .flatMap((name) => bundles[name] ?? [])
    .map(({ integrationType, tenantType, level }) => ({ integrationContext: level === "contract" ? contract : organization, integrationType, tenantType }));
}

/** The lists that the plugin calls back with, one after the other. */
function callbacksOf({ state }: Vendor, items: Identity[]): Identity[][] {
  return { once: [items], twice: [items, items], empty: [[]] }[state.switches.callback];
}
