// Builds the elements for browsers: the drop-in script, one module for each element, and one of them all.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { InlineConfig, Plugin } from "vite";

const widgets = resolve(import.meta.dirname, "widgets");
export const tags = readdirSync(widgets).filter((folder) => ["define.ts", "element.ts"].every((file) => existsSync(`${widgets}/${folder}/${file}`)));

/** All files that are loaded on demand bear the same: browsers compress a list of names with one end far better than with many. */
const stamp = hashOf(["package-lock.json", "vite.config.ts", ...readdirSync(widgets, { recursive: true, encoding: "utf8" }).map((file) => `widgets/${file}`)]);

/** One build for each file that a page may ask for: what it needs is in it, as one file compresses better than several and comes in one go. */
export const builds = Object.fromEntries(
  [["ats-bridge", `${widgets}/index.ts`], ["elements", `${widgets}/elements.ts`], ...tags.map((tag) => [tag, `${widgets}/${tag}/define.ts`])].map(([name = "", entry = ""]) => [
    name,
    buildOf({ [name]: entry }),
  ]),
);

export function buildOf(entry: Record<string, string>): InlineConfig {
  return {
    root: import.meta.dirname,
    configFile: false,
    logLevel: "warn",
    plugins: [fileOfItsOwn(), ...("elements" in entry ? [wordsTogether()] : []), litForOurPages(), quietTemplates()],
    build: {
      outDir: "dist/widgets",
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      // Library mode, because pages would pay for Vite's preload helper without having a use for it.
      lib: { entry, formats: ["es"] },
      rolldownOptions: {
        // What is loaded on demand takes from the element's own file what both need.
        preserveEntrySignatures: "allow-extension",
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: ({ facadeModuleId }) => `${facadeModuleId ? nameOf(facadeModuleId, Object.keys(entry).join()) : "[name]"}-${stamp}.js`,
          minify: true,
          comments: false,
        },
      },
    },
  };
}

/** Whatever may change what is built. */
function hashOf(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files.toSorted().filter((name) => /\.(ts|json)$/.test(name))) hash.update(readFileSync(resolve(import.meta.dirname, file)));
  return hash.digest("hex").slice(0, 8).toUpperCase();
}

/** The drop-in script asks for the other builds' files and has nothing of them itself; the file of all keeps what registers them. */
function fileOfItsOwn(): Plugin {
  return {
    name: "file-of-its-own",
    enforce: "pre",
    resolveId(source, importer) {
      // Said here, as the package's `sideEffects` speaks of what is published.
      return importer === `${widgets}/elements.ts` ? { id: resolve(widgets, source), moduleSideEffects: true } : null;
    },
    load(id) {
      if (id !== `${widgets}/files.ts`) return null;
      return `export const tags = ${JSON.stringify(tags)};
export const loadCode = (name) => import(/* @vite-ignore */ \`./\${name}.js\`);
export const loadWords = (name, language) => import(/* @vite-ignore */ \`./\${name}.\${language}-${stamp}.js\`);`;
    },
  };
}

/** Several elements have their words for the first sight in one file, `elements.<language>`. */
function wordsTogether(): Plugin {
  const panels = tags.filter((tag) => existsSync(`${widgets}/${tag}/texts`));
  return {
    name: "words-together",
    enforce: "pre",
    resolveId: (source) => (source.startsWith(`${widgets}/elements/`) ? source : null),
    load(id) {
      const [, language] = /elements\/texts\/(\w+)\.ts$/.exec(id) ?? [];
      if (!language) return null;
      return panels.map((tag, index) => `import { texts as t${index} } from "${widgets}/${tag}/texts/${language}.ts"; export const w${index} = { texts: t${index} };`).join("\n");
    },
    transform(code, id) {
      const index = panels.findIndex((tag) => id === `${widgets}/${tag}/texts.ts`);
      return index < 0 ? null : { code: code.replace(/import\("\.\/(texts\/\w+\.ts)"\)/g, `import("${widgets}/elements/$1").then((file) => file.w${index})`), map: null };
    },
  };
}

/** `<tag>.<part>` or `<tag>.<part>.<language>`, with the build's own name before it where the file takes from that. */
function nameOf(path: string, build: string): string {
  const parts = relative(widgets, path).replace(/\.ts$/, "").split("/");
  const names = parts.filter((part, index) => part !== "texts" && part !== "shared" && part !== parts[index - 1]);
  return (parts.includes("texts") || names[0] === build ? names : [build, ...names]).join(".");
}

/**
 * Fits Lit's published files to our promises: our Trusted Types policy, imports that do not throw on a server,
 * and without hooks for polyfills and engines that have no adoptable style sheets. A new Lit that reads otherwise stops the build.
 */
function litForOurPages(): Plugin {
  const edits: Record<string, [RegExp, string][]> = {
    "lit-html/lit-html.js": [
      [/\w+\?\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/, "__policy"],
      [/=document,/, "=globalThis.document??{createTreeWalker(){}},"],
      [/\w+\?\.\(\w+,\w+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, "0"],
      [/^/, `import{policy as __policy}from${JSON.stringify(`${widgets}/shared/trusted-types.ts`)};`],
    ],
    "@lit/reactive-element/reactive-element.js": [
      [/"\.\/css-tag\.js"/g, JSON.stringify(`${widgets}/shared/lit-css.ts`)],
      [/extends HTMLElement/, "extends(globalThis.HTMLElement??class{})"],
      [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ""],
      [/const \w+=this\[Symbol\.metadata\];if\(null!==\w+\)\{.*?\}(?=this\._\$Eh=new Map)/, ""],
      // Polyfills, initializers, controllers, lists and objects in attributes, and defaults that are kept off them: no element of ours has these.
      [/,\w+=\w+\.reactiveElementPolyfillSupport/, ""],
      [/;break;case Object:case Array:\w=null==\w\?\w:JSON\.stringify\(\w\)/, ""],
      [/case Object:case Array:try\{\w=JSON\.parse\(\w\)\}catch\(\w\)\{\w=null\}/, ""],
      [/\|\|\w\.useDefault&&\w\.reflect&&\w===this\._\$Ej\?\.get\(\w\)&&!this\.hasAttribute\(\w\._\$Eu\(\w,\w\)\)/, ""],
      [/static addInitializer\(\w+\)\{[^}]*\}/, ""],
      [/addController\(\w+\)\{[^}]*\}removeController\(\w+\)\{[^}]*\}/, ""],
      [/void 0!==\w+\.l&&\(this\.l=\[\.\.\.\w+\.l\]\)|this\.constructor\.l\?\.forEach\(\w+=>\w+\(this\)\)|this\._\$EO\?\.forEach\(\w+=>\w+\.host\w+\?\.\(\)\)/g, "0"],
      [/\w+\?\.\(\{ReactiveElement:\w+\}\),\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, "0"],
    ],
    "lit-element/lit-element.js": [
      [/\w+\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\)/, "0"],
      [/\w+\?\.\(\{LitElement:\w+\}\);/, ""],
      [/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ""],
    ],
  };
  return {
    name: "lit-for-our-pages",
    transform(code, id) {
      const path = id.split("/node_modules/").at(-1) ?? "";
      const changed = edits[path]?.reduce((text, [pattern, replacement]) => {
        if (!pattern.test(text)) throw new Error(`${path} no longer has ${pattern}`);
        return text.replace(pattern, replacement);
      }, code);
      return path.includes("lit") ? { code: changed ?? code, map: null, moduleSideEffects: false } : null;
    },
  };
}

/** Takes indentation and comments out of our css and html templates, which no minifier may touch. */
function quietTemplates(): Plugin {
  return {
    name: "quiet-templates",
    enforce: "pre",
    transform(code, id) {
      if (!id.startsWith(widgets)) return null;
      const quiet = code
        .replace(/css`[^`]*`/g, (sheet) => quietCss(sheet).replace("` ", "`"))
        .replace(/>\s*\n\s*(?=[<$])/g, ">")
        .replace(/\}\s*\n\s*(?=<\/)/g, "}")
        .replace(/`\n\s*(?=<)/g, "`");
      return { code: quiet, map: null };
    },
  };
}

export function quietCss(sheet: string): string {
  return sheet
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]|: ) ?/g, (_, mark: string) => mark.trim())
    .replaceAll(";}", "}")
    .replace(/(\[[\w-]+=)'([\w-]+)'\]/g, "$1$2]")
    .replace(/(?<=[ :(,])0(?=\.\d)/g, "");
}
