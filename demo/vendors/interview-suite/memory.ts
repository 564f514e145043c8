// What outlives a restart: all records, who is told of changes, and the tokens that an edge has stored.
import * as v from "valibot";
import { keepMemory } from "../memory.ts";
import { answerSchema, candidateSchema, customerSchema, projectSchema, questionSchema, ratingSchema } from "./records.ts";
import type { SuiteState } from "./state.ts";

const byId = <Schema extends v.GenericSchema>(schema: Schema) => v.map(v.number(), schema);
const owner = { company: v.number(), customer: v.number() };
const grant = { ...owner, expiresAtMs: v.number() };

const memorySchema = v.object({
  projects: byId(projectSchema),
  questions: byId(questionSchema),
  candidates: byId(candidateSchema),
  answers: byId(answerSchema),
  ratings: byId(ratingSchema),
  customers: byId(customerSchema),
  tokens: v.map(v.string(), v.object({ ...grant, idleMs: v.number() })),
  access: v.map(v.string(), v.object(grant)),
  refresh: v.map(v.string(), v.object(grant)),
  sessions: v.map(v.string(), v.object(owner)),
  redirectUris: v.set(v.string()),
  endpoints: v.array(v.object({ company: v.number(), url: v.string() })),
  counts: v.object({ ids: v.number(), sendings: v.number() }),
});

export function keepSuite(state: SuiteState, path: string): { stop(): void } {
  return keepMemory(path, memorySchema, {
    give: (kept) => Object.assign(state, kept),
    take: () => {
      const { projects, questions, candidates, answers, ratings, customers, tokens, access, refresh, sessions, redirectUris, endpoints, counts } = state;
      return { projects, questions, candidates, answers, ratings, customers, tokens, access, refresh, sessions, redirectUris, endpoints, counts };
    },
  });
}
