// createTestApp(): the whole edge over real storage, with its own clock, a closed network and the stand-in vendors.
import { createHash } from "node:crypto";
import { createInterviewSuite, passwordOf, serverUser } from "../../demo/vendors/interview-suite/index.ts";
import { createLinkedIn } from "../../demo/vendors/linkedin/index.ts";
import { createPitchYou } from "../../demo/vendors/pitchyou/index.ts";
import { createApp, endpointsOf } from "../../edge/app.ts";
import { watch } from "../../edge/core/alerts.ts";
import { createIds } from "../../edge/core/ids.ts";
import { createLog } from "../../edge/core/json-log.ts";
import { createKeyring } from "../../edge/core/keyring.ts";
import { createRunner } from "../../edge/core/runner.ts";
import { integrations, lookoutsOf, taskHandlers } from "../../edge/integrations/index.ts";
import type { Edge } from "../../edge/ports.ts";
import { openApi } from "../../edge/routes/openapi.ts";
import { readSettings } from "../../edge/settings.ts";
import type { Environment, Pace } from "../../edge/settings.ts";
import { openStorage } from "./databases.ts";
import type { Storage, StorageKind } from "./databases.ts";
import { createMailbox } from "./mailbox.ts";
import { createCheck } from "./openapi.ts";
import type { Check } from "./openapi.ts";
import { createReceiver } from "./receiver.ts";

export const OPERATOR = { authorization: "Bearer sandbox-operator" };
export const ATS_ORIGIN = "http://localhost:8789";
const VENDORS = "http://127.0.0.1:1";
export const SUITE = "http://127.0.0.1:4";
const FEED = "http://127.0.0.1:5/changes";
const RECEIVER = "http://127.0.0.1:2/webhooks";
/** Where the operator's people are called. */
export const PAGER = "http://127.0.0.1:6/alerts";
const START = Date.parse("2026-11-22T08:00:00Z");

/** The description is the same for every edge, so it is compiled once. */
let check: Check | undefined;

type Options = {
  readonly storage?: StorageKind | Storage;
  readonly env?: Environment;
  readonly pace?: Partial<Pace>;
  /** Further hosts of the network; null for what they do not know. */ readonly outside?: (request: Request) => Promise<Response> | null;
};
type Sent = { readonly headers?: Record<string, string>; readonly body?: unknown; readonly text?: string };

const abortable = (init: RequestInit | undefined, answer: Promise<Response>): Promise<Response> =>
  new Promise((resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    answer.then(resolve, reject);
  });

/** Two items a page. */
const readFeed = (feed: readonly unknown[], request: Request): Response => {
  if (request.headers.get("authorization") !== "Bearer feed-token") return new Response(null, { status: 401 });
  const from = Number(new URL(request.url).searchParams.get("after") ?? 0);
  const items = feed.slice(from, from + 2);
  return Response.json({ items, next: items.length > 0 ? String(from + items.length) : null });
};

export const createTestApp = async ({ storage = "sqlite", env = {}, pace = {}, outside = () => null }: Options = {}) => {
  const read = readSettings({ MODE: "sandbox", SANDBOX_FAST: "1", PITCHYOU_API_URL: `${VENDORS}/pitchyou`, LINKEDIN_API_URL: VENDORS, LINKEDIN_OAUTH_URL: VENDORS, ...env });
  if ("problems" in read) throw new Error(read.problems.join("; "));
  const opened = typeof storage === "string" ? await openStorage(storage) : storage;
  const clock = { now: START };
  const pitchyou = createPitchYou();
  /** The edge's own addresses, as a vendor calls them. */
  const toTheEdge: typeof fetch = async (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return app.request(pathname + search, init);
  };
  const suite = createInterviewSuite({ now: () => clock.now, fetch: toTheEdge, origin: SUITE });
  /** What the ATS's change feed holds, in order; cursors count its items. */
  const feed: { id: string; type: string; data: unknown }[] = [];
  const linkedin = createLinkedIn({
    now: () => clock.now,
    // Pushes and challenges go to the edge and nowhere else.
    fetch: toTheEdge,
  });
  const receiver = createReceiver();
  const pager = createReceiver();
  const mailbox = createMailbox();
  const logged: string[] = [];
  const calls: { url: string; method: string }[] = [];

  const network: typeof fetch = (input, init) => {
    const request = new Request(input instanceof URL ? input.href : input, init);
    calls.push({ url: request.url, method: request.method });
    if (request.url.startsWith(`${VENDORS}/pitchyou/`)) return abortable(init, Promise.resolve(pitchyou.fetch(request)));
    if (request.url.startsWith(`${SUITE}/`)) return abortable(init, Promise.resolve(suite.fetch(request)));
    if (request.url.startsWith(FEED)) return Promise.resolve(readFeed(feed, request));
    if (request.url.startsWith(`${VENDORS}/`)) return abortable(init, Promise.resolve(linkedin.fetch(request)));
    if (request.url === PAGER) return pager.take(request);
    if (request.url.startsWith(RECEIVER)) return abortable(init, receiver.take(request));
    const answered = outside(request);
    if (answered) return answered;
    return Promise.reject(new TypeError(`the network is closed: ${request.url}`));
  };
  let runner: ReturnType<typeof createRunner> | undefined;
  const edge: Edge = {
    settings: { ...read.settings, pace: { ...read.settings.pace, ...pace } },
    runtime: "node",
    directory: opened.db,
    shards: [opened.db],
    databaseFor: () => opened.db,
    media: opened.media,
    mail: mailbox,
    keys: await createKeyring(read.settings.masterKey, read.settings.masterKeyPrevious),
    assets: { read: async (path) => (path === "widgets/manifest.json" ? { body: new TextEncoder().encode("{}"), type: "application/json" } : null) },
    log: createLog(
      (line) => logged.push(line),
      () => clock.now,
    ),
    fetch: network,
    now: () => clock.now,
    sleep: async (ms) => {
      clock.now += ms;
    },
    newId: createIds(() => clock.now),
    newDigest: () => {
      const hash = createHash("sha256");
      return { update: (bytes) => void hash.update(bytes), hex: async () => hash.digest("hex") };
    },
    kick: () => undefined,
  };
  runner = createRunner(edge, taskHandlers(integrations));
  const started = runner;
  const app = createApp(edge, integrations);

  let checkedMessages = 0;
  const request = async (method: string, path: string, { headers = {}, body, text }: Sent = {}) => {
    const answer = await app.request(path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined && text === undefined ? {} : { body: text ?? JSON.stringify(body) }),
    });
    check ??= createCheck(openApi(edge.settings, integrations, endpointsOf(integrations)));
    await check.answer(method, path, answer);
    for (; checkedMessages < receiver.deliveries.length; checkedMessages++) {
      const told = receiver.deliveries[checkedMessages];
      if (told) check.message(told.type, told.body);
    }
    return answer;
  };

  const test = {
    edge,
    app,
    pitchyou,
    linkedin,
    suite,
    feed,
    receiver,
    pager,
    mailbox,
    receiverUrl: RECEIVER,
    feedUrl: FEED,
    logged,
    calls,
    clock,
    request,
    operator: (method: string, path: string, body?: unknown) => request(method, path, { headers: OPERATOR, body }),
    /** Runs what is due now. */
    drain: () => started.drain(),
    /** Runs what is due, with what the suite's webhooks bring, `ms` apart. */
    async settle(rounds = 1, ms = 2_500) {
      for (let round = 0; round < rounds; round++) {
        await test.drain();
        await suite.settled();
        await test.later(ms);
        await suite.settled();
      }
    },
    /** Turns the clock and runs what has become due. */
    async later(ms: number) {
      clock.now += ms;
      await started.drain();
    },
    /** What the clock does each minute: looks for troubles, and lets them be told. */
    async watch(ms = 60_000) {
      clock.now += ms;
      await watch(edge, lookoutsOf(integrations));
      await started.drain();
    },
    /** A tenant with an API key and, unless told otherwise, PitchYou's demo credentials. */
    async tenant(id = "acme", { connect = true, webhook = true } = {}) {
      const made = await request("PUT", `/v1/tenants/${id}`, {
        headers: OPERATOR,
        body: { name: id, origins: [ATS_ORIGIN], locale: "de", ...(webhook ? { webhook: { url: RECEIVER } } : {}) },
      });
      const { webhook: hook } = await made.json();
      const key = await (await request("POST", `/v1/tenants/${id}/api-keys`, { headers: OPERATOR, body: {} })).json();
      if (connect) {
        await request("PUT", `/v1/tenants/${id}/connections/pitchyou`, { headers: OPERATOR, body: { clientId: id, clientSecret: `pitchyou-${id}-secret` } });
        await started.drain();
      }
      const headers = { authorization: `Bearer ${key.key}` };
      return {
        id,
        headers,
        key: String(key.key),
        webhookSecret: hook ? String(hook.secret) : "",
        ats: (method: string, path: string, body?: unknown) => request(method, path, { headers, body }),
        async session(grants: readonly string[], user = { id: "u1", name: "Jana Keller" }) {
          const answer = await request("POST", "/v1/sessions", { headers, body: { user, grants, origin: ATS_ORIGIN } });
          const { token } = await answer.json();
          return { authorization: `Bearer ${token}`, origin: ATS_ORIGIN };
        },
        /** The suite's demo company with this setup, checked and read once, its webhooks registered. */
        async connectSuite(more: Record<string, unknown> = {}) {
          const answer = await request("PUT", `/v1/tenants/${id}/connections/interview-suite`, {
            headers: OPERATOR,
            body: { baseUrl: SUITE, company: "acme", setup: "ideal", auth: { type: "password", username: serverUser, password: passwordOf("acme") }, ...more },
          });
          const connection = await answer.json();
          if (!answer.ok) throw new Error(JSON.stringify(connection));
          suite.register("acme", connection.endpoints.webhook);
          await started.drain();
          return connection;
        },
        async pull() {
          await request("POST", "/v1/pitchyou/pull", { headers });
          await started.drain();
        },
        async applications() {
          return (await (await request("GET", "/v1/applications?limit=200", { headers })).json()).items;
        },
      };
    },
    async close() {
      await started.stop();
      await opened.close();
    },
  };
  return test;
};

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;
