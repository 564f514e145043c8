// What the built files weigh that no element brings by itself: the drop-in script after brotli at quality 11, and the style sheet as it is.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";

export interface Size {
  what: string;
  bytes: number;
  atMost: number;
}

const dist = resolve(import.meta.dirname, "../../dist/widgets");

export async function measureSizes(): Promise<Size[]> {
  return [
    { what: "drop-in script alone", bytes: brotliCompressSync(await readFile(`${dist}/ats-bridge.js`)).length, atMost: 600 },
    { what: "style sheet for elements not yet defined, uncompressed", bytes: (await readFile(`${dist}/ats-bridge.css`)).length, atMost: 512 },
  ];
}
