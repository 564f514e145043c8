// The stand-in for viasto's interview suite: its API v3 at the root of the origin, its webhooks, its pages, and switches to break them.
//
// API: /api/v3/…, see api.ts. Companies acme (1) and beta (2), each with the server user ats-bridge, password suite-{identifier}-password,
// and a permanent token (`permanentTokens`). OAuth: /suite/oauth/authorize and /suite/oauth/token, client ats-bridge-demo, secret ats-bridge-demo-secret.
// Sign-on: POST /suite/saml/acs, GET /suite/oidc/start and /suite/oidc/callback, for whom `trust` names.
// Pages: /suite · /suite/companies/{c}/projects/{p}/candidates/{id} · /suite/control
// By HTTP, under /suite/control (JSON in, JSON out; a company is named by identifier or id):
//   POST /webhooks         {company, url}: tells this address of the company's changes; POST /webhooks/remove {company, url}; DELETE removes all
//   POST /webhooks/again   {number} of one in the log: the same bytes once more
//   POST /switches         {hosts?: own real, duplicateWebhooks?, webhookDelayMs?}; DELETE sets all back
//   POST /faults           {operation, fault, times?, ms?} or a list of them; fault "none" clears; DELETE clears all
//                          operation: token company projects questions candidates results ratings customers actions webhooks
//                          fault: slow 401 403 404 500 503 malformed lost-answer; a webhook with a number is not sent
//   POST /drop-tokens      {kinds?: [expiring access refresh]}, all of them when left out; permanent tokens stay
//   POST /redirects        {redirectUri}: where OAuth may lead, besides this machine
//   POST /projects         {company, name, internal_id?, …} · POST /questions {project, text, preparation_time?, answer_time?, criteria?: [name]}
//   POST /candidates       {project, first_name, last_name, email?, phone?} · POST /candidates/step {candidate, step: invite confirm complete}
//   POST /candidates/status {candidate, status}: any, also those that no step leads to
//   POST /ratings          {candidate, value, question?, criterion?, evaluator?, ignore?} · POST /remove {kind: project question candidate rating, id}
//   POST /reset (endpoints stay) · GET /state
import { Hono } from "hono";
import { assets } from "../../assets.ts";
import { assetFolders } from "../page.ts";
import { createApi } from "./api.ts";
import { createControl } from "./control.ts";
import { doingsOf, type Doings } from "./doings.ts";
import { mountPages } from "./pages.ts";
import type { Trust } from "./relying-party.ts";
import { createState, type Sending, type SuiteState, type Vendor } from "./state.ts";
import { dropTokens, type tokenKinds } from "./tokens.ts";
import { sendAgain, settled } from "./webhooks.ts";

export { oauthClient, passwordOf, permanentTokens, serverUser } from "./state.ts";
export { keepSuite } from "./memory.ts";

export type InterviewSuite = Doings & {
  app: Hono;
  fetch(request: Request): Response | Promise<Response>;
  state: SuiteState;
  sendAgain(number: number): Sending;
  /** From now on this counts for the company's people; it replaces what counted before. */
  trust(company: string | number, whom: Trust): void;
  dropTokens(kinds?: readonly (typeof tokenKinds)[number][]): void;
  /** Resolves once no webhook is under way. */
  settled(): Promise<void>;
  /** Ends webhooks under way. */
  close(): void;
};

export type SuiteOptions = {
  now?: () => number;
  /** Webhooks leave through it. */
  fetch?: typeof fetch;
  /** What own addresses begin with; left out, each request's own origin. */
  origin?: string;
};

/** A suite of its own, to mount at the root: `/api/v3` and `/suite`. */
export function createInterviewSuite({ now = Date.now, fetch = globalThis.fetch, origin }: SuiteOptions = {}): InterviewSuite {
  const stop = new AbortController();
  const vendor: Vendor = { state: createState(origin ?? null, now()), fetch, now, seen: { origin: "http://localhost" }, open: new Set(), trust: new Map(), stopping: stop.signal };
  const doings = doingsOf(vendor);

  const pages = new Hono();
  pages.get("/assets/:file", assets(assetFolders(import.meta.url)));
  pages.route("/control", createControl(vendor, doings));
  mountPages(pages, vendor);

  const app = new Hono();
  for (const path of ["/api/v3/*", "/suite/*", "/suite"]) {
    app.use(path, async (c, next) => {
      vendor.seen.origin = new URL(c.req.url).origin;
      await next();
    });
  }
  app.route("/api/v3", createApi(vendor));
  app.route("/suite", pages);
  return {
    ...doings,
    app,
    fetch: (request) => app.fetch(request),
    state: vendor.state,
    sendAgain: (number) => sendAgain(vendor, number),
    trust: (company, whom) => void vendor.trust.set(doings.companyOf(company).id, whom),
    dropTokens: (kinds) => dropTokens(vendor, kinds),
    settled: () => settled(vendor),
    close: () => stop.abort(),
  };
}
