// Everything the stand-in remembers, in one object: tests read and change it as it is.
import * as v from "valibot";
import type { EventType } from "./events.ts";
import { proofFaults, type Proof, type ProofFault, type Tokens } from "./proofs.ts";
import { createCustomers, type Customer } from "./records.ts";
import type { Answer } from "./sender.ts";
import type { Transport } from "./wire.ts";

export const switchesSchema = v.object({
  /** The documents say always; a log from 2017 says never. */
  gzip: v.boolean(),
  hashOf: v.picklist(["sent", "plain"]),
  /** Whether a token is used again until it expires. */
  keepTokens: v.boolean(),
  proofFault: v.nullable(v.picklist(proofFaults)),
  timeoutMs: v.pipe(v.number(), v.minValue(1)),
});
export type Switches = v.InferOutput<typeof switchesSchema>;

export const initialSwitches: Switches = { gzip: true, hashOf: "sent", keepTokens: true, proofFault: null, timeoutMs: 30_000 };

export const operations = ["token", "people", "jobs", "applicantworkflows"] as const;
export type Operation = (typeof operations)[number];

/** `missing-email` leaves the address out of people, and changes nothing elsewhere. */
export const faultKinds = ["slow", "401", "404", "500", "malformed", "missing-email"] as const;

export const faultSchema = v.object({
  operation: v.picklist(operations),
  fault: v.picklist(faultKinds),
  /** How many calls it hits; left out, all until cleared. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  ms: v.optional(v.pipe(v.number(), v.minValue(0)), 3000),
});
export type Fault = v.InferOutput<typeof faultSchema>;

/** Where a customer's notifications go, and how they are proved: what an administrator types in on the Event Notifications page. */
export type Target = { edgeUrl: string; search: string; proof: Proof };

/** One action of one person, with every answer that it got: the first, and those of trying again. */
export type Sent = {
  number: number;
  customerId: string;
  eventType: EventType | null;
  payload: string;
  proof: Proof["type"];
  proofFault: ProofFault | null;
  gzip: boolean;
  at: string;
  answers: Answer[];
  /** Still waiting for so many. */
  open: number;
};

export type Call = { operation: Operation; customerId: string | null; path: string; status: number; at: string };

export type IcimsState = {
  customers: Map<string, Customer>;
  targets: Map<string, Target>;
  /** Credentials that may read a customer's data. */
  clients: Map<string, { clientSecret: string; customerId: string }>;
  issued: Map<string, { customerId: string; expiresAtMs: number }>;
  /** Tokens that the partner has issued to us. */
  tokens: Tokens;
  labels: Record<string, string>;
  sent: Sent[];
  switches: Switches;
  faults: Map<Operation, Fault>;
  calls: Call[];
  /** In payloads; the portal is where a candidate comes from and goes back to. */
  portalUrl: string;
  apiUrl: string;
  counts: { sent: number };
};

/** The state with its ends. */
export type Vendor = { state: IcimsState; transport: Transport; now(): number };

/** What the customer calls a field, by the name that a partner writes between double braces. */
const initialLabels: Readonly<Record<string, string>> = {
  "person.firstname": "First Name",
  "person.lastname": "Last Name",
  "person.email": "E-Mail Address",
  "person.phone": "Mobile Phone",
  "job.jobtitle": "Job Title",
  "job.portalurl": "Portal",
  "job.bgcpackagetype": "Screening Package",
  "applicantworkflow.id": "Workflow",
  "applicantworkflow.status": "Status",
};

export function createState({ portalUrl, apiUrl }: Pick<IcimsState, "portalUrl" | "apiUrl">): IcimsState {
  return {
    customers: createCustomers(),
    targets: new Map(),
    clients: new Map(["9001", "9002"].map((customerId) => [`icims-api-${customerId}`, { clientSecret: `icims-api-${customerId}-secret`, customerId }])),
    issued: new Map(),
    tokens: new Map(),
    labels: { ...initialLabels },
    sent: [],
    switches: { ...initialSwitches },
    faults: new Map(),
    calls: [],
    portalUrl,
    apiUrl,
    counts: { sent: 0 },
  };
}

/** Back to the state of a fresh process, in the same object; the targets stay. */
export function resetState(state: IcimsState): void {
  const { targets } = state;
  Object.assign(state, createState(state), { targets });
}
