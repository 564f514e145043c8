// What a page downloads for an element, in bytes after brotli at quality 11, read from the built files.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { WidgetElement, WidgetManifest } from "../../scripts/build.ts";

export interface Size {
  what: string;
  bytes: number;
  atMost: number;
}

const dist = resolve(import.meta.dirname, "../../dist/widgets");

export async function measureSizes(): Promise<Size[]> {
  const { elements }: WidgetManifest = JSON.parse(await readFile(`${dist}/manifest.json`, "utf8"));
  const button = elements["pitchyou-apply-button"];
  const chat = elements["pitchyou-chat"];
  const questions = elements["interview-questions"];
  return [
    { what: "drop-in script alone", bytes: await sizeOf("ats-bridge.js"), atMost: 1_000 },
    { what: "script and one apply button", bytes: await sizeOf("ats-bridge.js", ...(button?.files ?? [])), atMost: 7_500 },
    { what: "script and chat, in its longest language", bytes: await sizeOfAll(chat), atMost: 11_000 },
    { what: "script and interview questions, in their longest language", bytes: await sizeOfAll(questions), atMost: 10_000 },
    { what: "style sheet for elements not yet defined, uncompressed", bytes: (await readFile(`${dist}/ats-bridge.css`)).length, atMost: 512 },
  ];
}

/** With the drop-in script and the longest of its languages. */
async function sizeOfAll(element: WidgetElement | undefined): Promise<number> {
  const languages = await Promise.all(Object.values(element?.languages ?? {}).map((name) => sizeOf(name)));
  return (await sizeOf("ats-bridge.js", ...(element?.files ?? []))) + Math.max(...languages);
}

async function sizeOf(...names: string[]): Promise<number> {
  const sizes = await Promise.all(names.map(async (name) => brotliCompressSync(await readFile(`${dist}/${name}`)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}
