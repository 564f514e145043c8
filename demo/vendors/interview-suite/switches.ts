// What can be switched: whose hosts addresses name, how webhooks arrive, and faults that hit an operation.
import * as v from "valibot";

export const switchesSchema = v.object({
  /** `real` writes https://{identifier}.interview-suite.com into every address, as the product does. */
  hosts: v.picklist(["own", "real"]),
  /** Each webhook arrives twice, byte for byte the same. */
  duplicateWebhooks: v.boolean(),
  webhookDelayMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)),
});
export type Switches = v.InferOutput<typeof switchesSchema>;

export const initialSwitches: Switches = { hosts: "own", duplicateWebhooks: false, webhookDelayMs: 0 };

export const operations = ["token", "company", "projects", "questions", "candidates", "results", "ratings", "customers", "actions", "webhooks"] as const;
export type Operation = (typeof operations)[number];

/** `lost-answer` does the work, then answers 500. A webhook that is given a number is not sent at all. */
export const faultKinds = ["slow", "401", "403", "404", "500", "503", "malformed", "lost-answer"] as const;

export const faultSchema = v.object({
  operation: v.picklist(operations),
  fault: v.picklist(faultKinds),
  /** How many calls it hits; left out, all until cleared. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  ms: v.optional(v.pipe(v.number(), v.minValue(0)), 3000),
});
export type Fault = v.InferOutput<typeof faultSchema>;

/** The fault that hits this call; its last time clears it. */
export function takeFault(faults: Map<Operation, Fault>, operation: Operation): Fault | undefined {
  const fault = faults.get(operation);
  if (fault?.times === 1) faults.delete(operation);
  else if (fault?.times !== undefined) faults.set(operation, { ...fault, times: fault.times - 1 });
  return fault;
}
