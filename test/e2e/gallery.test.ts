// The gallery's own page: what is chosen is shown, each view has an address, and a reviewer without a mouse or with a phone gets on with it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import type { AxeResults } from "axe-core";
import { readChoice, statesOf } from "../../demo/gallery/cells.ts";
import { assertFits, setStage, type Stage } from "./stage.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

describe("the gallery", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage.close());

  it("shows all four elements in both themes, each as high as it is", async () => {
    const page = await stage.open("desktop");
    await page.goto(`${stage.demo.ats.url}/gallery`);
    assert.equal(await page.locator("figure").count(), 8);
    const chat = page.locator("iframe[title='pitchyou-chat, ready, dark, English']");
    await chat.scrollIntoViewIfNeeded();
    await chat.contentFrame().getByText("Your messages go to").waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll("iframe")].some(({ height }) => Number(height) > 400));
    await assertFits(page);
  });

  it("takes a choice at once, into an address that shows the same again", async () => {
    const page = await stage.open("desktop");
    await page.goto(`${stage.demo.ats.url}/gallery`);
    await page.getByLabel("Element").selectOption("interview-questions");
    await page.waitForURL(/tag=interview-questions/);
    assert.equal(await page.locator("section.group").count(), statesOf["interview-questions"].length);
    await page.getByLabel("State").selectOption("error");
    await page.waitForURL(/state=error/);
    await page.getByLabel("Language").selectOption("fi");
    await page.waitForURL(/lang=fi/);
    await page.getByLabel("Direction").selectOption("rtl");
    await page.waitForURL(/dir=rtl/);
    const cell = page.locator("iframe").first().contentFrame();
    await cell.getByText("Kysymyksiä ei saada juuri nyt").first().waitFor();
    assert.equal(await cell.locator("html").getAttribute("dir"), "rtl");
    await page.reload();
    await page.locator("iframe").first().contentFrame().getByText("Kysymyksiä ei saada juuri nyt").first().waitFor();
    assert.equal(await page.locator("figure").count(), 2);
    await page.getByRole("link", { name: "light" }).click();
    await page.waitForURL("**/gallery/cell?**");
    assert.equal(await page.locator("interview-questions").getAttribute("preview-state"), "error");
  });

  it("fits a phone, passes axe, and shows what it knows where an address asks for what there is not", async () => {
    const page = await stage.open("phone");
    await page.addInitScript({ path: axe });
    await page.goto(`${stage.demo.ats.url}/gallery?tag=pitchyou-apply-button&width=320&lang=xx&state=nonsense&theme=%3Cb%3E`);
    await page.locator("iframe").first().contentFrame().getByText("Apply").first().waitFor();
    await assertFits(page);
    const found = await page.evaluate(async () => {
      const page: typeof globalThis & { axe?: { run(options: object): Promise<AxeResults> } } = globalThis;
      // The cells are pages of their own, looked at in gallery-access; how many have loaded by now is chance.
      return (await page.axe?.run({ iframes: false }))?.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(" ")}`);
    });
    assert.deepEqual(found, []);
    assert.deepEqual(
      readChoice(() => "nonsense"),
      { tag: "all", state: "ready", theme: "all", lang: "en", dir: "ltr", width: "390", text: "100" },
    );
  });
});
