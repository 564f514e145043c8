// The same picture, to the pixel, under whatever circumstances: policy, copies of our code on the page, and the way an element came to where it stands.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { listen } from "../../demo/listen.ts";
import { tags, themes, type Cell, type Tag } from "../../demo/gallery/cells.ts";
import { cellOf, openCells, showCell, useGallery, type Gallery } from "./gallery-cells.ts";

const { version }: { version: string } = JSON.parse(await readFile(new URL("../../dist/widgets/manifest.json", import.meta.url), "utf8"));

const shown: Record<Tag, string[]> = {
  "pitchyou-apply-button": ["ready", "test", "outline"],
  "pitchyou-chat": ["loading", "ready", "error"],
  "ats-linkedin-onboard": ["ready", "error", "offline"],
  "interview-questions": ["loading", "ready", "error"],
};

async function pictures(page: Page, tag: Tag, ofThemes: readonly Cell["theme"][] = themes): Promise<Map<string, Buffer>> {
  const taken = new Map<string, Buffer>();
  for (const theme of ofThemes) {
    for (const state of shown[tag]) {
      await showCell(page, cellOf(tag, { state, theme }));
      taken.set(`${state} ${theme}`, await page.screenshot({ animations: "disabled" }));
    }
  }
  return taken;
}

function assertAlike(one: Map<string, Buffer>, other: Map<string, Buffer>, what: string): void {
  assert.deepEqual(
    [...one].filter(([name, picture]) => !other.get(name)?.equals(picture)).map(([name]) => name),
    [],
    `${what}: these pictures differ`,
  );
}

type Served = { html: string; policy: string };

/** The gallery as another server would give it: with another policy, or another text of its pages. */
async function serveOtherwise(gallery: Gallery, change: (page: Served) => Served): Promise<Gallery & { close(): Promise<void> }> {
  const { url, close } = await listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    const response = await fetch(gallery.ats + pathname + search);
    if (!response.headers.get("content-type")?.startsWith("text/html")) return response;
    const { html, policy } = change({ html: await response.text(), policy: response.headers.get("content-security-policy") ?? "" });
    return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy } });
  }, 0);
  return { browser: gallery.browser, edge: gallery.edge, ats: url, close };
}

const circumstances: Record<string, (page: Served, edge: string) => Served> = {
  "under a loose policy": ({ html }) => ({ html, policy: "script-src * 'unsafe-inline' 'unsafe-eval'; style-src * 'unsafe-inline'" }),
  "with a second copy of Lit": ({ html, policy }, edge) => ({ html: html.replace("<script", `${copies(edge)}<script`), policy }),
};

/** All of our code again, from the versioned address. */
function copies(edge: string): string {
  return ["ats-bridge", ...tags].map((name) => `<script type="module" src="${edge}/widgets/${version}/${name}.js"></script>`).join("");
}

const moves: Record<string, (tag: Tag) => void> = {
  moved: (tag) => document.querySelector("main")?.append(document.createElement("section"), document.querySelector(tag) ?? ""),
  "moved back": (tag) => document.querySelector("main > section")?.replaceWith(document.querySelector(tag) ?? ""),
  "mounted again": (tag) => {
    const element = document.querySelector(tag);
    const place = element?.parentElement;
    element?.remove();
    place?.append(element ?? "");
  },
  cloned: (tag) => {
    const element = document.querySelector(tag);
    element?.replaceWith(element.cloneNode(true));
  },
};

describe("the gallery in pictures", { concurrency: 2 }, () => {
  const gallery = useGallery();

  for (const tag of tags) {
    it(`<${tag}> looks the same under a loose policy, with a second copy of Lit, and moved, mounted again or cloned`, async (t) => {
      const faults: string[] = [];
      const open = (where: Gallery): Promise<Page> =>
        openCells(where, tag, {
          languages: ["en"],
          prepare: async (page) => {
            page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
            page.on("pageerror", ({ message }) => faults.push(message));
          },
        });
      const page = await open(gallery);
      const usual = await pictures(page, tag);
      assert.equal(new Set([...usual.values()].map((picture) => picture.toString("base64"))).size, usual.size, "each state has a look of its own");

      for (const [what, change] of Object.entries(circumstances)) {
        const where = await serveOtherwise(gallery, (page) => change(page, gallery.edge));
        t.after(where.close);
        const other = await open(where);
        assertAlike(usual, await pictures(other, tag), what);
        await other.context().close();
      }
      for (const [what, move] of Object.entries(moves)) {
        await page.evaluate(move, tag);
        assertAlike(await pictures(page, tag, ["light"]), usual, what);
      }
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
});
