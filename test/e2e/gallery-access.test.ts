// axe goes through the gallery: each element in each state, theme and language, and right to left.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { statesOf, tags, themes, type Cell } from "../../demo/gallery/cells.ts";
import { cellOf, openCells, showCell, useGallery } from "./gallery-cells.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const rules: RunOptions = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] };
const audited = ["en", "de", "fi"] as const;

/** Each violation in axe's own words. */
async function violationsIn(page: Page, cell: Cell): Promise<string[]> {
  await showCell(page, cell);
  const found = await page.evaluate(async (rules) => {
    const page: typeof globalThis & { axe?: { run(context: string, options: RunOptions): Promise<AxeResults> } } = globalThis;
    const { violations = [], passes = [] } = { ...(await page.axe?.run("main", rules)) };
    return passes.length > 0 ? violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("; ")}`) : ["axe saw nothing"];
  }, rules);
  return found.map((words) => `${cell.state} ${cell.theme} ${cell.lang} ${cell.dir}: ${words}`);
}

describe("the gallery under axe", { concurrency: 2 }, () => {
  const gallery = useGallery();

  for (const tag of tags) {
    it(`<${tag}> has no finding in any state, theme and language, nor right to left`, async () => {
      const page = await openCells(gallery, tag, { prepare: (page) => page.addInitScript({ path: axe }), languages: audited });
      const found: string[] = [];
      for (const state of statesOf[tag]) {
        for (const lang of audited) for (const theme of themes) found.push(...(await violationsIn(page, cellOf(tag, { state, lang, theme }))));
        found.push(...(await violationsIn(page, cellOf(tag, { state, lang: "de", dir: "rtl" }))));
      }
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
});
