// The last good answer of each job, kept in the browser for the next visit: each under the name of who may see it, for thirty days.
// Where the browser keeps nothing for us, nothing is kept.
import { createStore, promisifyRequest } from "idb-keyval";
import type { Answer } from "./questions.ts";

interface Kept {
  answer: Answer;
  at: number;
}

const lifeMs = 30 * 86_400_000;

/** Made at the first use: there is no database on a server. A browser that keeps nothing may throw at once, too. */
let store: ReturnType<typeof createStore> | undefined;

const database: ReturnType<typeof createStore> = async (mode, run) => (store ??= createStore("ats-bridge-questions", "answers"))(mode, run);

/** To be parsed like any other answer. */
export async function recall(name: string): Promise<unknown> {
  const kept = await database("readonly", (table) => promisifyRequest<Kept | undefined>(table.get(name))).catch(() => undefined);
  return kept && Date.now() - kept.at < lifeMs ? kept.answer : undefined;
}

/** Clears out, too, what is too old to be shown. */
export async function put(name: string, answer: Answer): Promise<void> {
  const at = Date.now();
  await database("readwrite", async (table) => {
    table.put({ answer, at } satisfies Kept, name);
    const [names, all] = await Promise.all([promisifyRequest(table.getAllKeys()), promisifyRequest<Kept[]>(table.getAll())]);
    names.forEach((each, index) => at - (all[index]?.at ?? 0) > lifeMs && table.delete(each));
  }).catch(() => {});
}

export async function drop(name: string): Promise<void> {
  await database("readwrite", (table) => promisifyRequest(table.delete(name))).catch(() => {});
}
