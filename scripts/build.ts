// Builds what is served and published into `dist/`; each part is one function, called in the last lines.
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { buildConsole } from "./build-console.ts";
import { applyButtonCss, buildElementsPackage } from "./build-elements-package.ts";
import { buildPackages } from "./build-packages.ts";
import { builds, quietCss, tags } from "../vite.config.ts";

const root = resolve(import.meta.dirname, "..");

interface WidgetFile {
  file: string;
  integrity: string;
  bytes: number;
  /** At quality 11. */
  brotli: number;
}

export interface WidgetElement {
  module: string;
  files: string[];
  /** Of these an element loads the one it needs. */
  languages: Record<string, string>;
}

/** What `/widgets/manifest.json` says; files stand in the order in which they were made. */
export interface WidgetManifest {
  version: string;
  files: Record<string, WidgetFile>;
  /** `files` is all that one element downloads, without the drop-in script and without what is loaded on demand. */
  elements: Record<string, WidgetElement>;
  /** What a page downloads in their place that has several kinds of them. */
  together: WidgetElement;
}

async function buildWidgets(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(`${root}/package.json`, "utf8"));
  await rm(folder, { recursive: true, force: true });
  for (const each of Object.values(builds)) await build(each);
  await writeFile(`${folder}/ats-bridge.css`, quietCss(await readFile(`${root}/widgets/ats-bridge.css`, "utf8")).trim());
  await writeFile(`${folder}/apply-button.css`, applyButtonCss());

  const names = (await readdir(folder)).sort();
  const code = new Map(await Promise.all(names.map(async (name) => [name, await readFile(`${folder}/${name}`)] as const)));
  await writeFile(`${folder}/manifest.json`, `${JSON.stringify(describe(code, String(version)), null, 2)}\n`);

  // The versioned copy is whole: its relative imports meet the same names beside them.
  for (const name of [...names, "manifest.json"]) await cp(`${folder}/${name}`, `${folder}/${version}/${name}`);
}

function describe(code: Map<string, Buffer>, version: string): WidgetManifest {
  const files = [...code].map(([name, bytes]): [string, WidgetFile] => [
    name,
    {
      file: `${version}/${name}`,
      integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
      bytes: bytes.length,
      brotli: brotliCompressSync(bytes).length,
    },
  ]);
  const elementOf = (name: string): WidgetElement => {
    const module = `${name}.js`;
    const languages = [...code.keys()].flatMap((file) => {
      const [, language] = new RegExp(`^${name}\\.([a-z]{2})-`).exec(file) ?? [];
      return language ? [[language, file]] : [];
    });
    return { module, files: closure(code, module), languages: Object.fromEntries(languages) };
  };
  const elements = Object.fromEntries(tags.map((tag) => [tag, elementOf(tag)]));
  return { version, files: Object.fromEntries(files), elements, together: elementOf("elements") };
}

/** A module and all that it imports statically, itself first. */
function closure(code: Map<string, Buffer>, name: string, seen: string[] = []): string[] {
  if (seen.includes(name)) return seen;
  const imports = String(code.get(name)).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g);
  return [...imports].reduce((found, [, next = ""]) => closure(code, next, found), [...seen, name]);
}

const dist = `${root}/dist`;
await buildConsole(`${dist}/console`);
await buildPackages(dist);
await buildElementsPackage(dist);
// What npm publishes is not for Cloudflare to serve.
await writeFile(`${dist}/.assetsignore`, "LICENSE\nREADME.md\ncli.js\nelements\npackage.json\nserver.*\ntypes\n");
await cp(`${root}/docs`, `${dist}/docs`, { recursive: true, filter: (path) => !path.endsWith("/images") });
// The last one: its manifest tells that the build is whole.
await buildWidgets(`${dist}/widgets`);
