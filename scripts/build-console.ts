// Builds the operator's console: one page, one script, one style sheet and a file for each language, with hashed names.
import { resolve } from "node:path";
import { build } from "vite";

const root = resolve(import.meta.dirname, "../edge/console");

/** Into `folder`: `index.html`, and what never changes under `assets/`. The edge serves it below /console. */
export async function buildConsole(folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    base: "/console/",
    logLevel: "warn",
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      // An inlined file would be a data: address, which the page's policy has no need to allow.
      assetsInlineLimit: 0,
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  });
}

if (import.meta.main) await buildConsole(resolve(import.meta.dirname, "../dist/console"));
