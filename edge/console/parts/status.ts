// Status: always a word with a shape, never colour alone; beside it whose turn it is.
import { html, nothing, type TemplateResult } from "lit";
import type { ConnectionGlance, Provider } from "../answers.ts";
import { words } from "../language.ts";
import type { Words } from "../texts/en/index.ts";

/** Each has its shape and colour in the style sheet. */
export type Shape = "waiting" | "underway" | "done" | "needs" | "failed";

export const status = (shape: Shape, word: string): TemplateResult => html`<span class="status ${shape}">${word}</span>`;

/** Causes of waiting for which we, the operator, are the ones. */
const OURS = new Set(["parent-credentials-missing", "not-provisioned"]);

const needsUs = ({ state, causeCode }: Pick<ConnectionGlance, "state" | "causeCode">): boolean =>
  state === "action_needed" || (state === "waiting_for_us" && OURS.has(causeCode ?? ""));

export function connectionShape(connection: Pick<ConnectionGlance, "state" | "causeCode">): Shape {
  if (needsUs(connection)) return "needs";
  const shapes: Record<ConnectionGlance["state"], Shape> = {
    not_set_up: "waiting",
    waiting_for_us: "underway",
    waiting_for_customer: "waiting",
    healthy: "done",
    degraded: "underway",
    action_needed: "needs",
  };
  return shapes[connection.state];
}

export function connectionStatus(connection: Pick<ConnectionGlance, "state" | "causeCode">): TemplateResult {
  const { states } = words();
  return status(connectionShape(connection), needsUs(connection) ? states.connection.action_needed : states.connection[connection.state]);
}

/** Whose turn it is, in words; nothing where it is nobody's. */
export function turnOf(connection: Pick<ConnectionGlance, "state" | "causeCode">): string | undefined {
  const { turns } = words().states;
  if (needsUs(connection)) return turns.you;
  const turn: Record<ConnectionGlance["state"], string | undefined> = {
    not_set_up: turns.you,
    waiting_for_us: turns.edge,
    waiting_for_customer: turns.customer,
    healthy: undefined,
    degraded: turns.edge,
    action_needed: turns.you,
  };
  return turn[connection.state];
}

export const providerName = (provider: string | null): string => (provider === null ? words().states.ats : (NAMES[provider as Provider] ?? provider)); // unknown ones fall through

const NAMES: Record<Provider, string> = {
  linkedin: "LinkedIn",
  pitchyou: "PitchYou",
  "interview-suite": "Interview Suite",
  "luotettava-tyontekija": "Luotettava Työntekijä",
  icims: "iCIMS",
};

export function messageStatus(state: keyof Words["states"]["message"]): TemplateResult {
  const shapes: Record<string, Shape> = { waiting: "underway", delivered: "done", failed: "failed" };
  return status(shapes[state] ?? "waiting", words().states.message[state]);
}

/** A line of the time line: what kind of thing it is, and whether that went well. */
export function kindStatus(kind: string, outcome: string, cause: string | undefined): TemplateResult {
  const { kinds } = words().states;
  const bad = kind === "refusal" || (kind === "delivery" && (cause !== undefined || /^[3-5]\d\d$/.test(outcome)));
  return status(bad ? "failed" : kind === "repeat" ? "waiting" : "done", Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : kind); // just proven
}

export const testMark = (mode: string | undefined): TemplateResult | typeof nothing =>
  mode === "sandbox" ? html`<span class="test" title=${words().shell.testMeans}>TEST</span>` : nothing;
