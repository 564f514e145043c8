// Profiles that do not come from an interview: put in by a test or by the control page, as JSON or as raw text.
import * as v from "valibot";
import type { Media } from "./media.ts";
import { profileKey, type PitchYouState, type StoredProfile } from "./state.ts";

const mediaSchema = v.object({
  mediaId: v.union([v.string(), v.number()]),
  mimeType: v.optional(v.string(), "application/octet-stream"),
  fileName: v.optional(v.string(), ""),
  /** One of the three: the bytes, a text as bytes, or the size of a made-up file. */
  base64: v.optional(v.string()),
  text: v.optional(v.string()),
  size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export const injectionSchema = v.object({
  customer: v.optional(v.string(), "acme"),
  /** The profile, or instead of it its JSON text, handed out verbatim even when it is not JSON. */
  profile: v.optional(v.record(v.string(), v.unknown())),
  raw: v.optional(v.string()),
  /** Only needed where the raw text has no readable `profileId`. */
  profileId: v.optional(v.string()),
  media: v.optional(v.array(mediaSchema), []),
});
export type Injection = v.InferInput<typeof injectionSchema>;

const idPattern = /"profileId"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(\d+))/;
const nameFields = v.object({ firstName: v.optional(v.string(), ""), lastName: v.optional(v.string(), "") });

/** Puts a profile into the list of its customer; the same id again replaces it, unconfirmed. */
export function inject(state: PitchYouState, input: Injection): StoredProfile {
  const { customer, profile, raw, profileId, media } = v.parse(injectionSchema, input);
  const json = raw ?? JSON.stringify(profile ?? {});
  const found = idPattern.exec(json);
  const name = v.safeParse(nameFields, profile);
  const stored: StoredProfile = {
    customer,
    profileId: profileId ?? found?.[1] ?? found?.[2] ?? `without-id-${state.profiles.size + 1}`,
    name: name.success ? `${name.output.firstName} ${name.output.lastName}`.trim() : "",
    json,
    media: new Map(media.map((item) => [String(item.mediaId), toMedia(item)])),
    confirmed: false,
  };
  state.profiles.set(profileKey(customer, stored.profileId), stored);
  return stored;
}

function toMedia({ mimeType, fileName, base64, text, size }: v.InferOutput<typeof mediaSchema>): Media {
  if (size !== undefined) return { mimeType, fileName, size };
  return { mimeType, fileName, bytes: new Uint8Array(base64 === undefined ? Buffer.from(text ?? "") : Buffer.from(base64, "base64")) };
}
