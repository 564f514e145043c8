// Carries profiles and conversations over a restart of the demo, so that yesterday's applicants can still be written to.
import * as v from "valibot";
import { keepMemory } from "../memory.ts";
import type { PitchYouState } from "./state.ts";

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

export function keepApplicants(state: PitchYouState, path: string): { stop(): void } {
  return keepMemory(path, memorySchema, { give: (kept) => Object.assign(state, kept), take: () => ({ profiles: state.profiles, conversations: state.conversations }) });
}
