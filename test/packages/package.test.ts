// What npm publishes: exactly what is meant, light, right for every resolver, and described without drift.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import { ROOT } from "../support/processes.ts";
import { dist, startBrowser, startSite } from "../widgets/node/site.ts";
import type { WidgetManifest } from "../../scripts/build.ts";
import { pack, run, unpack } from "./packed.ts";

const { folder, tarball, files, unpackedBytes } = await pack();
const project = join(folder, "project");
const installed = join(project, "node_modules/ats-bridge");
await mkdir(installed, { recursive: true });
await unpack(tarball, installed);
const read = async (name: string) => readFile(join(installed, name), "utf8");
const published = JSON.parse(await read("package.json"));
const { elements: tags }: WidgetManifest = JSON.parse(await readFile(`${dist}/manifest.json`, "utf8"));
const others = ["ats-bridge.css", "apply-button.css", "custom-elements.json", "web-types.json", "vscode.html-custom-data.json"];

/** Every file that a field of package.json leads to. */
function targets(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("./") ? [value.slice(2)] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(targets) : [];
}

test("holds the elements, the kit and the command line, and nothing of tests, demo, edge or console", () => {
  const allowed =
    /^(package\.json|README\.md|LICENSE|cli\.js|server\.(js|d\.ts)|types\/(api|kit\/[\w-]+)\.d\.ts|elements\/([\w-]+\/)*[\w.-]+\.(js|d\.ts|css|json)|elements\/LICENSE-lit)$/;
  deepEqual(
    files.filter((file) => !allowed.test(file) || /test|demo|\.map$/.test(file)),
    [],
  );
  for (const target of targets({ ...published, files: [], sideEffects: [] })) ok(files.includes(target), `${target} is in the package`);
  const modules = files.filter((file) => /^elements\/[\w-]+\/define\.js$/.test(file)).map((file) => file.split("/")[1]);
  deepEqual(modules.toSorted(), Object.keys(tags).toSorted());
});

test("weighs at most 600 kB unpacked, and asks for three small packages that ask for nothing", async () => {
  ok(unpackedBytes < 600_000, `${unpackedBytes} bytes`);
  deepEqual(Object.keys(published.dependencies), ["idb-keyval", "uqr", "valibot"]);
  for (const name of Object.keys(published.dependencies)) {
    const { dependencies = {} } = JSON.parse(await readFile(join(ROOT, "node_modules", name, "package.json"), "utf8"));
    deepEqual(dependencies, {}, name);
  }
  deepEqual(
    Object.values(published.peerDependenciesMeta).map((each) => Reflect.get(Object(each), "optional")),
    [true, true, true],
  );
});

test("can be published from the built folder only", async () => {
  equal(published.private, undefined);
  equal(published.publishConfig.access, "public");
  const refused = await run("npm", ["run", "--silent", "prepublishOnly"], ROOT);
  equal(refused.code, 1);
  match(refused.out, /npm publish \.\/dist/);
});

test("publint finds nothing", async () => {
  const { code, out } = await run("publint", ["--strict", tarball], ROOT);
  match(out, /All good/);
  equal(code, 0);
});

test("its types are right for Node's resolution and for bundlers'", async () => {
  const { code, out } = await run("attw", [tarball, "--profile", "esm-only", "--format", "table-flipped", "--no-emoji", "--exclude-entrypoints", ...others], ROOT);
  equal(code, 0, out);
});

test("importing every module on a server throws nothing and leaves no global behind", async () => {
  for (const name of Object.keys(published.dependencies)) await cp(join(ROOT, "node_modules", name), join(project, "node_modules", name), { recursive: true });
  const entries = Object.keys(published.exports).flatMap((entry) => (/\.(css|json)$/.test(entry) ? [] : [entry.replace(".", "ats-bridge")]));
  const script = `const before = Object.getOwnPropertyNames(globalThis).join();
    for (const name of ${JSON.stringify(entries)}) await import(name);
    const { PitchyouApplyButton } = await import("ats-bridge/pitchyou-apply-button/element");
    console.log(typeof PitchyouApplyButton, before === Object.getOwnPropertyNames(globalThis).join());`;
  await writeFile(join(project, "import.mjs"), script);
  ok(entries.length > 12);
  for (const conditions of [[], ["-C", "workerd"], ["-C", "browser"]]) equal((await run(process.execPath, [...conditions, "import.mjs"], project)).out, "function true\n");
});

const consumer = `import "ats-bridge";
import type { ApplyClick, PitchyouApplyButton } from "ats-bridge";
import { renderApplyButton } from "ats-bridge/ssr";
import { InterviewQuestions } from "ats-bridge/interview-questions/element";
const button: PitchyouApplyButton | null = document.querySelector("pitchyou-apply-button");
document.addEventListener("pitchyou-apply-click", ({ detail }) => { const click: ApplyClick = detail; void click.jobId; });
document.createElement("interview-questions").addEventListener("interview-questions-load", (event) => { const count: number = event.detail.count; void count; });
document.createElement("pitchyou-chat").getSession = async ({ reason }) => ({ token: reason });
const href: string | undefined = button?.href;
const html: string = renderApplyButton({ "client-id": "acme", "job-id": 1, qr: true }, { stylesheet: "/apply-button.css" });
void [href, html, InterviewQuestions];
// @ts-expect-error there is no such property
void button?.jobid;
// @ts-expect-error nor such a detail
document.addEventListener("pitchyou-apply-click", ({ detail }) => detail.email);
// @ts-expect-error Lit is nobody's business
void button?.willUpdate;
`;

test("types elements, their events and the rendering for strict consumers, library files checked too", async () => {
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true, target: "ES2022", types: [] };
  await writeFile(join(project, "consumer.mts"), consumer);
  for (const resolution of [
    { module: "NodeNext", moduleResolution: "NodeNext" },
    { module: "ESNext", moduleResolution: "Bundler" },
  ]) {
    await writeFile(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...strict, ...resolution, lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"] }, files: ["consumer.mts"] }),
    );
    equal((await run("tsc", ["-p", project], project)).out, "");
  }
});

test("the custom elements manifest follows its schema", async () => {
  const schema = JSON.parse(await readFile(join(ROOT, "node_modules/custom-elements-manifest/schema.json"), "utf8"));
  const check = new Ajv({ strict: false, logger: false }).compile(schema);
  const manifest = JSON.parse(await read(published.customElements));
  equal(check(manifest), true, JSON.stringify(check.errors?.slice(0, 3)));
  for (const { path } of manifest.modules) ok(files.includes(path), path);
});

test("each description names every attribute, and every part and slot that is seen in any state", async () => {
  const manifest = JSON.parse(await read(published.customElements));
  const site = await startSite();
  const page = await (await startBrowser()).newPage();
  await page.goto(site.page('<script type="module" src="/widgets/ats-bridge.js"></script>'));
  for (const { declarations = [] } of manifest.modules) {
    for (const { tagName, attributes, cssParts, slots } of declarations) {
      const seen = await page.evaluate(async (tag) => {
        const parts = new Set<string>();
        const slots = new Set<string>();
        for (const state of ["loading", "ready", "empty", "blocked", "expired", "error", "offline", "test"]) {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries({
            "preview-state": state,
            "client-id": "acme",
            "job-id": "1",
            "profile-id": "p",
            qr: "",
            "show-criteria": "",
            "show-times": "",
            "show-counts": "",
          }))
            element.setAttribute(name, value);
          document.body.append(element);
          await customElements.whenDefined(tag);
          await Reflect.get(element, "updateComplete");
          for (const each of element.shadowRoot?.querySelectorAll("[part]") ?? []) parts.add(each.getAttribute("part") ?? "");
          for (const each of element.shadowRoot?.querySelectorAll("slot") ?? []) slots.add(each.name);
        }
        const observed: string[] = Reflect.get(customElements.get(tag) ?? {}, "observedAttributes");
        return { parts: [...parts], slots: [...slots], observed };
      }, String(tagName));
      const names = (list: { name: string }[]) => list.map(({ name }) => name);
      deepEqual(names(attributes).toSorted(), seen.observed.toSorted(), tagName);
      ok(seen.parts.length > 1);
      deepEqual(
        seen.parts.filter((part) => !names(cssParts).includes(part)),
        [],
        tagName,
      );
      deepEqual(
        seen.slots.filter((slot) => !names(slots).includes(slot)),
        [],
        tagName,
      );
    }
  }
});
