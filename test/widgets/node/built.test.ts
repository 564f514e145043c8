// The built files as a page gets them: under a strict CSP with Trusted Types, twice, without our edge, and on a server.
import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import type { WidgetManifest } from "../../../scripts/build.ts";
import { dist, startBrowser, startSite, strictCsp } from "./site.ts";

const site = await startSite();
const browser = await startBrowser();
const manifest: WidgetManifest = JSON.parse(await readFile(`${dist}/manifest.json`, "utf8"));

const script = '<script type="module" src="/widgets/ats-bridge.js"></script>';
const button = `<pitchyou-apply-button client-id="acme" job-id="REQ 1/2" template-key="lager_1" apply-url="${site.origin}"><a href="${site.origin}/go/own">Bewerben</a></pitchyou-apply-button>`;
const chat = '<pitchyou-chat profile-id="p-1" session="s-1"></pitchyou-chat>';

let context: BrowserContext | undefined;

/** A page whose faults (errors, CSP reports) the test sees. */
async function visit(address: string, options: { javaScriptEnabled?: boolean } = {}): Promise<{ page: Page; faults: string[] }> {
  await context?.close();
  context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  site.requests.length = 0;
  await page.goto(address);
  return { page, faults };
}

function requested(): string[] {
  return site.requests.map(({ path }) => path).filter((path) => path !== "/favicon.ico");
}

test("PY-5 no built file holds a secret, a setting for one, or the vendor’s API", async () => {
  for (const name of await readdir(dist)) {
    if (!/\.(js|css|json)$/.test(name)) continue;
    const code = await readFile(`${dist}/${name}`, "utf8");
    ok(!/secret|api\.pitchyou\.de|\/token\b/i.test(code), name);
  }
});

test("PY-19 a job ad downloads the script and the button’s files, and nothing else, before the click", async () => {
  const address = site.page(`${script}${button}`);
  const { page, faults } = await visit(address);
  await page.locator("pitchyou-apply-button a[part=link]").waitFor();
  const files = ["ats-bridge.js", ...(manifest.elements["pitchyou-apply-button"]?.files ?? [])].map((name) => `/widgets/${name}`);
  deepEqual(requested().slice(1).sort(), files.sort());
  deepEqual(faults, []);
});

const kinds = {
  "pitchyou-apply-button": [button, "link", 6_800],
  "pitchyou-chat": [chat, "open", 10_000],
  "ats-linkedin-onboard": ['<ats-linkedin-onboard preview-state="loading"></ats-linkedin-onboard>', "panel", 12_100],
  "interview-questions": ['<interview-questions job-id="1" preview-state="loading"></interview-questions>', "panel", 10_000],
} as const;

for (const [tag, [html, part, atMost]] of Object.entries(kinds)) {
  test(`PY-19 a page with <${tag}> alone asks for the script, one file with all in it, and one language`, async () => {
    const { page } = await visit(site.page(script + html));
    await page.locator(`${tag} [part=${part}]`).waitFor();
    const own = manifest.elements[tag];
    const asked = ["ats-bridge.js", `${tag}.js`, own?.languages["en"]].flatMap((name) => (name ? [`/widgets/${name}`] : []));
    deepEqual(
      requested()
        .slice(1, 1 + asked.length)
        .sort(),
      asked.sort(),
    );
    deepEqual(own?.files, [`${tag}.js`]);
    for (const language of ["de", "en", "fi", "fr", "sv"]) {
      const bytes = weigh(["ats-bridge.js", `${tag}.js`, own?.languages[language]]);
      ok(bytes <= atMost, `${language}: ${bytes}`);
    }
  });
}

test("PY-19 a page with all four asks for one file of them all, so that Lit comes once, and later elements bring nothing more", async () => {
  const { page } = await visit(
    site.page(
      script +
        Object.values(kinds)
          .map(([html]) => html)
          .join(""),
    ),
  );
  for (const [tag, [, part]] of Object.entries(kinds)) await page.locator(`${tag} [part=${part}]`).waitFor();
  const { together } = manifest;
  deepEqual(requested().slice(1, 4).sort(), ["ats-bridge.js", "elements.js", together.languages["en"]].map((name) => `/widgets/${name}`).sort());
  const names = requested()
    .slice(1)
    .map((path) => path.replace("/widgets/", ""));
  const withLit = await Promise.all(names.map(async (name) => (await readFile(`${dist}/${name}`, "utf8")).includes("attributeChangedCallback")));
  equal(withLit.filter(Boolean).length, 1);
  for (const language of ["de", "en", "fi", "fr", "sv"]) {
    const bytes = weigh(["ats-bridge.js", "elements.js", together.languages[language]]);
    ok(bytes <= 22_000, `${language}: ${bytes}`);
  }
});

test("PY-19 an element that comes later, on a page that has another already, is there too", async () => {
  const { page, faults } = await visit(site.page(script + button));
  await page.locator("pitchyou-apply-button a[part=link]").waitFor();
  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), chat);
  await page.locator("pitchyou-chat [part=open]").waitFor();
  deepEqual(
    requested().filter((path) => /(button|chat|elements)\.js$/.test(path)),
    ["/widgets/pitchyou-apply-button.js", "/widgets/elements.js"],
  );
  deepEqual(faults, []);
});

/** After brotli at quality 11. */
function weigh(names: (string | undefined)[]): number {
  return names.reduce((sum, name) => sum + (name ? (manifest.files[name]?.brotli ?? NaN) : 0), 0);
}

test("PY-20 the click opens the interview of the right job and template, with our edge unreachable", async () => {
  const { page } = await visit(site.page(`${script}${button}`));
  await page.route("**/v1/**", (route) => route.abort());
  await page.locator("pitchyou-apply-button a[part=link]").click();
  await page.waitForURL("**/go/**");
  equal(page.url(), `${site.origin}/go/REQ%201%2F2?jkey=lager_1`);
});

test("PY-19 the page’s own link works without JavaScript", async () => {
  const { page } = await visit(site.page(`<link rel="stylesheet" href="/widgets/ats-bridge.css">${script}${button}`), { javaScriptEnabled: false });
  const own = page.locator("pitchyou-apply-button > a");
  ok(((await own.boundingBox())?.height ?? 0) >= 44, "it is as large as the button");
  await own.click();
  equal(page.url(), `${site.origin}/go/own`);
});

test("PY-11 PY-33 both elements work under a strict CSP with Trusted Types, the vendor’s widget too", async () => {
  const policies = site.page(`${script}${button.replace("client-id", "qr client-id")}${chat}`, strictCsp);
  for (const answer of [{}, { mode: "widget", widget: { script: `${site.origin}/vendor/vendor-widget.js`, style: `${site.origin}/vendor/vendor-widget.css` } }]) {
    site.chat = answer;
    const { page, faults } = await visit(policies);
    await page.evaluate(() => Object.assign(window, { onVendorWidget() {} }));
    await page.locator("[part=qr]").click();
    await page.locator("[part=qr-panel] path").waitFor({ state: "attached" });
    await page.locator("pitchyou-chat [part=open]").click();
    if ("mode" in answer) await page.locator("[slot=widget]", { hasText: "A vendor widget" }).waitFor();
    else await page.frameLocator("pitchyou-chat iframe").getByText("There").waitFor();
    deepEqual(faults, []);
  }
  site.chat = {};
});

test("PY-33 names what a CSP lacks: the edge’s host, the chat’s host", async () => {
  for (const [lacking, code] of [
    [strictCsp.replace("connect-src 'self'", "connect-src 'none'"), "connect-blocked-by-csp"],
    [strictCsp.replace("frame-src 'self'", "frame-src 'none'"), "frame-blocked-by-csp"],
  ] as const) {
    const { page } = await visit(site.page(`${script}${chat.replace("session", "debug session")}`, lacking));
    await page.locator("pitchyou-chat [part=open]").click();
    await page.locator("pitchyou-chat", { hasText: code }).waitFor();
    await page.locator("pitchyou-chat [part=debug]", { hasText: `must allow ${site.origin}` }).waitFor();
  }
});

test("PY-33 PY-34 a tab knows neither our page nor our window, and the token goes nowhere else", async () => {
  const { page } = await visit(site.page(`${script}${chat}`));
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator("pitchyou-chat [part=open-tab]:visible").click()]);
  await tab.waitForURL("**/chat/**");
  equal(await tab.evaluate(() => `${document.referrer}${window.opener}`), "null");
  const visits = site.requests.filter(({ path, headers }) => `${path} ${JSON.stringify(headers)}`.includes("secret-") && path !== "/favicon.ico");
  deepEqual(
    visits.map(({ path, headers }) => [path.startsWith("/chat/"), headers.referer]),
    [[true, undefined]],
  );
});

test("PY-19 PY-33 the script twice, in two versions, with elements that come and go, does no harm", async () => {
  const { page, faults } = await visit(
    site.page(
      `${script}<script type="module" src="/other/widgets/ats-bridge.js"></script><script type="module" src="/other/widgets/pitchyou-chat.js"></script>${button}${chat}`,
      strictCsp,
    ),
  );
  await page.locator("pitchyou-apply-button a[part=link]").waitFor();
  await page.locator("pitchyou-chat [part=open]").waitFor();
  equal(requested().filter((path) => path.endsWith("/elements.js")).length, 1);
  await page.evaluate(async () => {
    for (let round = 0; round < 20; round++) {
      for (const tag of ["pitchyou-apply-button", "pitchyou-chat"]) {
        const element = document.querySelector(tag);
        element?.remove();
        document.body.append(element ?? "", document.createElement(tag));
      }
      await new Promise(requestAnimationFrame);
    }
  });
  deepEqual(faults, []);
});

test("PY-19 the versioned copy is the same, stands alone, and is what the manifest says", async () => {
  for (const [name, { file, integrity, bytes }] of Object.entries(manifest.files)) {
    const [here, there] = await Promise.all([readFile(`${dist}/${name}`), readFile(`${dist}/${file}`)]);
    ok(here.equals(there), name);
    equal(here.length, bytes);
    equal(integrity, `sha384-${createHash("sha384").update(here).digest("base64")}`);
  }
  const own = manifest.files["ats-bridge.js"];
  const { page, faults } = await visit(site.page(`<script type="module" src="/widgets/${own?.file}" integrity="${own?.integrity}"></script>${button}`));
  await page.locator("pitchyou-apply-button a[part=link]").waitFor();
  ok(
    requested()
      .slice(1)
      .every((path) => path.startsWith(`/widgets/${manifest.version}/`)),
    requested().join(),
  );
  deepEqual(faults, []);
});

test("PY-19 importing on a server throws nothing and defines nothing, built and unbuilt", async () => {
  for (const tag of Object.keys(manifest.elements)) {
    const built: Record<string, unknown> = await import(`${dist}/${tag}.js`);
    ok(
      Object.values(built).some((value) => typeof value === "function"),
      `${tag} exports its class`,
    );
    await import(`../../../widgets/${tag}/element.ts`);
    await import(`../../../widgets/${tag}/define.ts`);
  }
  await import(`${dist}/ats-bridge.js`);
  await import("../../../widgets/index.ts");
});
