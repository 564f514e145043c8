// Looks at gallery cells without loading a page for each: one page an element, whose attributes are changed as a page's author would.
import { after, before } from "node:test";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { attributesOf, pluginIsShown } from "../../demo/gallery/cell.ts";
import { startDemo } from "../../demo/start.ts";
import { findChromium } from "../chromium.ts";
import { addressOf, languages, statesOf, type Cell, type Tag } from "../../demo/gallery/cells.ts";

/** What is told in relative times stays the same from one picture to the next. */
const fixedAt = new Date("2026-11-22T12:00:00Z");

export const cellOf = (tag: Tag, more: Partial<Cell> = {}): Cell => ({ tag, state: "ready", theme: "light", lang: "en", dir: "ltr", width: "390", text: "100", ...more });

export interface Gallery {
  browser: Browser;
  ats: string;
  edge: string;
}

/** The demo and a browser for the tests of one `describe`. */
export function useGallery(): Gallery {
  const closing: (() => Promise<void>)[] = [];
  const gallery: Partial<Gallery> = {};
  const there = <Name extends keyof Gallery>(name: Name): Gallery[Name] => {
    const value = gallery[name];
    if (value === undefined) throw new Error("the gallery is open during tests only");
    return value;
  };
  before(async () => {
    const demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder: "memory" });
    closing.push(() => demo.close());
    const start = await findChromium();
    // A picture is drawn whole each time: what is drawn anew in part only may differ by a shade at round corners.
    const browser = await chromium.launch({ ...start, args: [...start.args, "--disable-partial-raster", "--disable-lcd-text"] });
    closing.push(() => browser.close());
    Object.assign(gallery, { browser, ats: demo.ats.url, edge: demo.edge.url });
  });
  after(async () => {
    for (const close of closing.toReversed()) await close();
  });
  return {
    get browser() {
      return there("browser");
    },
    get ats() {
      return there("ats");
    },
    get edge() {
      return there("edge");
    },
  };
}

export interface CellPage extends BrowserContextOptions {
  /** Before the page is loaded. */
  prepare?: (page: Page) => Promise<unknown>;
  languages?: readonly Cell["lang"][];
}

/** A page with the element in its first state, which has all its files: what is shown next waits for none. */
export async function openCells({ browser, ats }: Gallery, tag: Tag, { prepare, languages: spoken = languages, ...options }: CellPage = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(fixedAt);
  await prepare?.(page);
  let loading = 0;
  page.on("request", () => (loading += 1));
  page.on("requestfinished", () => (loading -= 1));
  page.on("requestfailed", () => (loading -= 1));
  await page.goto(ats + addressOf(cellOf(tag)));
  await page.waitForFunction((name) => document.querySelector(`${name}:defined`)?.shadowRoot?.textContent, tag);
  const idle = async (): Promise<void> => {
    do await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    while (loading > 0);
  };
  // What comes first decides some things for good, like whether a list begins open.
  await idle();
  for (const lang of spoken) {
    for (const state of statesOf[tag]) await showCell(page, cellOf(tag, { lang, state }));
    await idle();
  }
  await showCell(page, cellOf(tag, { lang: spoken[0] ?? "en" }));
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

export async function showCell(page: Page, cell: Cell): Promise<void> {
  await page.evaluate(
    async ({ cell, attributes, plugin }) => {
      const { documentElement: root } = document;
      Object.assign(root, { lang: cell.lang, dir: cell.dir, className: `${cell.theme} text-${cell.text}` });
      document.querySelector("main")?.setAttribute("class", `width-${cell.width}`);
      const element = document.querySelector(cell.tag);
      for (const name of element?.getAttributeNames() ?? []) if (!(name in attributes)) element?.removeAttribute(name);
      for (const [name, value] of Object.entries(attributes)) if (element?.getAttribute(name) !== value) element?.setAttribute(name, value);
      element?.querySelector(".window")?.setAttribute("slot", plugin ? "plugin" : "nowhere");
      // Words, then what is loaded for them, then what these change.
      for (let round = 0; round < 4; round++) {
        await element?.updateComplete;
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
    { cell, attributes: attributesOf(cell), plugin: pluginIsShown(cell.state) },
  );
}
