// What the plugin said, kept in the browser until the edge has it: saved before it is sent, sent again on each occasion,
// by one page or element at a time, always with the key under which it was saved, so that the edge knows a repeat.
import { createStore, get, update } from 'idb-keyval';
import type { EdgeAnswer, EdgeProblem } from '../shared/edge-client.ts';
import type { Requested } from './integrations.ts';

export interface Saved {
  /** The `Idempotency-Key` of each try. */
  id: string;
  integrations: Requested[];
  /** Why the edge does not want it; it is sent again only when the customer says so. */
  refused?: EdgeProblem;
}

export interface Outbox {
  /** What waits, as last seen. */
  waiting: readonly Saved[];
  /** Whether it would outlive this page. */
  lasting: boolean;
  add(integrations: Requested[]): Promise<Saved>;
  /** Sends what has not been refused; `only` sends that one, even so. */
  send(only?: string): Promise<void>;
  discard(id: string): Promise<void>;
}

export interface Delivery {
  post: (saved: Saved) => Promise<EdgeAnswer>;
  accepted: (answer: unknown, saved: Saved) => void;
  refused: (problem: EdgeProblem) => void;
  /** `waiting` or `lasting` has changed. */
  changed: () => void;
}

/** Made at the first use: there is no database on a server. */
let store: ReturnType<typeof createStore> | undefined;

/** Where the browser keeps nothing for us, this page does. */
const memory = new Map<string, Saved[]>();

const busy = new Set<string>();

/** `name` says whose it is: edge and customer. */
export function openOutbox(name: string, { post, accepted, refused, changed }: Delivery): Outbox {
  const outbox: Outbox = {
    waiting: [],
    lasting: true,

    async add(integrations) {
      const saved = { id: newId(), integrations };
      await change((list) => [...list, saved]);
      return saved;
    },

    async send(only) {
      const list = await read();
      for (const { id } of list.filter((saved) => (only ? saved.id === only : !saved.refused))) await alone(id, () => sendOne(id));
    },

    discard: (id) => change((list) => list.filter((saved) => saved.id !== id)),
  };

  async function sendOne(id: string): Promise<void> {
    // Another page may have sent it while we waited for our turn.
    const saved = (await read()).find((each) => each.id === id);
    if (!saved) return;
    const answer = await post(saved);
    if (!('problem' in answer)) {
      await change((list) => list.filter((each) => each.id !== id && !(each.refused && contains(saved, each))));
      accepted(answer.value, saved);
    } else if (isRefusal(answer.problem)) {
      await change((list) => list.map((each) => (each.id === id ? { ...each, refused: answer.problem } : each)));
      refused(answer.problem);
    }
  }

  async function read(): Promise<Saved[]> {
    const kept: Saved[] = await inTime(() => get(name, database())).catch(() => undefined) ?? [];
    const held = memory.get(name) ?? [];
    return see([...kept, ...held.filter(({ id }) => kept.every((each) => each.id !== id))]);
  }

  async function change(edit: (list: Saved[]) => Saved[]): Promise<void> {
    const inMemory = memory.get(name);
    if (inMemory) memory.set(name, edit(inMemory));
    try {
      await inTime(() => update<Saved[]>(name, (list = []) => edit(list), database()));
    } catch {
      if (!inMemory) memory.set(name, edit([]));
    }
    await read();
  }

  function see(list: Saved[]): Saved[] {
    const unlike = JSON.stringify(list) !== JSON.stringify(outbox.waiting);
    outbox.waiting = list;
    outbox.lasting = !memory.get(name)?.length;
    if (unlike) changed();
    return list;
  }

  return outbox;
}

function database(): ReturnType<typeof createStore> {
  return (store ??= createStore('ats-bridge-linkedin', 'callbacks'));
}

/** Some browsers leave such questions unanswered: what the customer did must not wait for that. */
function inTime<Value>(ask: () => Promise<Value>): Promise<Value> {
  return Promise.race([ask(), new Promise<never>((_, reject) => setTimeout(reject, 2_000))]);
}

/** Skips what another element or page is sending right now; pages without https know of their own elements only. */
async function alone(id: string, run: () => Promise<void>): Promise<void> {
  if (busy.has(id)) return;
  busy.add(id);
  await (navigator.locks?.request(`ats-bridge-linkedin ${id}`, { ifAvailable: true }, (lock) => lock && run()) ?? run());
  busy.delete(id);
}

/** Another try cannot help; a session that has ended, slowness and haste pass. */
function isRefusal({ status }: EdgeProblem): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

/** Whether all of the older is asked for by the newer too. */
function contains(newer: Saved, older: Saved): boolean {
  const asked = newer.integrations.map((each) => JSON.stringify(each));
  return older.integrations.every((each) => asked.includes(JSON.stringify(each)));
}

/** Not `randomUUID`: pages without https lack it. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
