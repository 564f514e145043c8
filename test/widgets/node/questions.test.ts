// <interview-questions> as built: under a strict CSP with Trusted Types, with a true tab, across a reload, by keyboard, and magnified.
import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Page, Route } from "playwright-core";
import { startBrowser, startSite, strictCsp } from "./site.ts";

const site = await startSite();
const browser = await startBrowser();

const claims = Buffer.from(JSON.stringify({ tenant: "acme", user: { id: "u1", name: "Jana" }, grants: ["interview:questions"] })).toString("base64url");
const script = '<link rel="stylesheet" href="/widgets/ats-bridge.css"><script type="module" src="/widgets/ats-bridge.js"></script>';
const tag = `<interview-questions job-id="4711" session="e30.${claims}.sig" locale="en" show-times show-criteria show-counts debug></interview-questions>`;

const answer = {
  state: "linked",
  project: { name: "Nurse, Kiel", status: "active", openUrl: "https://suite.example/projects/7" },
  questions: [1, 2, 3, 4, 5, 6].map((position) => ({ id: `q${position}`, position, text: `Question ${position}?`, answerSeconds: 90, criteria: ["Calm"] })),
  candidates: { invited: 4 },
};

interface Edge {
  posts: unknown[];
  /** Holds back the questions. */
  slow: boolean;
  openStatus: number;
}

let context: BrowserContext | undefined;

async function visit(html: string, policy = strictCsp): Promise<{ page: Page; edge: Edge; faults: string[] }> {
  await context?.close();
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const edge: Edge = { posts: [], slow: false, openStatus: 200 };
  await context.route("**/v1/interview/**", (route) => respond(edge, route));
  await context.route("https://suite.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Suite</title><p>The suite" }));
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(site.page(html, policy));
  return { page, edge, faults };
}

async function respond(edge: Edge, route: Route): Promise<void> {
  const request = route.request();
  if (request.method() === "GET") return edge.slow ? undefined : route.fulfill({ json: { ...answer, asOf: new Date(Date.now() - 180_000).toISOString() } });
  edge.posts.push(request.postDataJSON());
  if (edge.openStatus !== 200) return route.fulfill({ status: edge.openStatus, json: { code: "grant-missing", detail: "no grant" } });
  return route.fulfill({ json: { url: "https://suite.example/sso?ticket=once" } });
}

const shown = (page: Page): Promise<void> => page.locator("interview-questions [part=question]").first().waitFor();

/** A moment after it is shown. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "ats-bridge-questions")) return false;
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("ats-bridge-questions");
      request.addEventListener("success", () => resolve(request.result));
    });
    const count = database.transaction("answers").objectStore("answers").count();
    await new Promise((resolve) => count.addEventListener("success", resolve));
    database.close();
    return count.result > 0;
  });
}

test("IS-18 IS-20 works under a strict CSP with Trusted Types, and the tab knows neither our page nor our window", async () => {
  const { page, edge, faults } = await visit(script + tag);
  await shown(page);
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("button", { name: "Open in the interview suite" }).click()]);
  await tab.waitForURL("https://suite.example/**");
  equal(tab.url(), "https://suite.example/sso?ticket=once");
  equal(await tab.evaluate(() => `${document.referrer}${window.opener}`), "null");
  deepEqual(edge.posts, [{ jobId: "4711" }]);
  ok(!(await page.content()).includes("ticket"), "the address stays nowhere");
  deepEqual(faults, []);
});

test("IS-20 leads to the project’s own page where the session may not sign in", async () => {
  const { page, edge } = await visit(script + tag);
  edge.openStatus = 403;
  await shown(page);
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.getByRole("button", { name: "Open in the interview suite" }).click()]);
  await tab.waitForURL("https://suite.example/projects/7");
  const link = page.getByRole("link", { name: "Open in the interview suite" });
  equal(await link.getAttribute("href"), "https://suite.example/projects/7");
});

test("IS-19 shows the last list right after a reload, with its age, before the edge has answered", async () => {
  const { page, edge, faults } = await visit(script + tag);
  await shown(page);
  await untilKept(page);
  edge.slow = true;
  await page.reload();
  await shown(page);
  await page.getByText("As of 3 minutes ago").waitFor();
  await page.getByText("updating").waitFor();
  deepEqual(faults, []);
});

test("IS-18 names the edge’s host where the page’s policy lacks it", async () => {
  const { page } = await visit(script + tag, strictCsp.replace("connect-src 'self'", "connect-src 'none'"));
  await page.locator("interview-questions", { hasText: `connect-src of this page must allow ${site.origin}` }).waitFor();
});

test("IS-19 nothing on the page moves while it loads", async () => {
  const { page } = await visit(`${script}${tag}<p>What follows`);
  await page.evaluate(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => Object.assign(window, { shifts: Reflect.get(window, "shifts") + Reflect.get(entry, "value") }))).observe(
      {
        type: "layout-shift",
        buffered: true,
      },
    );
  });
  await shown(page);
  await page.waitForTimeout(300);
  equal(await page.evaluate(() => Reflect.get(window, "shifts")), 0);
});

test("IS-18 all of it is reached by keyboard: the list, the way into the suite, the age", async () => {
  const { page } = await visit(script + tag);
  await shown(page);
  await page.locator("interview-questions time").waitFor();
  const reached: string[] = [];
  for (let press = 0; press < 3; press++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName ?? ""));
  }
  deepEqual(reached, ["div", "button", "time"]);
});

test("IS-18 at 200 % nothing overlaps or leaves the page", async () => {
  const { page } = await visit(`${script}<interview-questions job-id="1" preview-state="error" locale="de" show-counts></interview-questions>`);
  await page.setViewportSize({ width: 640, height: 512 });
  await page.locator("interview-questions [part=retry]").waitFor();
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
});
