// The examples run: each builds and type-checks with the packed package, its elements come alive, and attributes, properties and events
// go both ways; what would be wrong use is an error where its framework checks types.
import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { eventually, freePort } from "../support/processes.ts";
import { examples, install, serve, visitor } from "./examples.ts";
import { run } from "./packed.ts";

const apply = "pitchyou-apply-button";

/** What every example does. */
async function use(address: string): Promise<void> {
  const { context, tokens, faults } = await visitor();
  const page = await context.newPage();
  await page.goto(address);
  const link = page.locator(`${apply} a[part=link]`);
  match((await link.getAttribute("href")) ?? "", /^https:\/\/acme\.pitchyou\.de\/go\/4711\?title=Driver%20%28m%2Ff%2Fd%29/);
  await page.getByText("3 for 4711").waitFor();
  deepEqual([...new Set(tokens)], ["Bearer of-the-page"], "the session came from the page's own function or address");
  // Beside each question, because an attribute without a value asks for it.
  await page.locator("interview-questions [part=question] [part=times]").nth(2).waitFor();

  await link.click();
  await page.locator("#applied", { hasText: "4711" }).waitFor();
  equal(page.url(), address, "the event's listener could hold the link back");

  await page.locator("#next").click();
  await page.getByText("2 for 4712").waitFor();
  match((await link.getAttribute("href")) ?? "", /\/go\/4712/);
  deepEqual(faults, []);
  await context.close();
}

/** What stands there before or without any script. */
async function withoutScript(address: string): Promise<string> {
  const { context } = await visitor({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  const own = page.locator(`${apply} > a`);
  ok(((await own.boundingBox())?.height ?? 0) >= 44, "the link is as large as the button");
  const href = await own.getAttribute("href");
  await context.close();
  return href ?? "";
}

interface Wrong {
  file: string;
  code: string;
  check: [command: string, ...args: string[]];
}

const wrongTag = (event: string) => `<pitchyou-apply-button client-id="acme" variant="pink" ${event}></pitchyou-apply-button>`;
const wrongs: Record<string, Wrong> = {
  react: {
    file: "src/wrong.tsx",
    code: `import "ats-bridge/react";\nexport const wrong = ${wrongTag("onpitchyou-apply-click={(event) => event.detail.email}")};\n`,
    check: ["tsc", "-p", "."],
  },
  vue: {
    file: "src/Wrong.vue",
    code: `<script setup lang="ts"></script>\n<template>${wrongTag('@pitchyou-apply-click="(event) => event.detail.email"')}</template>\n`,
    check: ["vue-tsc", "-p", "."],
  },
  svelte: { file: "src/Wrong.svelte", code: `<script lang="ts"></script>\n${wrongTag("onpitchyou-apply-click={(event) => event.detail.email}")}\n`, check: ["svelte-check"] },
  // Angular leaves attributes of other people's elements unchecked.
  angular: {
    file: "src/job-page.ts",
    code: "",
    check: ["ngc", "-p", ".", "--noEmit"],
  },
};

describe("the examples", { concurrency: 2 }, () => {
  const names = ["next", "angular", "vue", "react", "svelte"];
  let folderOf = (name: string) => name;
  before(async () => {
    folderOf = await install(names);
  });

  for (const name of names) {
    it(`${name}: builds, type-checks and runs`, async () => {
      const folder = folderOf(name);
      const built = await run("npm", ["run", "build"], folder);
      equal(built.code, 0, built.out);
      if (name === "next") return useNext(folder);
      await use(await serve(join(folder, "dist")));

      const wrong = wrongs[name];
      if (!wrong) return;
      const { file, code, check } = wrong;
      const bin = join(folder, "../node_modules/.bin", check[0]);
      const text = code || (await readFile(join(folder, file), "utf8")).replace("$event.detail.count", "$event.detail.amount");
      await writeFile(join(folder, file), text);
      const checked = await run(bin, check.slice(1), folder);
      notEqual(checked.code, 0);
      if (code) match(checked.out, /pink/);
      match(checked.out, code ? /email/ : /amount/);
    });
  }

  it("html: one script tag, four elements", async () => {
    const address = await serve(join(examples, "html"));
    equal(await withoutScript(address), "https://acme.pitchyou.de/go/4711");
    await use(address);
    const { context, faults } = await visitor();
    const page = await context.newPage();
    await page.goto(address);
    await page.frameLocator("ats-linkedin-onboard iframe").getByText("A plugin").waitFor();
    await page.locator("pitchyou-chat [part=open]").waitFor();
    deepEqual(faults, []);
    await context.close();
  });

  it("php: the page that it writes works, without JavaScript too", async () => {
    const address = await serve(join(examples, "php"), "expected.html");
    match(await withoutScript(address), /^https:\/\/acme\.pitchyou\.de\/go\/4711\?title=.*&utm_source=careers%20%26%20%22more%22$/);
    await use(address);
  });

  it("php: writes that page, and each link as the contract has it", async (t) => {
    const folder = join(examples, "php");
    const php = await run("php", ["page.php"], folder);
    if (php.out.includes("ENOENT")) return t.skip("there is no php on this machine");
    equal(php.out, await readFile(join(folder, "expected.html"), "utf8"));

    const vectors: { name: string; input: Record<string, unknown>; output?: string }[] = JSON.parse(
      await readFile(new URL("../fixtures/pitchyou/apply-urls.json", import.meta.url), "utf8"),
    );
    const attribute = (name: string) => (name === "title" ? "job-title" : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    const links = vectors.flatMap(({ name, input, output = "" }) => {
      const values = Object.entries(input).map(([key, value]) => [attribute(key), value]);
      // Another host, composing characters and halves of characters are the element's business.
      return input["applyUrl"] ||
        JSON.stringify(values) !== JSON.stringify(values).normalize("NFC") ||
        !JSON.stringify(values).isWellFormed() ||
        /\\ud[89a-f]/i.test(JSON.stringify(values))
        ? []
        : [{ name, output, link: Object.fromEntries(values) }];
    });
    ok(links.length > 10);
    const script =
      'require "ats-bridge.php"; foreach (json_decode($argv[1], true) as $link) echo html_entity_decode(ats_bridge_apply_button($link), ENT_QUOTES | ENT_HTML5), "\\0";';
    const written = (await run("php", ["-r", script, JSON.stringify(links.map(({ link }) => link))], folder)).out.split("\0");
    deepEqual(
      links.map(({ name }, index) => [name, /<a href="(.*?)">/.exec(written[index] ?? "")?.[1] ?? ""]),
      links.map(({ name, output }) => [name, output]),
    );
  });
});

/** Rendered by its own server, which has no DOM. */
async function useNext(folder: string): Promise<void> {
  const port = await freePort();
  const next = spawn(process.execPath, [join(folder, "../node_modules/next/dist/bin/next"), "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: folder,
    stdio: "ignore",
    detached: true,
  });
  const end = () => {
    try {
      process.kill(-(next.pid ?? 0));
    } catch {
      // It has ended.
    }
  };
  after(end);
  const address = `http://127.0.0.1:${port}/`;
  const html = await eventually("Next's server answers", async () => (await fetch(address)).text(), 30_000);
  match(html, /<pitchyou-apply-button client-id="acme" job-id="4711"[^>]*><a href="https:\/\/acme\.pitchyou\.de\/go\/4711">/);
  equal(await withoutScript(address), "https://acme.pitchyou.de/go/4711");
  await use(address);
  end();
}
