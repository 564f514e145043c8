// Every cell on a small screen, in large type and in every language: nothing is cut off, nothing overlaps, controls are large enough and can be told from their ground.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { languages, statesOf, tags, themes, type Cell, type Tag } from "../../demo/gallery/cells.ts";
import { cellOf, openCells, showCell, useGallery } from "./gallery-cells.ts";

/** Words that leave the screen, are cut, or lie on one another; what scrolls is measured where it stands now. */
function misplaced(tag: Tag): string[] {
  const host = document.querySelector(tag);
  const faults: string[] = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(`the page is ${wide} px too wide`);
  const boxes: { text: string; rect: DOMRect; parent: Element }[] = [];
  const walker = document.createTreeWalker(host?.shadowRoot ?? document, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const parent = node.parentElement;
    // Words for voices alone, and the exact time in the place of the relative one.
    if (!parent?.checkVisibility({ opacityProperty: true }) || parent.closest("small") || !node.textContent?.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      let seen = rect;
      for (let around: Element | null = parent; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const frame = around.getBoundingClientRect();
        if (overflowX !== "visible" && (rect.left < frame.left - 1 || rect.right > frame.right + 1)) faults.push(`"${node.textContent}" is cut off`);
        if (overflowY === "visible") continue;
        const top = Math.max(seen.top, frame.top);
        seen = new DOMRect(seen.left, top, seen.width, Math.max(0, Math.min(seen.bottom, frame.bottom) - top));
      }
      if (rect.left < -1 || rect.right > innerWidth + 1) faults.push(`"${node.textContent}" leaves the screen`);
      if (seen.height > 2 && seen.width > 2) boxes.push({ text: node.textContent, rect: seen, parent });
    }
  }
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      // Boxes of lines are higher than their letters.
      const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      if (across > 2 && down > Math.min(one.rect.height, other.rect.height) * 0.4) faults.push(`"${one.text}" lies on "${other.text}"`);
    }
  }
  return faults;
}

/** The sizes of what is pressed; links within a sentence are as high as its lines. */
function tooSmall({ tag, least }: { tag: Tag; least: number }): string[] {
  const controls = [...(document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>("button, summary, a") ?? [])];
  return controls
    .filter((control) => control.checkVisibility() && !(control.localName === "a" && control.closest("p")?.matches("[part=privacy]")))
    .map((control) => ({ control, rect: control.getBoundingClientRect() }))
    .filter(({ rect }) => rect.height < least - 0.5 || rect.width < least - 0.5)
    .map(({ control, rect }) => `${control.textContent || control.ariaLabel}: ${rect.width} × ${rect.height}`);
}

/** Edges of controls, and the ring of focus, against what they stand on: at least 3:1 (WCAG 1.4.11). */
function faint(tag: Tag): string[] {
  const paint = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (colour: string): number => {
    if (!paint) return NaN;
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...paint.getImageData(0, 0, 1, 1).data].map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one: string, other: string): number => {
    const [dim = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
  };
  const groundOf = (element: Element | null): string => {
    if (!element) return getComputedStyle(document.documentElement).backgroundColor;
    const { backgroundColor } = getComputedStyle(element);
    const root = element.getRootNode();
    return backgroundColor === "rgba(0, 0, 0, 0)" ? groundOf(element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)) : backgroundColor;
  };
  const faults: string[] = [];
  for (const control of document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLElement>("button, a.button, a.control") ?? []) {
    if (!control.checkVisibility()) continue;
    const around = groundOf(control.parentElement ?? document.querySelector(tag));
    const { borderTopColor, backgroundColor } = getComputedStyle(control);
    const edge = Math.max(borderTopColor === "rgba(0, 0, 0, 0)" ? 0 : ratio(borderTopColor, around), backgroundColor === "rgba(0, 0, 0, 0)" ? 0 : ratio(backgroundColor, around));
    // The cross that closes is a sign of its own and needs no edge.
    if (edge < 3 && !control.matches(".close")) faults.push(`${control.textContent}: edge ${edge.toFixed(2)}`);
    control.focus();
    const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(control);
    if (outlineStyle !== "solid" || parseFloat(outlineWidth) < 2 || ratio(outlineColor, around) < 3)
      faults.push(`${control.textContent}: focus ${outlineStyle} ${outlineWidth} ${outlineColor}`);
    control.blur();
  }
  return faults;
}

async function collect(page: Page, cells: Cell[], look: () => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const cell of cells) {
    await showCell(page, cell);
    found.push(...(await look()).map((fault) => `${cell.state} ${cell.lang} ${cell.dir} ${cell.theme} ${cell.text} %: ${fault}`));
  }
  return found;
}

describe("the gallery on a small screen", { concurrency: 2 }, () => {
  const gallery = useGallery();

  for (const tag of tags) {
    it(`<${tag}> cuts nothing off and lays nothing on top of anything at 320 px, in any language, at 200 %, and right to left`, async () => {
      const page = await openCells(gallery, tag, { viewport: { width: 320, height: 640 } });
      const cells = statesOf[tag].flatMap((state) => [
        ...languages.map((lang) => cellOf(tag, { state, lang, width: "320" })),
        ...(["de", "fi"] as const).map((lang) => cellOf(tag, { state, lang, text: "200", width: "320" })),
        cellOf(tag, { state, lang: "de", dir: "rtl", width: "320" }),
      ]);
      assert.deepEqual(await collect(page, cells, () => page.evaluate(misplaced, tag)), []);
      await page.context().close();
    });

    it(`<${tag}> has controls of 24 px for a mouse and 44 px for a finger, which stand out from their ground in both themes`, async () => {
      const cells = statesOf[tag].flatMap((state) => themes.map((theme) => cellOf(tag, { state, theme, width: "680" })));
      const desk = await openCells(gallery, tag, { viewport: { width: 700, height: 800 }, languages: ["en"] });
      assert.deepEqual(await collect(desk, cells, () => desk.evaluate(tooSmall, { tag, least: 24 })), []);
      // A ring is for the keyboard.
      await desk.keyboard.press("Tab");
      assert.deepEqual(await collect(desk, cells, () => desk.evaluate(faint, tag)), []);
      await desk.context().close();
      const phone = await openCells(gallery, tag, { viewport: { width: 700, height: 800 }, hasTouch: true, isMobile: true, languages: ["en"] });
      assert.deepEqual(
        await collect(
          phone,
          cells.filter(({ theme }) => theme === "light"),
          () => phone.evaluate(tooSmall, { tag, least: 44 }),
        ),
        [],
      );
      await phone.context().close();
    });

    it(`<${tag}> keeps its controls and signs in forced colours, and stands still where motion is reduced`, async () => {
      const page = await openCells(gallery, tag, { forcedColors: "active", languages: ["en"] });
      const found = await collect(
        page,
        statesOf[tag].map((state) => cellOf(tag, { state })),
        () =>
          page.evaluate((tag) => {
            const root = document.querySelector(tag)?.shadowRoot;
            const all = [...(root?.querySelectorAll<HTMLElement>("*") ?? [])].filter((each) => each.checkVisibility());
            const edges = all.filter((each) => each.matches("button:not(.close), a.button, a.control") && !/^[1-9]/.test(getComputedStyle(each).borderTopWidth));
            const own = all.filter((each) => getComputedStyle(each).forcedColorAdjust === "none");
            const moving = document.getAnimations().filter(({ playState }) => playState === "running");
            return [
              ...edges.map((each) => `${each.textContent} has no edge`),
              ...own.map((each) => `${each.localName} keeps its own colours`),
              ...moving.map(() => "something moves"),
            ];
          }, tag),
      );
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
});
