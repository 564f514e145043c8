// The shape of a sample: steps that send what a vendor sends, each with the answer that the vendor expects.
import { probe } from "../probe.ts";
import type { Probe } from "../probe.ts";
import type { Operator } from "../operator.ts";
import type { Given, Terminal } from "../ports.ts";

export type Step = {
  /** A group of steps that belong together. */
  readonly scenario: string;
  readonly step: string;
  readonly expected: string;
  readonly actual: string;
  readonly good: boolean;
};

export type Judged = { readonly actual: string; readonly good: boolean };

export type Context = {
  readonly terminal: Terminal;
  readonly given: Given;
  readonly edge: string;
  readonly sandbox: boolean;
  readonly tenant: string;
  /** The flag, else what the sandbox is seeded with, else wrong usage. */
  readonly need: (name: string, inSandbox?: string) => string;
  /** Null where no token was given and none is known. */
  readonly operator: Operator | null;
  /** At this path of the edge; an absolute address goes to its path here, as the edge may not be reachable under its public name. */
  readonly send: (address: string, init?: RequestInit) => Promise<Probe>;
};

export type Sample = (context: Context) => Promise<Step[]>;

export const sender =
  (terminal: Terminal, edge: string): Context["send"] =>
  (address, init) => {
    const { pathname, search } = new URL(address, edge);
    return probe(terminal, `${edge}${pathname}${search}`, init);
  };

const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}…` : text);

/** Status and, where it says something, a part of the answer. */
export const seen = (found: Probe, word = ""): string =>
  "failure" in found ? found.failure : [found.answer.status, word === "" ? "" : short(word)].filter((each) => each !== "").join(" ");

export const statusIs = (found: Probe, ...wanted: readonly number[]): Judged => ({ actual: seen(found), good: !("failure" in found) && wanted.includes(found.answer.status) });

/** Keeps the steps of a run, in order. */
export const collector = () => {
  const steps: Step[] = [];
  return {
    steps,
    note: (scenario: string, step: string, expected: string, { actual, good }: Judged) => void steps.push({ scenario, step, expected, actual, good }),
  };
};

export const jsonBody = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
