// One customer's dealings with the edge, for as long as the element stands on the page: settings, integrations kept live,
// and what the plugin said until the edge has it.
import { callEdge, edgeOf, type EdgeAccess, type EdgeAnswer, type EdgeCall } from "../shared/edge-client.ts";
import { isObject } from "../shared/values.ts";
import { hurryMs, keepLive } from "../shared/live.ts";
import { openOutbox, type Outbox } from "./outbox.ts";
import { parsePlugin, type PluginSettings, type Requested } from "./requested.ts";
import { badAnswer, noteProblem, type Problem } from "../shared/state.ts";
import type { Integration, StatusChange } from "./steps/integrations.ts";
import type { Steps } from "./steps/steps.ts";

export interface Visit {
  settings?: PluginSettings | undefined;
  /** The settings are to be read, or read anew. */
  stale?: boolean;
  /** Undefined until the edge has told. */
  items?: Integration[] | undefined;
  problem?: Problem | undefined;
  /** Undefined until the customer is known. */
  outbox?: Pick<Outbox, "waiting" | "lasting" | "add" | "send" | "discard"> | undefined;
  /** The last sending has to be tried again. */
  delayed?: boolean;
  warnings?: string[];
  /** Saves what the plugin said, then sends it. */
  take(integrations: Requested[]): Promise<void>;
  send(id: string): Promise<void>;
  /** Has the edge ask LinkedIn. */
  refresh(): Promise<void>;
  /** The session or its page has changed: the customer may be another. */
  renew(): void;
  stop(): void;
}

export interface VisitWatch {
  access: () => EdgeAccess;
  steps: () => Promise<Steps>;
  changed: () => void;
  moved: (changes: StatusChange[]) => void;
  failed: (problem: Problem) => void;
}

const path = "/v1/linkedin/integrations";

export function startVisit(watch: VisitWatch): Visit {
  const { access, steps, changed, moved, failed } = watch;
  const leaving = new AbortController();
  const { signal } = leaving;
  let etag: string | undefined;

  const visit: Visit = {
    stale: true,
    async take(integrations) {
      await visit.send((await visit.outbox?.add(integrations)) ?? "");
    },
    async send(id) {
      await visit.outbox?.send(id);
      live.act();
    },
    async refresh() {
      const answer = await ask("POST", "/v1/linkedin/refresh");
      if ("problem" in answer && !signal.aborted) failed(answer.problem);
      live.act();
    },
    renew() {
      visit.stale = true;
      live.act();
    },
    stop() {
      leaving.abort();
      live.stop();
    },
  };

  const live = keepLive(async () => {
    // At first both are asked for side by side; later another customer's list must not meet this one's.
    const items = visit.settings ? undefined : loadItems();
    const problem = (visit.stale ? await loadSettings() : undefined) ?? (await (items ?? loadItems()));
    await items;
    if (signal.aborted) return false;
    const again = noteProblem(visit, problem, watch);
    await visit.outbox?.send();
    // Someone else is sending it right now.
    if (!visit.delayed && visit.outbox?.waiting.some(({ refused }) => !refused)) live.hurry();
    return again;
  });

  async function loadSettings(): Promise<Problem | undefined> {
    const answer = await ask("GET", "/v1/linkedin/plugin");
    if ("problem" in answer) return answer.problem;
    const settings = parsePlugin(answer.value);
    if (!settings) return badAnswer("plugin");
    visit.stale = false;
    const before = visit.settings?.apiKey;
    visit.settings = settings;
    if (before !== settings.apiKey) {
      if (before) visit.items = etag = undefined;
      visit.outbox = outboxFor(settings.apiKey);
    }
    if (!signal.aborted) changed();
    return;
  }

  async function loadItems(): Promise<Problem | undefined> {
    const answer = await ask("GET", path, { headers: { ...(etag && { "if-none-match": etag }) } });
    if ("problem" in answer) return answer.problem;
    // Null: not modified.
    const problem = etag && !answer.value ? undefined : await show(answer.value, true);
    etag = answer.etag;
    return problem;
  }

  function outboxFor(apiKey: string): Outbox {
    return openOutbox(`${edgeOf(access().edge)} ${apiKey}`, {
      // Goes on without the element: the customer's answer must arrive.
      async post({ id, integrations }) {
        const answer = await ask("POST", path, { body: { integrations }, headers: { "idempotency-key": id }, keepalive: true, signal: new AbortController().signal });
        visit.delayed = "problem" in answer;
        return answer;
      },
      async accepted(answer) {
        etag = undefined;
        live.hurry();
        await show(answer, false);
      },
      refused: (problem) => signal.aborted || failed(problem),
      changed: () => signal.aborted || changed(),
    });
  }

  function ask(method: EdgeCall["method"], path: string, more?: Partial<EdgeCall>): Promise<EdgeAnswer> {
    return callEdge(access(), { method, path, signal, ...more });
  }

  /** What there is to read comes with the file that reads it. */
  async function show(answer: unknown, whole: boolean): Promise<Problem | undefined> {
    const list = isObject(answer) && answer["items"];
    if (!isObject(answer) || !Array.isArray(list)) return badAnswer("items");
    const file = list[0] || visit.items?.[0] ? await steps().catch(() => "missing" as const) : undefined;
    if (file === "missing") return { code: "edge-unreachable", message: "a file of this element does not come", retryable: true };
    if (signal.aborted) return;
    const { items = [], changes = [], warnings } = file?.read(answer, list, visit.items, whole) ?? {};
    visit.items = items;
    if (!whole) visit.warnings = warnings ?? [];
    if (items.some(({ since }) => Date.now() - Date.parse(since) < hurryMs)) live.hurry();
    changed();
    moved(changes);
    return;
  }

  return visit;
}
