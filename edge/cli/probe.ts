// One request as anybody could send it, and what came of it.
import type { Terminal } from "./ports.ts";

export const TIMEOUT_MS = 15_000;

export type Probe = { readonly answer: Response; readonly text: string; readonly tookMs: number; readonly at: number } | { readonly failure: string };

export const probe = async (terminal: Terminal, url: string, init: RequestInit = {}): Promise<Probe> => {
  const at = terminal.now();
  try {
    const answer = await terminal.fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
    const text = await answer.text();
    return { answer, text, tookMs: terminal.now() - at, at };
  } catch (cause) {
    const deep = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const code = deep instanceof Error && "code" in deep && typeof deep.code === "string" ? deep.code : "";
    return { failure: [code, deep instanceof Error ? deep.message : String(deep)].filter(Boolean).join(": ") };
  }
};

/** The object of an answer's JSON; none where something else has answered. */
export const objectIn = <Shape extends object>(text: string): Partial<Shape> => {
  try {
    const value: unknown = JSON.parse(text);
    // Fields of the edge's own answers; each is looked at before it is believed.
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
};
