// The build itself: Lit's templates get our Trusted Types policy, and the same sources give the same bytes.
import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { build, type Rolldown } from "vite";
import { buildOf } from "../../../vite.config.ts";

async function bundle(source: string): Promise<string> {
  const entry = { name: "entry", resolveId: (id: string) => (id.endsWith("entry") ? "entry.js" : null), load: (id: string) => (id === "entry.js" ? source : null) };
  const config = buildOf({ entry: "entry" });
  const output = await build({ ...config, plugins: [...(config.plugins ?? []), entry], build: { ...config.build, write: false } });
  const results: unknown[] = Array.isArray(output) ? output : [output];
  return results
    .flatMap((result) => (isOutput(result) ? result.output : []))
    .map((file) => (file.type === "chunk" ? file.code : ""))
    .join("\n");
}

function isOutput(value: unknown): value is Rolldown.RolldownOutput {
  return typeof value === "object" && value !== null && "output" in value;
}

const template =
  "import { LitElement, html, css } from 'lit'; export class Some extends LitElement { static styles = css`:host{color:red}`; render() { return html`<p>${1}</p>`; } }";

test("PY-33 Lit’s templates use the page’s one policy, not a second one under Lit’s name", async () => {
  const code = await bundle(template);
  ok(/createPolicy\(\W?ats-bridge/.test(code), "our policy is there");
  ok(!/createPolicy\(\W?lit-html/.test(code), "Lit’s own is not");
});

test("PY-19 the same sources give the same bytes", async () => {
  equal(await bundle(template), await bundle(template));
});
