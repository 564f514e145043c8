// How each element is walked through by keyboard, how a screen reader tells it, and what it says by itself when its state changes.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { statesOf, tags, type Tag } from "../../demo/gallery/cells.ts";
import { cellOf, openCells, showCell, useGallery } from "./gallery-cells.ts";

/** In the order of the page; `times` tell the exact moment on focus. */
const stops: Record<Tag, Record<string, string[]>> = {
  "pitchyou-apply-button": { ready: ["a Apply with WhatsApp", "button QR code", "a Privacy"] },
  "pitchyou-chat": { ready: ["button Open chat", "button Open in a new tab"], error: ["button Try again"], loading: ["button Close chat"], empty: [] },
  "ats-linkedin-onboard": {
    ready: [
      "div Before you start",
      "summary Before you start",
      "time 2 days ago",
      "time 12 minutes ago",
      "time 12 seconds ago",
      "button Check status now",
      "summary What you do there",
      "summary If LinkedIn’s window",
    ],
    expired: ["button Try again"],
  },
  "interview-questions": {
    ready: ["div Pflegefachkraft, Kiel", "button Open in the interview suite", "time 3 seconds ago"],
    error: ["div Pflegefachkraft, Kiel", "button Try again", "button Open in the interview suite", "time 12 minutes ago"],
    blocked: ["div You lack the permission", "button Try again"],
  },
};

/** What stands in the accessibility tree, in this order, among other things. */
const told: Record<Tag, Record<string, string[]>> = {
  "pitchyou-apply-button": {
    ready: ['link "Apply with WhatsApp (opens in a new tab)"', 'button "QR code"', "You give your consent on the next page.", 'link "Privacy"'],
    test: ['link "Apply with WhatsApp TEST (opens in a new tab)"'],
    error: ['link "Apply by e-mail"'],
  },
  "pitchyou-chat": {
    ready: ['region "Chat over WhatsApp"', 'button "Open chat"', 'button "Open in a new tab"', "- status"],
    loading: ['button "Close chat"', "status: Opening the chat …"],
    error: ['region "Chat over WhatsApp"', "strong: The chat did not open", 'button "Try again"', "status: The chat did not open"],
  },
  "ats-linkedin-onboard": {
    ready: [
      'region "Connect LinkedIn Recruiter"',
      'group "Connect LinkedIn Recruiter"',
      "group: Before you start",
      'region "Where things stand"',
      "listitem: Enabled , needs someone",
      'button "Check status now"',
      'region "Request in LinkedIn’s window"',
    ],
    blocked: ["- status:", "strong: LinkedIn’s window cannot be shown here", 'link "Open on a page of its own (opens in a new tab)"'],
    offline: ["- status:", "strong: No internet connection", 'button "Try again"', "Saved on this device."],
  },
  "interview-questions": {
    ready: [
      'region "Interview questions"',
      'heading "Interview questions" [level=2]',
      'group "Interview questions"',
      'list "Candidates"',
      'list "Criteria"',
      'button "Open in the interview suite (opens in a new tab)"',
      "status: 5 questions",
    ],
    error: ["- status:", "strong: The questions cannot be reached just now", 'button "Try again"', "12 minutes ago"],
    blocked: ["strong: You lack the permission for these questions", "status: You lack the permission for these questions"],
  },
};

/** Once round from the page's start or end, with the ring that shows where one is. */
async function walk(page: Page, key: "Tab" | "Shift+Tab"): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(() => getSelection()?.removeAllRanges());
  for (let press = 0; press < 30; press++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      if (!focused || focused === document.body) return "";
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const ring = outlineStyle === "solid" && parseFloat(outlineWidth) >= 2 ? "" : "without a ring: ";
      return `${ring}${focused.localName} ${(focused.ariaLabel || focused.textContent || "").trim()}`;
    });
    // Where what had the focus is gone, the first press begins the page anew.
    if (!stop && press === 0) continue;
    if (!stop || stop === found[0]) return found;
    found.push(stop);
  }
  return [...found, "and no end"];
}

function assertStops(found: string[], expected: string[], what: string): void {
  const matching = found.length === expected.length && found.every((stop, index) => stop.startsWith(expected[index] ?? " "));
  assert.ok(matching, `${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

/** Notes whatever the element's live regions come to say. */
function listen(tag: Tag): void {
  const said: string[] = [];
  Object.assign(globalThis, { said });
  const root = document.querySelector(tag)?.shadowRoot;
  const last = new Map<Element, string>();
  const hear = (): void => {
    for (const region of root?.querySelectorAll("[role=status]") ?? []) {
      const words = region.checkVisibility() ? (region.textContent ?? "").trim() : "";
      if (words && words !== last.get(region)) said.push(words);
      last.set(region, words);
    }
  };
  hear();
  said.length = 0;
  if (root) new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
}

describe("the gallery by keyboard and by ear", () => {
  const gallery = useGallery();

  for (const tag of tags) {
    it(`<${tag}> is walked through in the order of the page, forth and back, with a ring at each stop and without a trap`, async () => {
      const page = await openCells(gallery, tag, { viewport: { width: 720, height: 900 }, languages: ["en"] });
      for (const [state, expected] of Object.entries(stops[tag])) {
        await showCell(page, cellOf(tag, { state, width: "680" }));
        await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
        assertStops(await walk(page, "Tab"), expected, `${state}, forth`);
        await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
        const back = await walk(page, "Shift+Tab");
        assert.deepEqual(new Set(back.map((stop) => stop.split(" ")[0])), new Set(expected.map((stop) => stop.split(" ")[0])), `${state}, back: ${back.join()}`);
        assert.equal(back.length, expected.length, `${state}, back: ${back.join()}`);
      }
      await page.context().close();
    });

    it(`<${tag}> is told with names and roles, and says each new state once`, async () => {
      const page = await openCells(gallery, tag, { viewport: { width: 720, height: 900 }, languages: ["en"] });
      for (const [state, parts] of Object.entries(told[tag])) {
        await showCell(page, cellOf(tag, { state, width: "680" }));
        const tree = await page.locator("main").ariaSnapshot();
        let from = 0;
        for (const part of parts) {
          const at = tree.indexOf(part, from);
          assert.ok(at >= 0, `${state}: no ${part} after ${from} in\n${tree}`);
          from = at;
        }
      }

      await page.evaluate(listen, tag);
      for (const state of statesOf[tag]) {
        await page.evaluate(() => Reflect.get(globalThis, "said").splice(0));
        await showCell(page, cellOf(tag, { state, width: "680" }));
        const said: string[] = await page.evaluate(() => Reflect.get(globalThis, "said"));
        assert.equal(new Set(said).size, said.length, `${state} is said twice: ${said.join(" | ")}`);
        const headlines = await page.locator(`${tag} [role=status] strong`).allTextContents();
        for (const headline of headlines) assert.ok(said.filter((words) => words.includes(headline)).length <= 1, `${state}: "${headline}" is said twice: ${said.join(" | ")}`);
      }
      await page.context().close();
    });
  }

  it("the QR code opens and closes by keyboard, and the focus stays with the button", async () => {
    const page = await openCells(gallery, "pitchyou-apply-button", { viewport: { width: 720, height: 900 }, languages: ["en"] });
    const offer = page.getByRole("button", { name: "QR code" });
    await offer.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Scan with your phone’s camera").waitFor();
    assert.equal(await offer.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.getByText("Scan with your phone’s camera").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent), "QR code");
    await page.context().close();
  });
});
