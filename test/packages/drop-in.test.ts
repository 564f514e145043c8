// The drop-in script as a careful page writes it: a version that never changes, checked, its files fetched ahead; and beside other pages' ways.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { WidgetManifest } from "../../scripts/build.ts";
import { dist, startBrowser, startSite } from "../widgets/node/site.ts";

const edge = await startSite();
const site = await startSite();
const browser = await startBrowser();
const { files, elements, together, version }: WidgetManifest = JSON.parse(await readFile(`${dist}/manifest.json`, "utf8"));

const button = '<pitchyou-apply-button client-id="acme" job-id="4711"></pitchyou-apply-button>';
const chat = '<pitchyou-chat profile-id="p-1" session="s-1" locale="en"></pitchyou-chat>';
const address = (name: string) => `${edge.origin}/widgets/${files[name]?.file}`;
const checked = (name: string) => `integrity="${files[name]?.integrity}" crossorigin`;

/** What the manifest lets a page write for an element: the script, and all that the element loads at once. */
function head(tag: string): string {
  const ahead = (elements[tag]?.files ?? []).map((name) => `<link rel="modulepreload" href="${address(name)}" ${checked(name)}>`);
  return `${ahead.join("")}<link rel="stylesheet" href="${address("ats-bridge.css")}" ${checked("ats-bridge.css")}><script type="module" src="${address("ats-bridge.js")}" ${checked("ats-bridge.js")}></script>`;
}

async function visit(html: string, csp?: string) {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  edge.requests.length = 0;
  await page.goto(site.page(html, csp));
  return { page, faults };
}

test("PY-19 a page of another origin loads a pinned version, checked and ahead, each file once", async () => {
  for (const [tag, html] of Object.entries({ "pitchyou-apply-button": button, "pitchyou-chat": chat })) {
    const { page, faults } = await visit(`${head(tag)}${html}`, `default-src 'none'; script-src ${edge.origin}; style-src ${edge.origin}; connect-src ${edge.origin}`);
    await page.locator(`${tag} [part=${tag === "pitchyou-chat" ? "open" : "link"}]`).waitFor();
    const paths = edge.requests.map(({ path }) => path);
    equal(new Set(paths).size, paths.length, paths.join());
    ok(
      paths.every((path) => path.startsWith(`/widgets/${version}/`)),
      paths.join(),
    );
    deepEqual(faults, []);
    await page.close();
  }
});

test("PY-19 a file that was changed on its way does not run", async () => {
  const { page, faults } = await visit(head("pitchyou-apply-button").replace(/(ats-bridge\.js" integrity="sha384-)..../, "$1AAAA") + button);
  await page.waitForLoadState("networkidle");
  equal(await page.evaluate(() => customElements.get("pitchyou-apply-button")), undefined);
  match(faults.join(), /integrity/);
  await page.close();
});

test("PY-19 the manifest knows every file that an element imports, to its end", async () => {
  for (const { files: all } of [...Object.values(elements), together]) {
    for (const name of all) {
      const imported = [...(await readFile(`${dist}/${name}`, "utf8")).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)].map(([, next = ""]) => next);
      deepEqual(
        imported.filter((next) => !all.includes(next)),
        [],
        name,
      );
    }
  }
});

test("PY-19 PY-33 in frames, of this origin, of another and without one, each has elements of its own", async () => {
  const inner = `<script type="module" src="${edge.origin}/widgets/ats-bridge.js"></script>${button}`;
  const apart = edge.page(inner);
  const frames = [`src="${site.page(inner)}"`, `src="${apart}"`, `srcdoc='${inner}'`, `sandbox="allow-scripts" srcdoc='${inner}'`];
  const { page, faults } = await visit(`${inner}${frames.map((each, index) => `<iframe title="${index}" ${each}></iframe>`).join("")}`);
  for (const frame of page.frames()) equal(await frame.locator("pitchyou-apply-button a[part=link]").getAttribute("href"), "https://acme.pitchyou.de/go/4711");
  equal(page.frames().length, frames.length + 1);
  deepEqual(faults, []);
  await page.close();
});
