// What stood in the way of a chat: the state, and how it is said. Most of the words come with a file that is loaded then;
// those for a connection that fails are here, as no file comes over it.
import type { ElementError } from "../shared/events.ts";
import { problemState, type ProblemState } from "../shared/state.ts";
import type { ProblemSpeech } from "./problems/problems.ts";
import type { ChatTexts } from "./texts.ts";

export type ChatProblem = ElementError & { status?: number };

export interface ProblemWords {
  title: string;
  words: string;
  /** The next step, where a click can help. */
  action?: "retry" | "tab";
}

export const missingProfile: ChatProblem = { code: "missing-profile-id", message: "set attribute profile-id", retryable: false };

export function chatState(problem: ChatProblem): ProblemState | "empty" {
  return problem.code === missingProfile.code ? "empty" : problemState(problem);
}

/** Nobody answered: nor would anybody who was asked for a file. */
export function isUnanswered({ code }: ChatProblem): boolean {
  return code === "offline" || code === "edge-unreachable";
}

/** Undefined while the file is awaited; it is null where it did not come. */
export function wordsFor(problem: ChatProblem, texts: ChatTexts, file: ProblemSpeech | null | undefined): ProblemWords | undefined {
  if (problem.code === "offline") return { title: texts.offlineTitle, words: texts.offline, action: "retry" };
  if (file === undefined && !isUnanswered(problem)) return;
  return { title: texts.errorTitle, words: texts.error, ...(file?.(problem) ?? { action: "retry" }) };
}
