// Everything the stand-in remembers, in one object: tests read and change it as it is.
import type { Trust } from "./relying-party.ts";
import type { Answer, Candidate, Company, Customer, Project, Question, Rating } from "./records.ts";
import { fillWithSamples } from "./samples.ts";
import { initialSwitches, type Fault, type Operation, type Switches } from "./switches.ts";

/** Real tokens are forty hex digits too. A permanent one outlives everything but the company. */
export const permanentTokens: Readonly<Record<string, string>> = {
  acme: "ac3e000000000000000000000000000000000001",
  beta: "be7a000000000000000000000000000000000002",
};
export const serverUser = "ats-bridge";
export const passwordOf = (identifier: string): string => `suite-${identifier}-password`;

export const oauthClient = { id: "ats-bridge-demo", secret: "ats-bridge-demo-secret" };

/** Whose token it is. An idle one dies at `expiresAtMs`, which its use moves. */
export type Grant = { company: number; customer: number; expiresAtMs: number };
export type Code = Grant & { redirectUri: string; challenge: string };

/** One sending of one webhook to one endpoint. */
export type Sending = {
  number: number;
  company: number;
  event: string;
  endpoint: string;
  body: string;
  at: string;
  /** Null while it is under way, and when nobody answered: `problem` then says why. */
  status: number | null;
  problem: string | null;
};

export type ApiCall = { at: string; operation: Operation; method: string; path: string; status: number };

export type SuiteState = {
  companies: Map<number, Company>;
  projects: Map<number, Project>;
  questions: Map<number, Question>;
  candidates: Map<number, Candidate>;
  answers: Map<number, Answer>;
  ratings: Map<number, Rating>;
  customers: Map<number, Customer>;
  /** Tokens by user and password, by OAuth, and what OAuth renews them with. */
  tokens: Map<string, Grant & { idleMs: number }>;
  access: Map<string, Grant>;
  refresh: Map<string, Grant>;
  codes: Map<string, Code>;
  /** Where OAuth may lead besides this machine. */
  redirectUris: Set<string>;
  /** Signed-in people by cookie. */
  sessions: Map<string, { company: number; customer: number }>;
  endpoints: { company: number; url: string }[];
  sendings: Sending[];
  switches: Switches;
  faults: Map<Operation, Fault>;
  calls: ApiCall[];
  /** The last id given, and the last webhook. */
  counts: { ids: number; sendings: number };
  /** What own addresses begin with; null follows the requests. */
  origin: string | null;
};

/** The state with its ends. `seen.origin` is where the latest request came to; `open` are webhooks under way. */
export type Vendor = {
  state: SuiteState;
  fetch: typeof fetch;
  now(): number;
  seen: { origin: string };
  open: Set<Promise<void>>;
  /** Whose word on who somebody is counts for a company, by its id. */
  trust: Map<number, Trust>;
  stopping: AbortSignal;
};

/** A refusal of the stand-in itself. */
export class SuiteError extends Error {}

export function createState(origin: string | null, nowMs: number): SuiteState {
  const state: SuiteState = {
    companies: new Map(),
    projects: new Map(),
    questions: new Map(),
    candidates: new Map(),
    answers: new Map(),
    ratings: new Map(),
    customers: new Map(),
    tokens: new Map(),
    access: new Map(),
    refresh: new Map(),
    codes: new Map(),
    redirectUris: new Set(),
    sessions: new Map(),
    endpoints: [],
    sendings: [],
    switches: { ...initialSwitches },
    faults: new Map(),
    calls: [],
    counts: { ids: 0, sendings: 0 },
    origin,
  };
  fillWithSamples(state, nowMs);
  return state;
}

/** Back to the state of a fresh process, in the same object; endpoints, redirects and the origin stay. */
export function resetState(state: SuiteState, nowMs: number): void {
  const { endpoints, redirectUris, origin } = state;
  Object.assign(state, createState(origin, nowMs), { endpoints, redirectUris });
}

export function nextId(state: SuiteState): number {
  state.counts.ids += 1;
  return state.counts.ids;
}
