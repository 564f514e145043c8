// An operator at the console: signs in, goes by keyboard, reads what is shown once, and looks with axe's eyes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Locator, Page } from "playwright-core";

export const operatorToken = "sandbox-operator";

export async function signIn(page: Page, label = "Operator token"): Promise<void> {
  await page.getByLabel(label).fill(operatorToken);
  await page.getByLabel(label).press("Enter");
  await page.getByLabel(label).waitFor({ state: "detached" });
}

/** Presses Tab until it is there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("the Tab key does not lead there");
}

/** The value that stands before the button which copies it. */
export async function readCopied(page: Page, name: string): Promise<string> {
  return page
    .locator(".copyable")
    .filter({ has: page.getByRole("button", { name: `Copy: ${name}`, exact: true }) })
    .first()
    .locator("code")
    .innerText();
}

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const rules = { light: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], dark: ["color-contrast"] };

/** By the rules of WCAG 2.2 AA and axe's own of good practice; in dark all that can differ are the colours. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(async (runOnly) => {
      const { axe }: { axe?: { run(options: object): Promise<AxeResults> } } = globalThis as object;
      if (!axe) return ["axe is not there"];
      const { passes, violations } = await axe.run({ runOnly });
      if (passes.length === 0) return ["axe looked at nothing"];
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`));
    }, rules[colorScheme]);
    assert.deepEqual(found, [], `${page.url()} in ${colorScheme}`);
  }
}
