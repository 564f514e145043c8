// Clients that others' generators make of /openapi.json. Run as a program: reads the description from standard input, writes TypeScript into a folder.
import { writeFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: clients.ts <folder>");
const description: unknown = JSON.parse(await text(process.stdin));

// openapi-typescript prints with TypeScript's own printer, which TypeScript 7 no longer has: it borrows oazapfts's TypeScript 5.
const theirs = createRequire(import.meta.resolve("oazapfts")).resolve("typescript");
registerHooks({
  resolve: (name, context, next) =>
    name === "typescript" && context.parentURL?.includes("/openapi-typescript/")
      ? { url: pathToFileURL(theirs).href, format: "commonjs", shortCircuit: true }
      : next(name, context),
});

const { default: openapiTs, astToString } = await import("openapi-typescript");
writeFileSync(join(folder, "openapi-typescript.ts"), astToString(await openapiTs(JSON.stringify(description))));

const { generateSource } = await import("oazapfts");
const source = join(folder, "openapi.json");
writeFileSync(source, JSON.stringify(description));
writeFileSync(join(folder, "oazapfts.ts"), await generateSource(source));
