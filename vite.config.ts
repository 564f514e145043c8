// Builds the elements for browsers: one module each, Lit and other common code in hashed chunks beside them.
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const widgets = resolve(import.meta.dirname, "widgets");
export const tags = readdirSync(widgets).filter((folder) => ["define.ts", "element.ts"].every((file) => existsSync(`${widgets}/${folder}/${file}`)));

export default defineConfig({
  root: import.meta.dirname,
  logLevel: "warn",
  plugins: [litForOurPages(), quietTemplates()],
  build: {
    outDir: "dist/widgets",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    reportCompressedSize: false,
    // Library mode, because pages would pay for Vite's preload helper without having a use for it.
    lib: {
      entry: {
        "ats-bridge": `${widgets}/index.ts`,
        ...Object.fromEntries(tags.map((tag) => [tag, `${widgets}/${tag}/define.ts`])),
      },
      formats: ["es"],
    },
    rolldownOptions: {
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: ({ facadeModuleId }) => `${languageFile(facadeModuleId) ?? "[name]"}-[hash].js`,
        minify: true,
        comments: false,
        codeSplitting: {
          // One file for what every element needs: it is cached once, and compresses better than several.
          groups: [
            { name: "common", test: /reactive-element|widgets.shared.(dom|element|text|events|register|lit-css)\.ts/ },
            { name: "edge", test: /widgets.shared.(edge-client|session|csp|values|tokens|live|state)\.ts/ },
          ],
        },
      },
    },
  },
});

/** `widgets/<tag>/texts/<language>.ts` becomes `<tag>.<language>`. */
function languageFile(path: string | null): string | undefined {
  const [, tag, language] = /([^/]+)\/texts\/(\w+)\.ts$/.exec(path ?? "") ?? [];
  return tag && `${tag}.${language}`;
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
      // Initializers and controllers, which no element of ours has.
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
    .replaceAll(";}", "}");
}
