// One customer's dealings with the edge, for as long as the element stands on the page: settings, integrations kept live,
// and what the plugin said until the edge has it.
import { callEdge, edgeOf, type EdgeAccess, type EdgeCall } from '../shared/edge-client.ts';
import { changesBetween, keyOf, parseItems, parsePlugin, parseWarnings, type Integration, type PluginSettings, type Requested, type StatusChange } from './integrations.ts';
import { keepLive } from './live.ts';
import { openOutbox, type Outbox, type Saved } from './outbox.ts';
import { problemState, type Problem } from './problems.ts';

export interface Visit {
  settings: PluginSettings | undefined;
  items: Integration[] | undefined;
  problem: Problem | undefined;
  warnings: string[];
  readonly sending: 'saved' | 'later' | 'unsaved' | undefined;
  readonly refused: Saved[];
  /** Saves what the plugin said, then sends it. */
  take(integrations: Requested[]): Promise<void>;
  /** Has the edge ask LinkedIn. */
  refresh(): Promise<void>;
  /** The session or its page has changed: the customer may be another. */
  renew(): void;
  send(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  stop(): void;
}

export interface VisitWatch {
  changed: () => void;
  moved: (changes: StatusChange[]) => void;
  failed: (problem: Problem) => void;
}

const never = new AbortController().signal;

export function startVisit(access: () => EdgeAccess, watch: VisitWatch): Visit {
  const leaving = new AbortController();
  const { signal } = leaving;
  let outbox: Outbox | undefined;
  let stale = true;
  let etag: string | undefined;
  /** Why the last sending has to be tried again. */
  let delay: string | undefined;

  const visit: Visit = {
    settings: undefined,
    items: undefined,
    problem: undefined,
    warnings: [],
    get sending() {
      if (!outbox?.waiting.some(({ refused }) => !refused)) return;
      return outbox.lasting ? (delay ? 'later' : 'saved') : 'unsaved';
    },
    get refused() {
      return outbox?.waiting.filter(({ refused }) => refused) ?? [];
    },
    async take(integrations) {
      const saved = await outbox?.add(integrations);
      if (saved) await visit.send(saved.id);
    },
    async refresh() {
      const answer = await callEdge(access(), { method: 'POST', path: '/v1/linkedin/refresh', signal });
      if (signal.aborted) return;
      if ('problem' in answer) watch.failed(answer.problem);
      live.act();
    },
    renew() {
      stale = true;
      live.act();
    },
    async send(id) {
      await outbox?.send(id);
      live.act();
    },
    async discard(id) {
      await outbox?.discard(id);
    },
    stop() {
      leaving.abort();
      live.stop();
    },
  };

  const live = keepLive(async () => {
    // At first both are asked for side by side; later another customer's list must not meet this one's.
    const first = visit.settings ? undefined : loadItems();
    const problem = (stale ? await loadSettings() : undefined) ?? (await (first ?? loadItems()));
    await first;
    if (signal.aborted) return false;
    const news = problem && problem.code !== visit.problem?.code;
    visit.problem = problem;
    watch.changed();
    if (news) watch.failed(problem);
    await outbox?.send();
    return !problem || problemState(problem) !== 'expired';
  });

  async function loadSettings(): Promise<Problem | undefined> {
    const answer = await ask({ method: 'GET', path: '/v1/linkedin/plugin', signal });
    if ('problem' in answer) return answer.problem;
    const settings = parsePlugin(answer.value);
    if (!settings) return { code: 'bad-answer', message: 'the edge gave no settings for the plugin', retryable: true };
    if (signal.aborted) return;
    stale = false;
    if (visit.settings && visit.settings.apiKey !== settings.apiKey) visit.items = etag = undefined;
    outbox = outboxFor(settings.apiKey);
    visit.settings = settings;
    watch.changed();
    return;
  }

  async function loadItems(): Promise<Problem | undefined> {
    const answer = await ask({ method: 'GET', path: '/v1/linkedin/integrations?limit=200', headers: { ...etag && { 'if-none-match': etag } }, signal });
    if ('problem' in answer) return answer.problem;
    if (etag && answer.value === null) return;
    const items = parseItems(answer.value);
    if (!items) return { code: 'bad-answer', message: 'the edge gave no list of integrations', retryable: true };
    etag = answer.etag;
    show(items);
    return;
  }

  function outboxFor(apiKey: string): Outbox {
    const name = `${new URL(edgeOf(access().edge), document.baseURI).href} ${apiKey}`;
    return openOutbox(name, {
      // Goes on without the element: the customer's answer must arrive.
      async post({ id, integrations }) {
        const answer = await ask({ method: 'POST', path: '/v1/linkedin/integrations', body: { integrations }, headers: { 'idempotency-key': id }, keepalive: true, signal: never });
        delay = 'problem' in answer ? answer.problem.code : undefined;
        return answer;
      },
      accepted(answer) {
        visit.warnings = parseWarnings(answer);
        const news = parseItems(answer) ?? [];
        const keys = new Set(news.map(keyOf));
        // The answer may have only what was sent.
        show([...(visit.items ?? []).filter((item) => !keys.has(keyOf(item))), ...news]);
        etag = undefined;
      },
      refused: (problem) => !signal.aborted && watch.failed(problem),
      changed: () => !signal.aborted && watch.changed(),
    });
  }

  function ask(call: EdgeCall): ReturnType<typeof callEdge> {
    return callEdge(access(), call);
  }

  function show(items: Integration[]): void {
    if (signal.aborted) return;
    const changes = visit.items ? changesBetween(visit.items, items) : [];
    visit.items = items;
    watch.changed();
    watch.moved(changes);
  }

  return visit;
}
