// What can be switched: how a message is written, under which key it goes, how often, and when it is tried again.
import * as v from "valibot";

/** Each bends a message or its way on its own, and all may be combined. */
export const variants = [
  "flat",
  "finnish-keys",
  "no-email",
  "extra-fields",
  "number-id",
  "upper-case",
  "bom",
  "trailing-slash",
  "late-retry",
  "wrong-key",
  "no-key",
  "garbage",
  "empty",
  "too-large",
] as const;
export type Variant = (typeof variants)[number];

const milliseconds = v.pipe(v.number(), v.minValue(0));

export const switchesSchema = v.object({
  variants: v.array(v.picklist(variants)),
  /** How often each message is sent although it was answered with 200. */
  repeat: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  /** The pauses before the second, third … try; "some times" is all that is published. */
  retryMs: v.array(milliseconds),
  /** The word of a first message is not published; empty leaves the member out. */
  newStatus: v.string(),
  timeoutMs: milliseconds,
});
export type Switches = v.InferOutput<typeof switchesSchema>;

export const initialSwitches: Switches = { variants: [], repeat: 1, retryMs: [2000, 5000, 15_000, 60_000], newStatus: "new", timeoutMs: 10_000 };
