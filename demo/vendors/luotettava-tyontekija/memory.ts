// What outlives a restart: people, and whether their profiles are shared, so that they can still withdraw them.
import * as v from "valibot";
import { keepMemory } from "../memory.ts";
import { profileSchema } from "./profile.ts";
import type { LtState } from "./state.ts";

const person = v.object({
  id: v.string(),
  profile: profileSchema,
  shared: v.picklist(["never", "shared", "withdrawn"]),
  changedAt: v.nullable(v.string()),
  body: v.nullable(
    v.pipe(
      v.instance(Uint8Array),
      v.transform((bytes) => Buffer.from(bytes)),
    ),
  ),
});
const memorySchema = v.object({ people: v.map(v.string(), person) });

export function keepPeople(state: LtState, path: string): { stop(): void } {
  return keepMemory(path, memorySchema, { give: ({ people }) => Object.assign(state, { people }), take: () => ({ people: state.people }) });
}
