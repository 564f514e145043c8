// Everything the stand-in remembers, in one object: tests read and change it as it is.
import { randomBytes } from "node:crypto";
import { initialSwitches, type EntityFault, type Fault, type Operation, type Switches } from "./switches.ts";

/** A customer's developer application. Secrets stand oldest first, at most two. */
export type App = {
  number: number;
  urn: string;
  clientId: string;
  secrets: string[];
  /** Null for a key from before provisioning. */
  uniqueForeignId: string | null;
  name: string;
  description: string;
  validJsSdkDomains: string[];
  oauth2AuthorizedCallbackUrls: string[];
  createdAtMs: number;
};

/** The three parts that tell integrations apart; the fourth, `dataProvider`, is always ATS. */
export type Identity = { integrationContext: string; integrationType: string; tenantType: string };
export type OnboardingStatus = "REQUESTED" | "PARTNER_READY" | "ENABLED";
export type Integration = Identity & {
  clientId: string;
  integrationName: string | null;
  onboardingStatus: OnboardingStatus;
  configurations: Map<string, string>;
  changedAt: string;
};

/** What a push's id leads to. `expiresAt` as in the push: 0 is never. */
export type PushRequest = { element: Identity & { integrationName: string | null; onboardingStatus: OnboardingStatus }; key: string; type: string; expiresAt: number };
export type Delivery = {
  clientId: string;
  key: string;
  id: string;
  url: string;
  body: string;
  signature: string;
  attempt: number;
  status: number | null;
  answer: string;
  at: string;
};
export type Challenge = { clientId: string; url: string; challengeCode: string; status: number | null; passed: boolean; problem: string; tookMs: number; at: string };
/** One arrival of `batch_partial_update`, whatever it was answered; `gapMs` since the one before, of any application. */
export type Batch = { clientId: string | null; atMs: number; gapMs: number | null; ids: number; queryBytes: number; tunnelled: boolean; status: number };
export type Violation = { rule: "one second between batches"; clientId: string | null; atMs: number; gapMs: number };
export type Call = { operation: Operation; clientId: string | null; method: string; path: string; status: number; uuid: string; at: string };

export type LinkedInState = {
  parent: { clientId: string; clientSecret: string };
  apps: Map<string, App>;
  tokens: Map<string, { clientId: string; expiresAtMs: number }>;
  integrations: Map<string, Integration>;
  requests: Map<string, PushRequest>;
  deliveries: Delivery[];
  challenges: Challenge[];
  batches: Batch[];
  violations: Violation[];
  budget: Map<string, number>;
  switches: Switches;
  faults: Map<Operation, Fault>;
  entityFaults: EntityFault[];
  calls: Call[];
};

/** The state with its two ends: the clock, and the way out for pushes. */
export type Vendor = { state: LinkedInState; now(): number; fetch: typeof fetch };

export function createState(): LinkedInState {
  return {
    parent: { clientId: "linkedin-parent-demo", clientSecret: "linkedin-parent-demo-secret" },
    apps: new Map(),
    tokens: new Map(),
    integrations: new Map(),
    requests: new Map(),
    deliveries: [],
    challenges: [],
    batches: [],
    violations: [],
    budget: new Map(),
    switches: { ...initialSwitches },
    faults: new Map(),
    entityFaults: [],
    calls: [],
  };
}

/** Back to the state of a fresh process, in the same object. */
export function resetState(state: LinkedInState): void {
  Object.assign(state, createState());
}

export function integrationKey(clientId: string, { integrationContext, integrationType, tenantType }: Identity): string {
  return [clientId, integrationContext, integrationType, tenantType].join("\n");
}

export function integrationsOf(state: LinkedInState, clientId: string): Integration[] {
  return [...state.integrations.values()].filter((integration) => integration.clientId === clientId);
}

export function newKey(bytes = 18): string {
  return randomBytes(bytes).toString("base64url");
}

/** Real secrets may hold any printable character, so these do: an unencoded form breaks on them. */
export function newSecret(): string {
  return `WPL_AP1.${newKey(9)}+/=&%~${newKey(3)}`;
}
