// Carries what a stand-in must not forget over a restart of the demo: what an edge has stored of it stays true.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import * as v from "valibot";

const everyMs = 5000;

/** Hands over what the file holds, if it has the shape, and writes it back while the demo runs; `stop` writes a last time. */
export function keepMemory<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  ends: { give(kept: v.InferOutput<Schema>): void; take(): v.InferInput<Schema> },
): { stop(): void } {
  if (existsSync(path)) {
    const kept = v.safeParse(schema, deserialize(readFileSync(path)));
    if (kept.success) ends.give(kept.output);
  }

  let written: Buffer | undefined;
  function save(): void {
    const now = serialize(ends.take());
    if (written?.equals(now)) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, now);
    renameSync(`${path}.new`, path);
    written = now;
  }

  const timer = setInterval(save, everyMs);
  return {
    stop() {
      clearInterval(timer);
      save();
    },
  };
}
