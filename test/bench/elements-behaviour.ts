// How one element behaves in a page: what it downloads, what moves, what axe finds, what a strict policy stops, what it asks for and keeps before a click.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import type { Browser, Page } from "playwright-core";
import type { Site, Subject } from "./elements-site.ts";
import { visit, type Visit } from "./elements-visit.ts";

export interface Behaviour {
  /** Brotli, quality 11, of all that the page downloads for it. */
  bytes: number;
  /** The worse of a phone and a desktop; the script 800 ms late. */
  shiftLate: number;
  shiftBlocked: number;
  axe: string[];
  violations: string[];
  /** Under the strict policy it looks as it does without one. */
  samePicture: boolean;
  /** What goes wrong beside a stock Lit where the page asks for Trusted Types. */
  trustedTypes: string[];
  /** Before a click, its scripts and styles left out; `foreign`: to other hosts than the page's. */
  requests: number;
  foreign: number;
  cookies: number;
  /** Entries of local and session storage, and databases. */
  stored: number;
}

const desktop = { viewport: { width: 1280, height: 800 } };

// Vendors' own hosts are let in wherever they only show or fetch: what is stopped is what no list of hosts would let in, or foreign script.
export const strictPolicy = [
  "default-src 'none'; base-uri 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; media-src 'self' data: https:",
  "font-src 'self' data: https:; connect-src 'self' https:; frame-src 'self' https:",
].join("; ");
export const trusted = (policies: string): string => `${strictPolicy}; require-trusted-types-for 'script'; trusted-types ${policies}`;

const { version }: { version: string } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
const axeSource = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

export async function measureBehaviour(browser: Browser, site: Site, subject: Subject, bare: Subject): Promise<Behaviour> {
  const loose = await open(browser, site.page(subject), subject);
  const picture = await pictureOf(loose.page);
  const axe = await axeFindings(loose.page);
  const own = loose.requests.filter((url) => !/\/(widgets|peers)\//.test(url));
  const kept = await loose.page.evaluate(async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length);
  const { thrown } = await loose.seen();
  const cookies = (await loose.page.context().cookies()).length;
  await loose.close();

  const policed = await open(browser, site.page(subject, { csp: strictPolicy }), subject);
  const samePicture = picture.equals(await pictureOf(policed.page)) || (await looksSame(browser, site, subject));
  const { violations } = await policed.seen();
  await policed.close();

  return {
    bytes: await weigh(browser, site, subject),
    shiftLate: Math.max(await shiftOf(browser, site, subject, "late"), await shiftOf(browser, site, subject, "late", desktop)),
    shiftBlocked: await shiftOf(browser, site, subject, "blocked"),
    axe,
    violations,
    samePicture,
    trustedTypes: await trustedTypesFaults(browser, site, subject, bare, thrown),
    requests: own.length,
    foreign: own.filter((url) => !url.startsWith(site.origin)).length,
    cookies,
    stored: kept,
  };
}

/** Ours without `ats-bridge.css`, which a page may leave out; theirs with the sheets that they need. */
export async function weigh(browser: Browser, site: Site, subject: Subject, locale = "en", html = ""): Promise<number> {
  const page = site.page({ ...subject, ...(subject.ours && { styles: [] }) }, { locale, html });
  site.takeWeight();
  const { close } = await open(browser, page, subject);
  await close();
  return site.takeWeight();
}

async function open(browser: Browser, address: string, subject: Subject, options = {}): Promise<Visit> {
  const opened = await visit(browser, address, subject, 1, options);
  await opened.ready();
  await opened.page.waitForLoadState("networkidle");
  return opened;
}

async function shiftOf(browser: Browser, site: Site, subject: Subject, script: "late" | "blocked", options = {}): Promise<number> {
  const opened = await visit(browser, site.page(subject, { script }), subject, 1, options);
  if (script === "late") await opened.ready();
  await opened.page.waitForLoadState("networkidle");
  const { shift } = await opened.seen();
  await opened.close();
  return shift;
}

/** The same page's pictures differ now and then in some pixels of a rounded corner: a true difference is there each time. */
async function looksSame(browser: Browser, site: Site, subject: Subject, tries = 4): Promise<boolean> {
  const pictures: Buffer[] = [];
  for (const csp of ["", strictPolicy]) {
    const opened = await open(browser, site.page(subject, { csp }), subject);
    pictures.push(await pictureOf(opened.page));
    await opened.close();
  }
  const same = pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0)) ?? false;
  return same || (tries > 1 && looksSame(browser, site, subject, tries - 1));
}

/** Once it has stood still for most of a second; the last one where it never does. */
async function pictureOf(page: Page): Promise<Buffer> {
  let last = await page.screenshot({ animations: "disabled" });
  for (let turn = 0, equal = 0; turn < 20 && equal < 5; turn++) {
    await page.waitForTimeout(150);
    const next = await page.screenshot({ animations: "disabled" });
    equal = next.equals(last) ? equal + 1 : 0;
    last = next;
  }
  return last;
}

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe }: { axe?: { run(on: Document, options: RunOptions): Promise<AxeResults> } } = Object(window);
    const result = await axe?.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { region: { enabled: false } },
      iframes: false,
    });
    return result?.violations.map(({ id }) => id) ?? ["axe did not run"];
  });
}

/** Ours beside a second version of ours too, and where the page names our policy only; theirs with any names of their own. */
async function trustedTypesFaults(browser: Browser, site: Site, subject: Subject, bare: Subject, known: string[]): Promise<string[]> {
  const besideLit = { before: bare.scripts, html: bare.html };
  const after = [`/widgets/${version}/${subject.name.slice(1, -1)}.js`];
  const pages = subject.ours
    ? [site.page(subject, { csp: trusted("ats-bridge lit-html"), ...besideLit, after }), site.page(subject, { csp: trusted("ats-bridge"), after })]
    : [site.page(subject, { csp: trusted("*"), ...besideLit })];
  const faults: string[] = [];
  for (const page of pages) {
    const opened = await visit(browser, page, subject);
    const ready = await opened.ready(4_000);
    const { thrown } = await opened.seen();
    faults.push(...thrown.filter((message) => !known.includes(message)));
    if (!ready && subject.control) faults.push("never ready");
    await opened.close();
  }
  return faults;
}
