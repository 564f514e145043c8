// Carries profiles and conversations over a restart of the demo, so that yesterday's applicants can still be written to.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import * as v from "valibot";
import type { PitchYouState } from "./state.ts";

const everyMs = 5000;

const named = { mimeType: v.string(), fileName: v.string() };
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((value) => new Uint8Array(value)),
);
const media = v.union([v.object({ ...named, bytes }), v.object({ ...named, size: v.number() })]);
const profile = v.object({ customer: v.string(), profileId: v.string(), name: v.string(), json: v.string(), media: v.map(v.string(), media), confirmed: v.boolean() });
const message = v.object({
  number: v.number(),
  from: v.picklist(["recruiter", "applicant"]),
  name: v.string(),
  text: v.string(),
  at: v.string(),
  fileName: v.exactOptional(v.string()),
  media: v.exactOptional(media),
});
const memorySchema = v.object({ profiles: v.map(v.string(), profile), conversations: v.map(v.string(), v.object({ messages: v.array(message) })) });

/** Fills the state from the file and writes it back while the demo runs; `stop` writes a last time. */
export function keepMemory(state: PitchYouState, path: string): { stop(): void } {
  if (existsSync(path)) {
    const kept = v.safeParse(memorySchema, deserialize(readFileSync(path)));
    if (kept.success) Object.assign(state, kept.output);
  }

  let written: Buffer | undefined;
  function save(): void {
    const now = serialize({ profiles: state.profiles, conversations: state.conversations });
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
