// Everything the stand-in remembers, in one object: tests read and change it as it is.
import { samplePeople } from "./people.ts";
import type { Profile } from "./profile.ts";
import { initialSwitches, type Switches } from "./switches.ts";
import type { Status } from "./messages.ts";

/** `body` is the last profile that was sent, for a retry that comes late. */
export type Person = { id: string; profile: Profile; shared: "never" | "shared" | "withdrawn"; changedAt: string | null; body: Buffer<ArrayBuffer> | null };

/** One try to bring a message. `nextAt` is set while another one is to come. */
export type Delivery = {
  number: number;
  message: number;
  personId: string | null;
  status: Status | "late" | "raw";
  attempt: number;
  url: string;
  bytes: number;
  /** The beginning of what was sent. */
  sent: string;
  answerStatus: number | null;
  /** The beginning of the answer, or why there was none. */
  answer: string;
  at: string;
  nextAt: string | null;
};

/** Where the partner takes profiles; `partner` is the name that people read. */
export type Target = { edgeUrl: string; tenant: string; token: string; partner: string };

export type LtState = {
  target: Target | null;
  people: Map<string, Person>;
  deliveries: Delivery[];
  switches: Switches;
  counts: { deliveries: number; messages: number };
};

/** The state with its ends: the way out, the clock, and the end of the process. */
export type Vendor = { state: LtState; fetch: typeof fetch; now(): number; stopping: AbortSignal };

export function createState(target: Target | null): LtState {
  return {
    target,
    people: new Map(samplePeople.map(([id, profile]) => [id, newPerson(id, profile)])),
    deliveries: [],
    switches: { ...initialSwitches },
    counts: { deliveries: 0, messages: 0 },
  };
}

export function newPerson(id: string, profile: Profile): Person {
  return { id, profile: structuredClone(profile), shared: "never", changedAt: null, body: null };
}

/** Back to the state of a fresh process, in the same object; the target stays. */
export function resetState(state: LtState): void {
  Object.assign(state, createState(state.target));
}
