// The elements on pages that forbid much: policies, Trusted Types, permissions, isolation, an origin of nobody, no storage. Against the running edge, from another origin.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { createBridge } from "../../demo/ats/bridge.ts";
import { listen, type Listening } from "../../demo/listen.ts";
import { apiKey, tenant } from "../../demo/seed.ts";
import { startDemo, type Demo } from "../../demo/start.ts";
import { findChromium } from "../chromium.ts";

const require = createRequire(import.meta.url);
const { version }: { version: string } = JSON.parse(await readFile(new URL("../../dist/widgets/manifest.json", import.meta.url), "utf8"));
/** Lit as a page has it, with a Trusted Types policy of its own. */
const pagesLit = await readFile(require.resolve("lit-html").replace("/node/", "/"), "utf8");

const denied = ["camera", "clipboard-write", "display-capture", "fullscreen", "geolocation", "microphone", "payment", "popins", "storage-access", "web-share"];

interface Strict {
  headers?: Record<string, string>;
  /** Instead of the one script tag. */
  scripts?: string;
  prepare?: (context: BrowserContext) => Promise<unknown>;
  /** LinkedIn's own script and frame are not ours to vouch for: where they cannot be, the element is there for review only. */
  withoutLinkedin?: true;
}

describe("strict pages", () => {
  let demo: Demo;
  let browser: Browser;
  let site: Listening;
  let profile: string;
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();

  before(async () => {
    demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder: "memory", samples: true });
    browser = await chromium.launch(await findChromium());
    const bridge = createBridge({ edgeUrl: demo.edge.url, apiKey });
    site = await listen(async (request) => {
      const { pathname, origin } = new URL(request.url);
      const page = pages.get(pathname);
      if (page) return new Response(page.html, { headers: { "content-type": "text/html; charset=utf-8", ...page.headers } });
      if (pathname === "/lit-html.js") return new Response(pagesLit, { headers: { "content-type": "text/javascript" } });
      if (pathname !== "/session") return new Response(null, { status: 204 });
      return Response.json(await bridge.sessions.create({ user: { id: "u1", name: "Jana" }, grants: ["pitchyou:chat", "interview:questions", "linkedin:onboard"], origin }));
    }, 0);
    const operator = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };
    const body = JSON.stringify({ name: "Nordlicht", origins: [site.url], webhook: { url: "http://127.0.0.1:9/webhooks" } });
    const answer = await fetch(`${demo.edge.url}/v1/tenants/${tenant}`, { method: "PUT", headers: operator, body });
    assert.ok(answer.ok, await answer.text());
    const { items } = await bridge.applications.list();
    profile = items.find(({ channel }) => channel === "pitchyou")?.externalId ?? "";
  });
  after(async () => {
    await browser.close();
    await site.close();
    await demo.close();
  });

  const script = (path = "ats-bridge.js", more = ""): string => `<script type="module" src="${demo.edge.url}/widgets/${path}" ${more}></script>`;
  const style = (): string => `<link rel="stylesheet" href="${demo.edge.url}/widgets/ats-bridge.css">`;
  const button = '<pitchyou-apply-button client-id="acme" job-id="4711"></pitchyou-apply-button>';
  const elements = (linkedin = "session-url='/session'"): string =>
    `${button}<pitchyou-chat mode="iframe" profile-id="${profile}" session-url="/session"></pitchyou-chat>
    <interview-questions job-id="PF-2041" session-url="/session" show-times></interview-questions>
    <ats-linkedin-onboard ${linkedin}></ats-linkedin-onboard>`;
  const policy = (scripts: string, types = "ats-bridge"): string =>
    `default-src 'none'; base-uri 'none'; script-src ${scripts}; style-src 'self' ${demo.edge.url}; img-src 'self'; connect-src 'self' ${demo.edge.url}; frame-src ${demo.vendors.url}; require-trusted-types-for 'script'; trusted-types ${types}`;

  function put(html: string, headers: Record<string, string> = {}): string {
    const path = `/page-${pages.size + 1}`;
    pages.set(path, { html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="/icon.svg">${html}`, headers });
    return site.url + path;
  }

  async function visit(address: string, prepare?: Strict["prepare"]): Promise<{ page: Page; faults: string[]; requests: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
    context.setDefaultTimeout(15_000);
    await prepare?.(context);
    const page = await context.newPage();
    const faults: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(address);
    return { page, faults, requests };
  }

  /** All four do what they are there for. */
  async function assertWork(page: Page): Promise<void> {
    assert.equal(await page.locator("pitchyou-apply-button a").getAttribute("href"), "https://acme.pitchyou.de/go/4711");
    await page.locator("pitchyou-chat [part=open]").click();
    await page.frameLocator("pitchyou-chat iframe").getByText("You write as").waitFor();
    await page.locator("interview-questions [part=body] strong, interview-questions [part=question]").first().waitFor();
    const onboard = page.locator("ats-linkedin-onboard");
    if (await onboard.getAttribute("preview-state")) await onboard.getByText("Partner ready").first().waitFor();
    else await onboard.frameLocator("iframe").getByRole("button", { name: "Sign in" }).waitFor();
  }

  const strict: Record<string, () => Strict> = {
    "without unsafe-inline, under Trusted Types, with our code on the page twice": () => ({
      withoutLinkedin: true,
      headers: { "content-security-policy": policy(`'self' ${demo.edge.url}`) },
      scripts: [script(), ...["ats-bridge", "pitchyou-chat", "interview-questions"].map((name) => script(`${version}/${name}.js`))].join(""),
    }),
    "with nonces and strict-dynamic": () => ({
      withoutLinkedin: true,
      headers: { "content-security-policy": policy("'nonce-n0' 'strict-dynamic'") },
      scripts: script("ats-bridge.js", 'nonce="n0"'),
    }),
    "beside a Lit of the page’s own": () => ({
      withoutLinkedin: true,
      headers: { "content-security-policy": policy(`'self' 'nonce-n0' ${demo.edge.url}`, "ats-bridge lit-html") },
      scripts: `<p id="own"></p><script type="module" nonce="n0">import { html, render } from "/lit-html.js"; render(html\`<b>of the page</b>\`, document.querySelector("#own"));</script>${script()}`,
    }),
    "with every permission denied": () => ({ headers: { "permissions-policy": denied.map((name) => `${name}=()`).join(", ") } }),
    "isolated from other origins (COOP and COEP)": () => ({
      withoutLinkedin: true,
      headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
    }),
    "with IndexedDB and storage blocked": () => ({
      prepare: (context) =>
        context.addInitScript(() => {
          const refuse = (): never => {
            throw new DOMException("The user denied permission to access the database", "SecurityError");
          };
          Object.defineProperty(IDBFactory.prototype, "open", { value: refuse });
          for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
        }),
    }),
  };

  for (const [what, how] of Object.entries(strict)) {
    it(`work ${what}`, async () => {
      const { headers, scripts = script(), prepare, withoutLinkedin } = how();
      const { page, faults } = await visit(put(`${style()}${scripts}${elements(withoutLinkedin && "preview-state='ready'")}`, headers), prepare);
      await assertWork(page);
      if (what.includes("Lit of")) await page.getByText("of the page").waitFor();
      if (what.includes("isolated")) assert.ok(await page.evaluate(() => crossOriginIsolated), "the page is isolated");
      assert.deepEqual(
        faults.filter((fault) => !/Unrecognized feature/.test(fault)),
        [],
      );
      await page.context().close();
    });
  }

  it("show what there is in a sandbox without an origin: the link works, the others say what stands in the way", async () => {
    const inner = put(`${script()}${elements()}`);
    const { page, faults } = await visit(put(`<iframe sandbox="allow-scripts" width="900" height="2000" src="${inner}"></iframe>`));
    const frame = page.frameLocator("iframe").first();
    assert.equal(await frame.locator("pitchyou-apply-button a").getAttribute("href"), "https://acme.pitchyou.de/go/4711");
    await frame.locator("pitchyou-chat [part=open]").click();
    await frame.locator("pitchyou-chat", { hasText: "session-unavailable" }).waitFor();
    await frame.locator("interview-questions", { hasText: "session-unavailable" }).waitFor();
    await frame.locator("ats-linkedin-onboard", { hasText: "session-unavailable" }).waitFor();
    // The browser tells of the session that the page's own server does not give to nobody.
    assert.deepEqual(
      faults.filter((fault) => !/\/session'|net::ERR_FAILED/.test(fault)),
      [],
    );
    await page.context().close();
  });

  it("the button works in a file on a disk", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ats-bridge-file-"));
    await writeFile(join(folder, "ad.html"), `<!doctype html><title>Ad</title>${script()}${button}`);
    const { page, faults } = await visit(`file://${folder}/ad.html`);
    assert.equal(await page.locator("pitchyou-apply-button a").getAttribute("href"), "https://acme.pitchyou.de/go/4711");
    assert.deepEqual(faults, []);
    await page.context().close();
    await rm(folder, { recursive: true });
  });

  it("ask nobody, set no cookie and store nothing before a click", async () => {
    const { page, requests, faults } = await visit(put(`${style()}${script()}${button}<pitchyou-chat profile-id="${profile}" session-url="/session"></pitchyou-chat>`));
    await page.locator("pitchyou-chat [part=open]").waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(
      requests.slice(1).filter((url) => !url.startsWith(`${demo.edge.url}/widgets/`) && url !== `${site.url}/icon.svg`),
      [],
    );
    assert.deepEqual(await page.context().cookies(), []);
    assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, await indexedDB.databases(), await caches.keys()]), [0, 0, [], []]);
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  it("keep memory, nodes and listeners level over a thousand mounts and unmounts", async () => {
    const { page, faults } = await visit(put(script() + elements()));
    await page.locator("interview-questions [part=body]").waitFor();
    const client = await page.context().newCDPSession(page);
    await client.send("Performance.enable");
    await client.send("HeapProfiler.enable");
    const mount = (rounds: number): Promise<void> =>
      page.evaluate(async (rounds) => {
        const originals = [...document.body.children].filter((each) => each.localName.includes("-"));
        for (const original of originals) original.remove();
        for (let round = 0; round < rounds; round++) {
          const copies = originals.map((each) => {
            const copy = document.createElement(each.localName);
            for (const { name, value } of each.attributes) if (name !== "session-url") copy.setAttribute(name, value);
            return copy;
          });
          document.body.append(...copies);
          if (round % 10 === 0) await new Promise((resolve) => setTimeout(resolve));
          for (const copy of copies) copy.remove();
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
        document.body.append(...originals);
      }, rounds);
    const measure = async (): Promise<Record<string, number>> => {
      for (let sweep = 0; sweep < 3; sweep++) await client.send("HeapProfiler.collectGarbage");
      const { metrics } = await client.send("Performance.getMetrics");
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    /** How many of each element the page still holds. */
    const held = async (): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const tag of ["ats-linkedin-onboard", "interview-questions", "pitchyou-apply-button", "pitchyou-chat"]) {
        const { result } = await client.send("Runtime.evaluate", { expression: `customElements.get("${tag}").prototype`, objectGroup: "held" });
        const { objects } = await client.send("Runtime.queryObjects", { prototypeObjectId: result.objectId ?? "", objectGroup: "held" });
        const { result: count } = await client.send("Runtime.callFunctionOn", {
          objectId: objects.objectId ?? "",
          functionDeclaration: "function () { return this.length }",
          returnByValue: true,
        });
        counts[tag] = count.value;
      }
      await client.send("Runtime.releaseObjectGroup", { objectGroup: "held" });
      return counts;
    };
    await mount(250);
    // Four elements each time make a thousand mounts. What an engine keeps for itself (compiled code, feedback) comes once and not in
    // every round, so the calmest of three rounds counts; a leak of one node, listener or kilobyte a mount is a thousand in each of them.
    const calmest = { Nodes: Infinity, JSEventListeners: Infinity, JSHeapUsedSize: Infinity };
    let before = await measure();
    for (let round = 0; round < 3; round++) {
      await mount(250);
      const after = await measure();
      const grown = (name: keyof typeof calmest): number => Math.min(calmest[name], (after[name] ?? NaN) - (before[name] ?? NaN));
      Object.assign(calmest, { Nodes: grown("Nodes"), JSEventListeners: grown("JSEventListeners"), JSHeapUsedSize: grown("JSHeapUsedSize") });
      before = after;
    }
    // What awaits an answer or a file still is held until it comes; what leaks is held for ever, and each kind was mounted a thousand times.
    let counts = await held();
    for (let turn = 0; turn < 40 && Object.values(counts).some((count) => count > 5); turn++) {
      await page.waitForTimeout(250);
      counts = await held();
    }
    assert.ok(
      Object.values(counts).every((count) => count <= 5),
      JSON.stringify(counts),
    );
    assert.ok(calmest.Nodes < 200, `${calmest.Nodes} nodes stayed`);
    assert.ok(calmest.JSEventListeners < 50, `${calmest.JSEventListeners} listeners stayed`);
    assert.ok(calmest.JSHeapUsedSize < 300_000, `${calmest.JSHeapUsedSize} bytes stayed`);
    assert.deepEqual(faults, []);
    await page.context().close();
  });
});
