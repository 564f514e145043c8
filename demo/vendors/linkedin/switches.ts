// What can be switched: how the stand-in answers, pushes and renders, and faults that hit an operation or a single integration.
import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const milliseconds = v.pipe(v.number(), v.minValue(0));

export const switchesSchema = v.object({
  /** OAuth: the documentation shows both forms of `expires_in`. */
  expiresInAsString: v.boolean(),
  tokenSeconds: count,
  /** Off: a sync creates what the customer never requested in the plugin. */
  strictRequests: v.boolean(),
  /** `documented` is the seed page's spelling: another one in answers to POST than in answers to GET. */
  keySpelling: v.picklist(["documented", "request", "shuffled", "sorted", "versioned"]),
  /** Batches closer than a second are always noted; this also answers them with 429. */
  refuseFastBatches: v.boolean(),
  /** Requests a day, resource and application; null is LinkedIn's 5,000. */
  dailyBudget: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),

  pushes: v.picklist(["on", "off"]),
  pushRepeat: v.pipe(count, v.maxValue(20)),
  pushOrder: v.picklist(["given", "reversed"]),
  pushSignature: v.picklist(["good", "forged", "prefixed-header", "body-alone"]),
  pushSecret: v.picklist(["newest", "previous"]),
  pushId: v.picklist(["own", "foreign"]),
  pushType: v.pipe(v.string(), v.minLength(1)),
  pushExpiry: v.picklist(["never", "expired"]),
  pushAttempts: v.pipe(count, v.maxValue(10)),
  pushRetryMs: milliseconds,
  pushOnDisable: v.boolean(),

  script: v.picklist(["answers", "slow", "500"]),
  extension: v.picklist(["answers", "slow", "fails"]),
  slowMs: milliseconds,
  /** How often the plugin calls back, or that it calls back with an empty list. */
  callback: v.picklist(["once", "twice", "empty"]),
  /** A key younger than this renders a frame that stays blank. */
  youngKeySeconds: v.pipe(v.number(), v.minValue(0)),
});
export type Switches = v.InferOutput<typeof switchesSchema>;

export const initialSwitches: Switches = {
  expiresInAsString: false,
  tokenSeconds: 1800,
  strictRequests: true,
  keySpelling: "documented",
  refuseFastBatches: false,
  dailyBudget: null,
  pushes: "on",
  pushRepeat: 1,
  pushOrder: "given",
  pushSignature: "good",
  pushSecret: "newest",
  pushId: "own",
  pushType: "INTEGRATION_STATUS_CHANGE",
  pushExpiry: "never",
  pushAttempts: 3,
  pushRetryMs: 1000,
  pushOnDisable: true,
  script: "answers",
  extension: "answers",
  slowMs: 3000,
  callback: "once",
  youngKeySeconds: 0,
};

export const operations = ["token", "provisioning", "rotation", "sync", "read", "finder", "configurations"] as const;
export type Operation = (typeof operations)[number];

/** `lost`: the work is done, but the answer breaks off on its way. */
export const faultKinds = ["slow", "400", "401", "403", "404", "414", "426", "429", "500", "503", "malformed", "lost"] as const;

export const faultSchema = v.object({
  operation: v.picklist(operations),
  fault: v.picklist(faultKinds),
  /** How many calls it hits; left out, all until cleared. */
  times: v.optional(count),
  ms: v.optional(milliseconds, 3000),
});
export type Fault = v.InferOutput<typeof faultSchema>;

/** Fails single integrations of a batch; what is left out matches all. */
export const entityFaultSchema = v.object({
  integrationContext: v.optional(v.string()),
  integrationType: v.optional(v.string()),
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)), 500),
  message: v.optional(v.string(), "Fault switch"),
  serviceErrorCode: v.optional(v.number(), 0),
  times: v.optional(count),
});
export type EntityFault = v.InferOutput<typeof entityFaultSchema>;
