// The button rendered on a server: the very bytes that the element makes, under a strict CSP, without a flash, a shift or a script.
import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { renderApplyButton, type ApplyButtonAttributes } from "../../widgets/pitchyou-apply-button/render.ts";
import { startBrowser, startSite, strictCsp } from "../widgets/node/site.ts";

const site = await startSite();
const browser = await startBrowser();
const stylesheet = "/widgets/apply-button.css";
const head = '<link rel="stylesheet" href="/widgets/ats-bridge.css"><script type="module" src="/widgets/ats-bridge.js"></script>';

const base = { "client-id": "acme", "job-id": "4711" };
const variations: Record<string, string | number | boolean>[] = [
  {},
  { "job-title": 'Köchin & "Koch" <m/w/d>', "template-key": "a b", "utm-source": "x", "utm-medium": "y", "utm-campaign": "z", "utm-content": "w" },
  { label: 'Jetzt <b>"bewerben"</b> & los', target: "_blank" },
  { qr: true, "privacy-href": "/privacy?a=1&b=2" },
  { qr: "", "privacy-href": "javascript:alert(1)" },
  { variant: "outline", size: "large", theme: "dark", target: "_self" },
  { "apply-url": "https://apply.example/{client_id}", qr: true, target: "_blank" },
  { "job-id": 7 },
  { "client-id": "not a name" },
  { "job-id": ".." },
  { qr: false, label: "" },
];
const languages = ["de", "en-GB", "fi", "sv-FI", "fr", "xx"];

const buttons = languages.flatMap((lang) => variations.map((more): [string, ApplyButtonAttributes] => [lang, { ...base, ...more, locale: lang }]));
const rendered = buttons.map(([lang, attributes]) => renderApplyButton(attributes, { stylesheet, lang, url: site.origin }));

/** The elements' code comes when the answered function is called. */
async function held(page: Page): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/widgets/ats-bridge.js", async (route) => {
    await promise;
    await route.continue();
  });
  return async () => {
    resolve();
    await page.waitForFunction(() => customElements.get("pitchyou-apply-button"));
    await page.evaluate(() => Promise.all([...document.querySelectorAll("pitchyou-apply-button")].map((each) => each.updateComplete)));
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  };
}

const insides = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll("pitchyou-apply-button")].map((each) => each.shadowRoot?.innerHTML.replace(/^<link [^>]*>/, "") ?? "no shadow root"));

/** What a visitor sees of it: places, sizes, colours. */
const sights = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("pitchyou-apply-button")].map((each) => {
      const box = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map((value) => Math.round(value * 100) / 100);
      const inner = [...(each.shadowRoot?.querySelectorAll("a, button, p, span, strong") ?? [])].map((node) => {
        const { color, backgroundColor, borderTopColor, fontSize, fontWeight } = getComputedStyle(node);
        return JSON.stringify([box(node.getBoundingClientRect()), color, backgroundColor, borderTopColor, fontSize, fontWeight]);
      });
      return [JSON.stringify(box(each.getBoundingClientRect())), ...inner];
    }),
  );

test("PY-19 PY-33 makes the element's own bytes in every language and form, and nothing moves or changes when it takes over", async () => {
  const page = await browser.newPage({ viewport: { width: 1_000, height: 800 } });
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.addInitScript(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) Reflect.set(window, "shifts", Reflect.get(window, "shifts") + Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: true });
  });
  const release = await held(page);
  await page.goto(site.page(`${head}${rendered.map((each) => `<p>${each}</p>`).join("")}`, strictCsp), { waitUntil: "commit" });
  await page.waitForFunction((count) => document.querySelectorAll("pitchyou-apply-button").length === count, buttons.length);
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector("pitchyou-apply-button")?.shadowRoot?.querySelector("a") ?? document.body).backgroundColor === "rgb(37, 211, 102)",
  );
  const before = { insides: await insides(page), sights: await sights(page) };
  equal(before.insides.filter((each) => each.startsWith("<a part=")).length, languages.length * (variations.length - 2));

  await release();
  const after = { insides: await insides(page), sights: await sights(page) };
  for (const [index, inside] of before.insides.entries()) equal(inside, after.insides[index], JSON.stringify(buttons[index]));
  deepEqual(before.sights, after.sights);
  equal(await page.evaluate(() => Reflect.get(window, "shifts")), 0);
  equal(
    await page.evaluate(() => [...document.querySelectorAll("pitchyou-apply-button")].some((each) => each.shadowRoot?.querySelector("link"))),
    false,
    "the sheet is the element's own now",
  );
  deepEqual(faults, []);
  await page.close();
});

test("PY-19 the rendered link works without JavaScript, and a QR code is not offered there", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1_000, height: 800 } });
  const page = await context.newPage();
  const html = renderApplyButton({ ...base, qr: true, "apply-url": site.origin }, { stylesheet });
  await page.goto(site.page(`${head}${html}`, strictCsp));
  ok(await page.locator("[part=link]").isVisible());
  equal(await page.locator("[part=qr]").isVisible(), false);
  await page.locator("[part=link]").click();
  equal(page.url(), `${site.origin}/go/4711`);
  await context.close();
});

test("PY-19 a link stays where declarative shadow DOM is not known: the page's own, with the same address", () => {
  const [html = ""] = rendered;
  const [, href, own] = /<a part="link" class="button" href="([^"]+)".*<\/template><a href="([^"]+)">/.exec(html) ?? [];
  equal(href, "https://acme.pitchyou.de/go/4711");
  equal(own, href);
});

test("PY-19 no value gets out of its attribute, and a name that is none is left out", () => {
  const evil = '"><script>alert(1)</script></template>';
  const html = renderApplyButton({ ...base, label: evil, "job-title": evil, 'x onclick="alert(1)': "y" }, { stylesheet: evil, lang: evil });
  equal(html.includes("<script"), false);
  equal(html.includes("onclick"), false);
  equal(html.match(/<\/template>/g)?.length, 1);
});
