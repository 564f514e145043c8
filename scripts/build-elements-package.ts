// Builds what npm publishes of the elements: their modules, unbundled and readable, with types, descriptions for editors, and the
// package.json that `npm publish ./dist` takes. It asks for what the published files import, and for nothing that only the edge needs.
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "vite";
import { buildOf, quietCss, tags } from "../vite.config.ts";
import { PitchyouApplyButton } from "../widgets/pitchyou-apply-button/element.ts";
import { describeElement } from "./elements/describe.ts";
import { frameworkTypes } from "./elements/framework-types.ts";
import { customElementsManifest, vscodeData, webTypes } from "./elements/manifests.ts";

const root = resolve(import.meta.dirname, "..");
const widgets = `${root}/widgets`;
/** All else is reached from these. */
const entries = ["index.ts", "react.ts", "shared/types.ts", "pitchyou-apply-button/render.ts"];

/** `dist` already holds the server kit and the command line. */
export async function buildElementsPackage(dist: string): Promise<void> {
  const folder = `${dist}/elements`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await compile(folder);
  await carryLit(folder);

  const elements = await Promise.all(tags.map((tag) => describeElement(widgets, folder, tag)));
  const described: Record<string, string> = {
    ...frameworkTypes(elements),
    "custom-elements.json": JSON.stringify(customElementsManifest(elements)),
    "vscode.html-custom-data.json": JSON.stringify(vscodeData(elements)),
    "web-types.json": JSON.stringify(webTypes(elements, (await readPackage()).version)),
    "ats-bridge.css": quietCss(await readFile(`${widgets}/ats-bridge.css`, "utf8")).trim(),
    "apply-button.css": applyButtonCss(),
    // So that importing them for their types alone is no error where nothing is erased.
    "vue.js": "export {};\n",
    "svelte.js": "export {};\n",
  };
  for (const [name, text] of Object.entries(described)) await writeFile(`${folder}/${name}`, text);
  await dropUnreachableTypes(folder);
  await copyFile(`${widgets}/README.md`, `${dist}/README.md`);
  await copyFile(`${root}/LICENSE`, `${dist}/LICENSE`);
  await writeFile(`${dist}/package.json`, json(await publishedPackage(dist)));
}

/**
 * The button's styles as a file, for its declarative shadow root. Until the element is defined they go before what `ats-bridge.css`
 * reserves for one that is not there yet; without scripts a QR code cannot be made.
 */
export function applyButtonCss(): string {
  const sheets = PitchyouApplyButton.styles.map(({ cssText }) => cssText).join("");
  const undefinedYet = ":host(:not(:defined,[hidden])){display:inline-flex!important;min-block-size:0!important}";
  return `${quietCss(sheets).trim()}${undefinedYet}@media (scripting:none){[part='qr']{display:none}}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function readPackage(): Promise<Record<string, unknown> & { version: string; dependencies: Record<string, string> }> {
  return JSON.parse(await readFile(`${root}/package.json`, "utf8"));
}

async function compile(folder: string): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), "ats-bridge-elements-"));
  try {
    const settings = {
      extends: `${root}/tsconfig.json`,
      compilerOptions: {
        noEmit: false,
        declaration: true,
        target: "ES2022",
        rewriteRelativeImportExtensions: true,
        allowImportingTsExtensions: false,
        rootDir: widgets,
        outDir: folder,
        types: [],
      },
      include: [],
      files: entries.map((entry) => `${widgets}/${entry}`),
    };
    await writeFile(`${temporary}/tsconfig.json`, JSON.stringify(settings));
    const { status, stdout } = spawnSync(`${root}/node_modules/.bin/tsc`, ["-p", temporary], { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`the elements cannot be compiled:\n${stdout}`);
  } finally {
    await rm(temporary, { recursive: true });
  }
  for (const name of await filesIn(folder)) {
    const path = `${folder}/${name}`;
    const code = await readFile(path, "utf8");
    const lit = JSON.stringify(`${relative(dirname(path), folder) || "."}/reactive-element.js`.replace(/^(?!\.)/, "./"));
    const ours = code.replaceAll(/(from |import\()"lit"/g, (_, before: string) => before + lit);
    const fit = name.endsWith(".d.ts") ? publicTypes(ours) : ours.replaceAll(/css`[^`]*`/g, (sheet) => quietCss(sheet).replace("` ", "`"));
    await writeFile(path, name === "index.d.ts" ? `${fit}export type * from "./shared/types.js";\n` : fit);
  }
}

/** What only the element itself and the browser call says nothing to its users; the compiler leaves names of our sources. */
function publicTypes(declaration: string): string {
  return declaration
    .replace(/^    static \w+: \{\n.*?^    \};\n/gms, "")
    .replace(/^(    \/\*\* [^\n]* \*\/\n)?    (private|protected|static|constructor|(adopted|connected|disconnected)\w*Callback)\b[^\n]*;\n/gm, "")
    .replace(/(from |import\()(["'])(\.{1,2}\/[^"']+)\.ts\2/g, "$1$2$3.js$2");
}

/**
 * Lit's base class is carried along as the drop-in has it: importing it throws on no server, whatever conditions that resolves by,
 * and it warns of no second Lit on a page. Of Lit as it is published neither holds.
 */
async function carryLit(folder: string): Promise<void> {
  const entry = "reactive-element.js";
  const source = 'export { ReactiveElement, css } from "lit";';
  const browser = buildOf({ entry });
  await build({
    ...browser,
    publicDir: false,
    plugins: [...(browser.plugins ?? []), { name: "entry", resolveId: (id) => (id.endsWith(entry) ? entry : null), load: (id) => (id === entry ? source : null) }],
    build: {
      ...browser.build,
      outDir: folder,
      lib: { entry, formats: ["es"], fileName: () => entry },
      rolldownOptions: { output: { minify: false, comments: false, codeSplitting: false, banner: "/*! Lit's ReactiveElement, BSD-3-Clause: see LICENSE-lit */" } },
    },
  });
  await copyFile(`${root}/node_modules/lit/LICENSE`, `${folder}/LICENSE-lit`);
  await writeFile(`${folder}/reactive-element.d.ts`, reactiveElement);
}

const reactiveElement = `export type PropertyDeclarations = Record<string, object>;
export type PropertyValues = Map<PropertyKey, unknown>;
export interface CSSResult {
  readonly cssText: string;
  readonly styleSheet: CSSStyleSheet | undefined;
}
/** What elements have from Lit and their users may call. */
export declare class ReactiveElement extends HTMLElement {
  /** False when another update followed meanwhile. */
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}
`;

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => /\.(js|ts)$/.test(name));
}

/** Declarations of what is inside are nobody's business, and would be most of the package's types. */
async function dropUnreachableTypes(folder: string): Promise<void> {
  const seen = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, name = ""] of (await readFile(path, "utf8")).matchAll(/(?:from |import\()["'](\.[^"']+)\.js["']/g)) await visit(resolve(dirname(path), `${name}.d.ts`));
  };
  const starts = [...entries.map((entry) => entry.replace(/\.ts$/, "")), ...tags.flatMap((tag) => [`${tag}/define`, `${tag}/element`]), "react", "vue", "svelte"];
  for (const start of starts) await visit(`${folder}/${start}.d.ts`);
  for (const name of await filesIn(folder)) if (name.endsWith(".d.ts") && !seen.has(`${folder}/${name}`)) await rm(`${folder}/${name}`);
}

/** Ours, as seen from `dist`. */
async function publishedPackage(dist: string): Promise<object> {
  const { name, version, description, keywords, license, type, engines, dependencies, peerDependencies, peerDependenciesMeta, publishConfig, ...all } = await readPackage();
  const { exports, main, module, types, bin, files, sideEffects, customElements, repository, homepage, bugs } = all;
  const fields = { main, module, types, exports, bin, files, sideEffects, customElements, "web-types": all["web-types"] };
  const here: object = JSON.parse(JSON.stringify(fields).replaceAll('"./dist/', '"./'));
  const asked = await importedBy(dist);
  return {
    name,
    version,
    description,
    keywords,
    license,
    repository,
    homepage,
    bugs,
    type,
    engines,
    publishConfig,
    ...here,
    scripts: { prepublishOnly: "npm --prefix .. test" },
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([dependency]) => asked.has(dependency))),
    peerDependencies,
    peerDependenciesMeta,
  };
}

/** The packages that published files name. */
async function importedBy(dist: string): Promise<Set<string>> {
  const published = (await readdir(dist, { recursive: true })).filter((name) => /^(elements|types)\/.*\.(js|ts)$|^(server\.d\.ts|server\.js|cli\.js)$/.test(name));
  const code = await Promise.all(published.map((name) => readFile(`${dist}/${name}`, "utf8")));
  return new Set(code.flatMap((text) => [...text.matchAll(/(?:from|import\() ?["']([a-z@][^"':]*)["']/g)].map(([, name = ""]) => name.replace(/^(@[^/]+\/[^/]+|[^/]+).*$/, "$1"))));
}
