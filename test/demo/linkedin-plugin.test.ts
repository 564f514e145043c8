// The stand-in LinkedIn's script in a real page: what it renders, when it calls back, and when it stays silent.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Hono } from "hono";
import { chromium, type Browser, type Page } from "playwright-core";
import { listen, type Listening } from "../../demo/listen.ts";
import { integrationsOf } from "../../demo/vendors/linkedin/state.ts";
import { initialSwitches } from "../../demo/vendors/linkedin/switches.ts";
import { startVendors, type Vendors } from "../../demo/vendors/server.ts";
import { findChromium } from "../chromium.ts";

const bundles = "RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT";
const frame = "span.IN-widget > iframe.IN-widget--iframe";

describe("the script of the stand-in LinkedIn", () => {
  let vendors: Vendors;
  let host: Listening;
  let browser: Browser;

  const tag = (types = bundles) =>
    `<script type="IN/ATSIntegrationWidget" data-supported-bundled-integration-types="${types}" data-onintegrate="onIntegrate" data-width="480"></script>`;
  const loader = (key: string) => `<script src="${vendors.url}/xdoor/scripts/in.js">
    api_key: ${key}
    a line that says nothing
    extensions: ATSIntegrationWidget@${vendors.url}/rsc/extensions/onboarding-widget
    onLoad: onLinkedIn
  </script>`;

  before(async () => {
    vendors = await startVendors({ port: 0 });
    const site = new Hono();
    site.get("/host.js", (c) =>
      c.body("window.received = []; window.onIntegrate = (items) => received.push(items); window.onLinkedIn = () => (window.loaded = true);", 200, {
        "content-type": "text/javascript",
      }),
    );
    site.get("/", (c) => {
      c.header("content-security-policy", `default-src 'none'; script-src 'self' ${vendors.url}; frame-src ${vendors.url}; img-src data:; base-uri 'none'`);
      return c.html(`<!doctype html><link rel="icon" href="data:,"><body><script src="/host.js"></script>${c.req.query("body") ?? ""}`);
    });
    host = await listen(site.fetch, 0);
    vendors.linkedin.addApp({ name: "Kontor - Acme", clientId: "acme", validJsSdkDomains: [host.url] });
    vendors.linkedin.addApp({ name: "Kontor - Globex", clientId: "globex", validJsSdkDomains: [host.url] });
    browser = await chromium.launch(await findChromium());
  });
  after(async () => {
    await browser.close();
    await host.close();
    await vendors.close();
  });

  async function open(body: string, origin = host.url): Promise<{ page: Page; said: string[] }> {
    Object.assign(vendors.linkedin.state.switches, { ...initialSwitches, slowMs: 300 });
    const page = await browser.newPage({ locale: "en-GB" });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(`${origin}/?${new URLSearchParams({ body })}`);
    return { page, said };
  }
  const received = (page: Page, count: number) =>
    page.waitForFunction((least) => Reflect.get(window, "received").length >= least && Reflect.get(window, "received"), count).then((handle) => handle.jsonValue());
  async function request(page: Page): Promise<void> {
    const inside = page.frameLocator(frame).first();
    await inside.getByRole("button", { name: "Sign in" }).click();
    await inside.getByRole("checkbox", { name: "Contract" }).check();
    await inside.getByRole("checkbox", { name: "Company" }).check();
    await inside.getByRole("button", { name: "Save changes" }).click();
  }

  it("puts the plugin in place of the tag under a strict policy, ready only after its load event, and calls back with what was requested", async () => {
    const { page, said } = await open(`${loader("acme")}${tag()}`);
    const element = page.locator(frame);
    await element.waitFor();
    assert.equal(await page.locator('script[type^="IN/"]').count(), 0);
    assert.match((await page.locator("span.IN-widget").getAttribute("data-lnkd-debug")) ?? "", /^<script type="IN\/ATSIntegrationWidget\+init"/);
    assert.deepEqual(
      [await element.getAttribute("title"), await element.getAttribute("width"), await element.getAttribute("scrolling")],
      ["LinkedIn Embedded Content", "480", "no"],
    );
    assert.equal(JSON.parse((await element.getAttribute("name")) ?? "{}").xdOrigin, host.url);
    assert.equal(await page.evaluate(() => Reflect.get(window, "loaded")), true);

    await request(page);
    const items = await received(page, 1);
    assert.deepEqual(items, [
      [
        { integrationContext: "urn:li:organization:4gX03uw", integrationType: "ONE_CLICK_EXPORT", tenantType: "RECRUITER" },
        { integrationContext: "urn:li:organization:4gX03uw", integrationType: "IN_ATS_INDICATOR", tenantType: "RECRUITER" },
        { integrationContext: "urn:li:organization:4gX03uw", integrationType: "PROFILE_PLUGIN", tenantType: "RECRUITER" },
        { integrationContext: "urn:li:contract:351831131", integrationType: "CSA_API", tenantType: "RECRUITER" },
      ],
    ]);
    assert.deepEqual(said, ['in.js does not understand the line "a line that says nothing"']);
    await page.close();
  });

  it("shows each status as it changes, and repeats the callback when the partner is notified", async () => {
    const { page } = await open(`${loader("acme")}${tag()}`);
    const inside = page.frameLocator(frame);
    await inside.getByRole("button", { name: "Sign in" }).click();
    await inside.locator(".state", { hasText: "Requested" }).first().waitFor();
    await inside.getByRole("button", { name: "Notify partner" }).first().click();
    vendors.linkedin.state.switches.callback = "twice";
    await received(page, 1);
    await inside.getByRole("button", { name: "Notify partner" }).first().click();
    await received(page, 3);
    vendors.linkedin.state.switches.callback = "empty";
    await inside.getByRole("button", { name: "Notify partner" }).first().click();
    assert.deepEqual(
      (await received(page, 4)).map((items: unknown[]) => items.length),
      [1, 1, 1, 0],
    );

    for (const integration of integrationsOf(vendors.linkedin.state, "acme")) integration.onboardingStatus = "PARTNER_READY";
    await inside.getByText("Partner ready").nth(3).waitFor();
    await vendors.linkedin.enable("acme", integrationsOf(vendors.linkedin.state, "acme"));
    await inside.getByText("Enabled").nth(3).waitFor();
    await page.close();
  });

  it("scans tags that came later only when asked to parse, each once", async () => {
    const { page } = await open(`${loader("acme")}<div id="later"></div>`);
    await page.waitForFunction(() => Reflect.get(window, "loaded"));
    const draw = (parse: boolean) =>
      page.evaluate(
        ([html, parse]) => {
          const later = document.querySelector("#later");
          if (html) later?.append(document.createRange().createContextualFragment(html));
          if (parse) Reflect.get(window, "IN").parse(later);
          return document.querySelectorAll("iframe").length;
        },
        [tag(), parse] as const,
      );
    assert.deepEqual([await draw(false), await draw(true), await draw(true)], [0, 2, 3]);
    await page.close();
  });

  it("reads one key a document: a second script changes nothing", async () => {
    const { page } = await open(`${loader("acme")}${tag()}`);
    await page.locator(frame).waitFor();
    await page.evaluate(async (html) => {
      const text = /<script src="(.+?)">([\s\S]*)<\/script>/.exec(html) ?? [];
      const script = document.createElement("script");
      script.textContent = text[2] ?? "";
      script.src = text[1] ?? "";
      await new Promise((resolve) => {
        script.addEventListener("load", resolve);
        document.body.append(script);
      });
    }, loader("globex"));
    await page.evaluate((html) => {
      document.body.append(document.createRange().createContextualFragment(html));
      Reflect.get(window, "IN").parse();
    }, tag());
    await page.locator(frame).nth(1).waitFor();
    assert.deepEqual(await page.locator(frame).evaluateAll((frames) => frames.map((one) => new URL(Reflect.get(one, "src")).searchParams.get("api_key"))), ["acme", "acme"]);
    await page.close();
  });

  it("renders nothing on an origin that the key does not allow, and says so in the console", async () => {
    const { page, said } = await open(`${loader("acme")}${tag()}`, host.url.replace("localhost", "127.0.0.1"));
    while (!said.some((line) => line.includes("valid JavaScript API Domain"))) await page.waitForEvent("console");
    assert.equal(await page.locator("iframe").count(), 0);
    assert.equal(await page.evaluate(() => Reflect.get(window, "IN").parse), undefined);
    const query = new URLSearchParams({ api_key: "acme", types: bundles, origin: "http://127.0.0.1:1" });
    assert.equal((await fetch(`${vendors.url.replace("localhost", "127.0.0.1")}/linkedin/plugin?${query}`)).status, 404);
    await page.close();
  });

  it("starts without an extension that fails, and leaves its tags alone", async () => {
    const { page } = await open("");
    vendors.linkedin.state.switches.extension = "fails";
    await page.goto(`${host.url}/?${new URLSearchParams({ body: `${loader("acme")}${tag()}` })}`);
    await page.waitForFunction(() => Reflect.get(window, "loaded"));
    assert.deepEqual([await page.locator("iframe").count(), await page.locator('script[type="IN/ATSIntegrationWidget"]').count()], [0, 1]);
    await page.close();
  });

  it("can come late, not at all, or bring a key too young to show anything", async () => {
    const { page } = await open("");
    const { switches } = vendors.linkedin.state;
    const go = () => page.goto(`${host.url}/?${new URLSearchParams({ body: `${loader("acme")}${tag()}` })}`);
    Object.assign(switches, { script: "slow", extension: "slow" });
    await go();
    await page.locator(frame).waitFor();
    Object.assign(switches, initialSwitches, { youngKeySeconds: 300 });
    await go();
    await page.locator(frame).waitFor();
    assert.equal(await page.frameLocator(frame).locator("body").innerText(), "");
    switches.script = "500";
    await go();
    assert.equal(await page.evaluate(() => Reflect.has(window, "IN")), false);
    await page.close();
  });

  it("refuses a seat that may not request, in the three languages", async () => {
    Object.assign(vendors.linkedin.state.switches, initialSwitches);
    for (const [locale, seat, button, refusal] of [
      ["en-GB", "lite", "Sign in", "It takes a full Recruiter seat"],
      ["de-DE", "user", "Anmelden", "Sie verwalten diesen Recruiter-Vertrag nicht"],
      ["fi-FI", "lite", "Kirjaudu", "täysi Recruiter-käyttöoikeus"],
    ] as const) {
      const page = await browser.newPage({ locale });
      await page.goto(`${host.url}/?${new URLSearchParams({ body: `${loader("globex")}${tag()}` })}`);
      const inside = page.frameLocator(frame);
      await inside.locator("select").selectOption(seat);
      await inside.getByRole("button", { name: button, exact: true }).click();
      await inside.getByText(refusal).waitFor();
      assert.equal(await inside.getByRole("checkbox").count(), 0);
      await page.close();
    }
    assert.equal(integrationsOf(vendors.linkedin.state, "globex").length, 0);
  });
});
