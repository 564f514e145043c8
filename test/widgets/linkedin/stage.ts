// What the tests of <ats-linkedin-onboard> play on: an edge with a memory, and a LinkedIn that each test starts afresh.
import { json, mount, ok, problem, replace, restore, until, type Call } from "../support.ts";
import type { AtsLinkedinOnboard } from "../../../widgets/ats-linkedin-onboard/define.ts";

export const item = (type: string, onboardingStatus = "REQUESTED", more: object = {}) => ({
  integrationContext: "urn:li:organization:4gX03uw",
  integrationType: type,
  tenantType: "RECRUITER",
  integrationName: `Acme ${type}`,
  onboardingStatus,
  since: new Date(Date.now() - 130_000).toISOString(),
  nextStep: "the edge’s next step",
  ...more,
});

export const said = (type: string, integrationContext = "urn:li:organization:4gX03uw") => ({ integrationContext, integrationType: type, tenantType: "RECRUITER" });

export interface FakeEdge {
  plugin: { apiKey: string; scriptUrl: string; extensionUrl: string; allowedDomains?: string[]; provisionedAt?: string | null; sandbox: boolean };
  items: ReturnType<typeof item>[];
  warnings: unknown[];
  /** Answers in the place of the edge, by `METHOD /path`. */
  instead: Record<string, () => Response | Promise<Response>>;
  calls: (Call & { method: string; path: string })[];
  posts(): Call[];
}

export interface FakeLinkedIn {
  mode: string;
  frame?: string;
  settings: Record<string, string>;
  parses: number;
  callbacks: string[];
  say(index: number, items: unknown): void;
}

const page: typeof globalThis & { fakeLinkedIn?: Partial<FakeLinkedIn>; IN?: unknown } = globalThis;
const base = `${location.origin}/test/widgets/linkedin`;
const run = crypto.randomUUID();
let keys = 0;

export function fakeEdge(more: Partial<Pick<FakeEdge, "items" | "warnings">> & { plugin?: Partial<FakeEdge["plugin"]> } = {}): FakeEdge {
  const edge: FakeEdge = {
    items: [],
    warnings: [],
    instead: {},
    calls: [],
    posts: () => edge.calls.filter(({ method, path }) => method === "POST" && path === "/v1/linkedin/integrations"),
    ...more,
    plugin: {
      apiKey: `key${++keys}-${run}`,
      scriptUrl: `${base}/in.js`,
      extensionUrl: `${base}/onboarding-widget`,
      allowedDomains: [location.origin],
      sandbox: true,
      provisionedAt: null,
      ...more.plugin,
    },
  };
  replace(globalThis, "fetch", async (input, init = {}) => {
    const { pathname: path } = new URL(String(input));
    const method = init.method ?? "GET";
    const call = { url: String(input), init, method, path, body: typeof init.body === "string" ? JSON.parse(init.body) : undefined };
    edge.calls.push(call);
    const instead = edge.instead[`${method} ${path}`];
    return instead ? instead() : answer(edge, call);
  });
  return edge;
}

function answer(edge: FakeEdge, { method, path, init, body }: FakeEdge["calls"][number]): Response {
  if (path === "/v1/linkedin/plugin") return json(200, edge.plugin);
  if (path === "/v1/linkedin/refresh") return json(202, {});
  if (method === "POST") {
    const sent: ReturnType<typeof said>[] = Object(body).integrations;
    const items = sent.map((each) => item(each.integrationType, "REQUESTED", each));
    edge.items = [...edge.items.filter((old) => !items.some((each) => each.integrationType === old.integrationType)), ...items];
    return json(202, { items, warnings: edge.warnings });
  }
  const etag = `"${JSON.stringify(edge.items).length}-${edge.items.map(({ onboardingStatus }) => onboardingStatus).join()}"`;
  if (new Headers(init.headers).get("if-none-match") === etag) return new Response(null, { status: 304, headers: { etag } });
  return json(200, { items: edge.items, next: null }, { etag });
}

/** As in a new document: nothing of LinkedIn is loaded. */
export function freshPage(mode = ""): void {
  restore();
  document.querySelectorAll('script[src*="in.js"]').forEach((script) => script.remove());
  delete page.IN;
  Reflect.deleteProperty(page, Symbol.for("ats-bridge.linkedin"));
  // Pages that are tested side by side are not all in front.
  replace(document, "hidden", false);
  page.fakeLinkedIn = { mode, parses: 0, callbacks: [] };
}

export function linkedIn(): FakeLinkedIn {
  const { fakeLinkedIn } = page;
  ok(fakeLinkedIn?.say, "LinkedIn’s script has run");
  return fakeLinkedIn as FakeLinkedIn; // with `say` all else is there
}

export const loaders = (): HTMLScriptElement[] => [...document.querySelectorAll<HTMLScriptElement>('script[src*="in.js"]')];

export const frameIn = (element: HTMLElement): HTMLIFrameElement | null => element.querySelector("span.IN-widget > iframe");

export async function onboard(attributes: Record<string, string> = {}, parent?: Node): Promise<AtsLinkedinOnboard> {
  return mount("ats-linkedin-onboard", { edge: "https://edge.example", session: "s-1", locale: "en", ...attributes }, parent);
}

/** Waits for the plugin, as a customer would. */
export async function onboarded(attributes: Record<string, string> = {}, parent?: Node): Promise<AtsLinkedinOnboard> {
  const element = await onboard(attributes, parent);
  await until(() => frameIn(element) && element.state !== "loading", "the plugin");
  await element.updateComplete;
  return element;
}

/** `setTimeout` with a handle on the waits of this length. */
export function holdTimers(ms: number): () => void {
  const held: (() => void)[] = [];
  const later = window.setTimeout;
  replace(window, "setTimeout", ((run: () => void, wait?: number, ...rest: unknown[]) => (wait === ms ? held.push(run) : later(run, wait, ...rest))) as typeof setTimeout);
  return () => held.splice(0).forEach((run) => run());
}

export const refusal = (status: number, code: string) => (): Response => problem(status, code);

export async function untilStored({ plugin }: FakeEdge, count: number): Promise<void> {
  for (let turn = 0; (await stored(plugin.apiKey)).length !== count; turn++) {
    ok(turn < 300, `never saw ${count} saved`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What is left in the browser for this customer's next visit. */
async function stored(apiKey: string): Promise<unknown[]> {
  const request = indexedDB.open("ats-bridge-linkedin");
  const database = await done(request);
  const list = await done<unknown[] | undefined>(database.transaction("callbacks").objectStore("callbacks").get(`https://edge.example ${apiKey}`));
  database.close();
  return list ?? [];
}

function done<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}
