// What the inbox keeps: the mails, every try to bring one, and the switch that makes it fail.
import * as v from "valibot";

/**
 * `refuse` resets the connection before a word is said, `450` and `550` refuse each recipient, `slow` waits before the greeting,
 * `cut` keeps the mail and breaks off before saying so.
 */
export const faultKinds = ["refuse", "450", "550", "slow", "cut"] as const;

export const faultSchema = v.object({
  fault: v.picklist(faultKinds),
  /** How many mails it hits; left out, all until cleared. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  ms: v.optional(v.pipe(v.number(), v.minValue(0)), 3000),
});
export type Fault = v.InferOutput<typeof faultSchema>;

export type Mail = {
  id: string;
  /** As the envelope says, which is where a mail really goes. */
  from: string;
  to: string[];
  subject: string;
  headers: { key: string; value: string }[];
  text: string;
  html: string;
  attachments: { fileName: string; mimeType: string; size: number }[];
  raw: string;
  receivedAt: string;
};

/** One connection that got as far as a fault or a mail. */
export type Attempt = { at: string; outcome: "kept" | "refused" | "450" | "550" | "cut"; to: string[] };

export type MailState = { mails: Mail[]; attempts: Attempt[]; fault: Fault | null };

export function createState(): MailState {
  return { mails: [], attempts: [], fault: null };
}

/** Back to the state of a fresh process, in the same object. */
export function resetState(state: MailState): void {
  Object.assign(state, createState());
}

/** Answers whether the fault of one of these kinds hits now, and counts it. */
export function hits(state: MailState, ...kinds: Fault["fault"][]): Fault | null {
  const { fault } = state;
  if (!fault || !kinds.includes(fault.fault)) return null;
  const left = fault.times === undefined ? undefined : fault.times - 1;
  state.fault = left === 0 ? null : { ...fault, times: left };
  return fault;
}
