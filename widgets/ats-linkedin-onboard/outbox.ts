// What the plugin said, kept in the browser until the edge has it: saved before it is sent, sent again on each occasion,
// by one page or element at a time, always with the key under which it was saved, so that the edge knows a repeat.
import { createStore, promisifyRequest, type UseStore } from "idb-keyval";
import type { EdgeAnswer, EdgeProblem } from "../shared/edge-client.ts";
import type { Requested } from "./requested.ts";

export interface Saved {
  /** The `Idempotency-Key` of each try. */
  id: string;
  integrations: Requested[];
  /** Why the edge does not want it; it is sent again only when the customer says so. */
  refused?: EdgeProblem;
}

export interface Outbox {
  /** What waits, as last seen. */
  waiting: Saved[];
  /** Whether it would outlive this page. */
  lasting: boolean;
  /** Answers its id. */
  add(integrations: Requested[]): Promise<string>;
  /** Sends what has not been refused; `only` sends that one, even so. */
  send(only?: string): Promise<void>;
  discard(id: string): Promise<void>;
}

export interface Delivery {
  post: (saved: Saved) => Promise<EdgeAnswer>;
  accepted: (answer: unknown) => void;
  refused: (problem: EdgeProblem) => void;
  /** `waiting` or `lasting` has changed. */
  changed: () => void;
}

/** Made at the first use: there is no database on a server. */
let store: UseStore | undefined;

/** Where the browser keeps nothing for us, this page does. */
const memory = new Map<string, Saved[]>();

/** `name` says whose it is: edge and customer. */
export function openOutbox(name: string, { post, accepted, refused, changed }: Delivery): Outbox {
  const outbox: Outbox = {
    waiting: [],
    lasting: true,

    async add(integrations) {
      const id = newId();
      await change((list) => [...list, { id, integrations }]);
      return id;
    },

    async send(only) {
      for (const { id } of (await change()).filter((saved) => (only ? saved.id === only : !saved.refused))) await alone(id, () => sendOne(id));
    },

    async discard(id) {
      await change((list) => list.filter((saved) => saved.id !== id));
    },
  };

  async function sendOne(id: string): Promise<void> {
    // Another page may have sent it while we waited for our turn.
    const saved = (await change()).find((each) => each.id === id);
    if (!saved) return;
    const answer = await post(saved);
    if (!("problem" in answer)) {
      // With it goes an older one that asked for the same, and was refused.
      const sent = JSON.stringify(saved.integrations);
      await change((list) => list.filter(({ integrations }) => JSON.stringify(integrations) !== sent));
      accepted(answer.value);
      return;
    }
    const { problem } = answer;
    if (isRefusal(problem)) {
      await change((list) => list.map((each) => (each.id === id ? { ...each, refused: problem } : each)));
      refused(problem);
    }
    changed();
  }

  /** Answers what is there after the edit; without one it only looks. */
  async function change(edit = (list: Saved[]) => list): Promise<Saved[]> {
    const held = memory.get(name);
    try {
      outbox.waiting = held ? edit(held) : await inDatabase(name, edit);
    } catch {
      outbox.waiting = edit(outbox.waiting);
      memory.set(name, outbox.waiting);
    }
    if (held) memory.set(name, outbox.waiting);
    outbox.lasting = !memory.get(name)?.length;
    changed();
    return outbox.waiting;
  }

  return outbox;
}

async function inDatabase(name: string, edit: (list: Saved[]) => Saved[]): Promise<Saved[]> {
  const database = (store ??= createStore("ats-bridge-linkedin", "callbacks"));
  return inTime(
    database("readwrite", async (table) => {
      const list = edit((await promisifyRequest<Saved[] | undefined>(table.get(name))) ?? []);
      await promisifyRequest(table.put(list, name));
      return list;
    }),
  );
}

/** Some browsers leave such questions unanswered: what the customer did must not wait for that. */
function inTime<Value>(asked: Promise<Value>): Promise<Value> {
  return Promise.race([asked, new Promise<never>((_, reject) => setTimeout(reject, 2_000))]);
}

/** Skips what another element or page is sending right now; where there are no locks (pages without https), the key must do. */
async function alone(id: string, run: () => Promise<void>): Promise<void> {
  await (navigator.locks?.request(`ats-bridge ${id}`, { ifAvailable: true }, (lock) => lock && run()).catch(run) ?? run());
}

/** Another try cannot help; a session that has ended, slowness and haste pass. */
function isRefusal({ status }: EdgeProblem): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

/** Not `randomUUID`: pages without https lack it. */
export function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("");
}
