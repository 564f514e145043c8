// <ats-linkedin-onboard> as built, at LinkedIn's true addresses (answered here): under policies that let LinkedIn in or not,
// with a tab that is closed at the worst moment, by keyboard and magnified.
import { deepEqual, equal, ok } from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import type { BrowserContext, Page, Route } from "playwright-core";
import { dist, startBrowser, startSite } from "./site.ts";

const site = await startSite();
const browser = await startBrowser();
const loader = await readFile(new URL("../linkedin/in.js", import.meta.url), "utf8");

const scriptUrl = "https://platform.linkedin.com/xdoor/scripts/in.js";
const extensionUrl = "https://platform.linkedin.com/rsc/extensions/onboarding-widget";
const script = '<script type="module" src="/widgets/ats-bridge.js"></script>';
const onboard = '<ats-linkedin-onboard session="s-1" locale="en" debug hosted-url="/embed/1"></ats-linkedin-onboard>';
const said = [{ integrationContext: "urn:li:contract:351831131", integrationType: "CSA_API", tenantType: "RECRUITER" }];

/** What the documentation asks pages to allow. */
const csp = (host = "") =>
  ["default-src 'none'; style-src 'self'; connect-src 'self'", `script-src 'self' https://platform.linkedin.com`, `frame-src https://www.linkedin.com`]
    .map((part) => (host ? part.replace(` https://${host}`, "") : part))
    .map((part) => (part.endsWith("-src") ? `${part} 'none'` : part))
    .join("; ");
const trusted = "; require-trusted-types-for 'script'; trusted-types ats-bridge";

interface Edge {
  items: { onboardingStatus: string; [more: string]: unknown }[];
  posts: { key: string | undefined; body: unknown }[];
  down: boolean;
}

let context: BrowserContext | undefined;

/** The network as the page sees it: LinkedIn and our edge are answered from here, all else by the site. */
async function open(loaderScript = loader): Promise<{ context: BrowserContext; edge: Edge }> {
  await context?.close();
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const edge: Edge = { items: [], posts: [], down: false };
  await context.addInitScript(() => Object.assign(window, { fakeLinkedIn: { frame: "https://www.linkedin.com/plugin", parses: 0, callbacks: [] } }));
  await context.route(scriptUrl, (route) => route.fulfill({ contentType: "text/javascript", body: loaderScript }));
  await context.route("https://www.linkedin.com/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Plugin</title><p>A plugin <button>Request</button>" }),
  );
  await context.route("**/v1/linkedin/**", (route) => answer(edge, route));
  return { context, edge };
}

function answer(edge: Edge, route: Route): Promise<void> {
  const request = route.request();
  const { pathname } = new URL(request.url());
  if (request.method() === "POST" && pathname.endsWith("/integrations")) edge.posts.push({ key: request.headers()["idempotency-key"], body: request.postDataJSON() });
  if (edge.down) return route.abort();
  if (pathname.endsWith("/plugin")) return route.fulfill({ json: { apiKey: "child123", scriptUrl, extensionUrl, allowedDomains: [site.origin] } });
  if (request.method() === "POST")
    edge.items = said.map((each) => ({ ...each, integrationName: "Acme", onboardingStatus: "REQUESTED", since: "2026-01-02T03:04:05Z", nextStep: "" }));
  return route.fulfill({ status: request.method() === "POST" ? 202 : 200, json: { items: edge.items, next: null } });
}

async function visit(html: string, policy: string, loaderScript?: string): Promise<{ page: Page; edge: Edge; faults: string[] }> {
  const { context, edge } = await open(loaderScript);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(site.page(html, policy));
  return { page, edge, faults };
}

const plugin = (page: Page) => page.frameLocator("ats-linkedin-onboard:last-of-type iframe").getByText("A plugin");

/** The customer requests something in the plugin. */
const request = (page: Page) => page.evaluate((items) => Reflect.get(window, "fakeLinkedIn").say(0, items), said);

test("LI-5 no built file knows LinkedIn’s API, a token of it, or a way to one", async () => {
  for (const name of await readdir(dist)) {
    if (!/\.(js|css|json)$/.test(name)) continue;
    const code = await readFile(`${dist}/${name}`, "utf8");
    ok(!/api\.linkedin\.com|accessToken|client_secret|atsIntegrations|provisionedApplications/i.test(code), name);
  }
});

test("LI-8 LI-10 LI-17 works on a page whose policy allows LinkedIn’s two hosts, and nothing more", async () => {
  const { page, faults } = await visit(`${script}${onboard}`, csp());
  await plugin(page).waitFor();
  const tag = page.locator(`script[src="${scriptUrl}"]`);
  equal(await tag.count(), 1);
  equal(await tag.textContent(), `api_key: child123\nextensions: ATSIntegrationWidget@${extensionUrl}`);
  deepEqual(faults, []);
});

test("LI-17 passes LinkedIn’s script through our policy where the page enforces Trusted Types", async () => {
  const { page, faults } = await visit(`${script}${onboard}`, csp() + trusted);
  await plugin(page).waitFor();
  deepEqual(faults, []);
});

test("LI-17 says so where LinkedIn’s own script does not suit Trusted Types, and offers the hosted page", async () => {
  const { page } = await visit(`${script}${onboard}`, csp() + trusted, `${loader}\ndocument.createElement('div').innerHTML = '<p>';`);
  await page.locator("ats-linkedin-onboard", { hasText: "trusted-types-blocked" }).waitFor();
  equal(await page.locator("ats-linkedin-onboard a[part=hosted]").getAttribute("href"), `${site.origin}/embed/1`);
});

test("LI-17 a page that does not know our policy’s name is told, not broken", async () => {
  const { page } = await visit(`${script}${onboard}`, csp() + trusted.replace("ats-bridge", "theirs"));
  await page.locator("ats-linkedin-onboard", { hasText: "trusted-types-blocked" }).waitFor();
});

for (const host of ["platform.linkedin.com", "www.linkedin.com"]) {
  test(`LI-17 names ${host} where the page’s policy lacks it, on the page and in an event`, async () => {
    const { context } = await open();
    const page = await context.newPage();
    await page.addInitScript(() => document.addEventListener("linkedin-error", (event) => Object.assign(window, { problem: JSON.stringify(Reflect.get(event, "detail")) })));
    await page.goto(site.page(`${script}${onboard}`, csp(host)));
    const element = page.locator("ats-linkedin-onboard");
    await element.getByText(`does not allow ${host}`).waitFor();
    await element.getByText(`of this page must allow https://${host}`).waitFor();
    const { code, message } = JSON.parse(await page.evaluate(() => Reflect.get(window, "problem")));
    deepEqual([code, message.includes(host)], ["csp-blocked", true]);
  });
}

test("LI-21 a tab that is closed right after the callback loses nothing: the next visit sends it, once, under the same key", async () => {
  const { page, edge } = await visit(`${script}${onboard}`, csp());
  await plugin(page).waitFor();
  edge.down = true;
  await request(page);
  await page.locator("ats-linkedin-onboard", { hasText: "Saved on this device" }).waitFor();
  const address = page.url();
  await page.close();
  edge.down = false;
  const next = await page.context().newPage();
  await next.goto(address);
  await next.locator("ats-linkedin-onboard [part=item]").waitFor();
  // The first page may or may not have come to its own try.
  deepEqual([...new Set(edge.posts.map(({ body }) => JSON.stringify(body)))], [JSON.stringify({ integrations: said })]);
  equal(new Set(edge.posts.map(({ key }) => key)).size, 1);
  edge.posts.length = 0;
  await next.reload();
  await next.locator("ats-linkedin-onboard [part=item]").waitFor();
  equal(edge.posts.length, 0);
});

test("LI-9 LI-16 the script twice, in two versions, loads LinkedIn once", async () => {
  const { page } = await visit(`${script}<script type="module" src="/other/widgets/ats-linkedin-onboard.js"></script>${onboard}${onboard}`, csp());
  await page.frameLocator("ats-linkedin-onboard:first-of-type iframe").getByText("A plugin").waitFor();
  await plugin(page).waitFor();
  equal(await page.locator(`script[src="${scriptUrl}"]`).count(), 1);
});

test("LI-18 LI-34 all of it is reached by keyboard, and the exact time shows on focus and on hover", async () => {
  const { page } = await visit(`${script}${onboard}`, csp());
  await plugin(page).waitFor();
  await request(page);
  const time = page.locator("ats-linkedin-onboard time");
  await time.waitFor();
  const reached: string[] = [];
  for (let press = 0; press < 7; press++) {
    await page.keyboard.press("Tab");
    reached.push(
      await page.evaluate(() => {
        const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
        return inside?.localName ?? "";
      }),
    );
    if (reached.at(-1) === "time")
      equal(
        await time
          .locator("span")
          .last()
          .evaluate((span) => getComputedStyle(span).opacity),
        "1",
      );
  }
  // The first is what scrolls.
  deepEqual(reached, ["div", "summary", "time", "button", "summary", "summary", "iframe"]);
  await page.mouse.move(0, 0);
  equal(
    await time
      .locator("span")
      .last()
      .evaluate((span) => getComputedStyle(span).opacity),
    "0",
  );
  await time.hover();
  equal(
    await time
      .locator("span")
      .last()
      .evaluate((span) => getComputedStyle(span).opacity),
    "1",
  );
});

test("LI-34 at 200 % nothing overlaps or leaves the page", async () => {
  const { page } = await visit(`${script}<ats-linkedin-onboard preview-state="error" locale="de"></ats-linkedin-onboard>`, csp());
  await page.setViewportSize({ width: 640, height: 512 });
  await page.locator("ats-linkedin-onboard [part=item]").first().waitFor();
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
});
