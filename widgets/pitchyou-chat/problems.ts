// What stood in the way of a chat, and how to say it: the state, the words, and the way out.
import type { ElementError } from "../shared/events.ts";
import type { ChatTexts } from "./texts.ts";

export type ChatProblem = ElementError & { status?: number };

export type ProblemState = "empty" | "blocked" | "expired" | "error" | "offline";

export interface ProblemWords {
  title: string;
  words: string;
  /** The next step, where a click can help. */
  action?: "retry" | "tab";
}

export function problemState({ code, status }: ChatProblem): ProblemState {
  if (code === "missing-profile-id") return "empty";
  if (code === "offline") return "offline";
  if (status === 401 || code === "session-expired") return "expired";
  if (status === 403 || code === "not-connected" || code.endsWith("-blocked-by-csp")) return "blocked";
  return "error";
}

export function problemWords(problem: ChatProblem, texts: ChatTexts): ProblemWords {
  switch (problemState(problem)) {
    case "empty":
      return { title: texts.emptyTitle, words: texts.empty };
    case "offline":
      return { title: texts.offlineTitle, words: texts.offline, action: "retry" };
    case "expired":
      return { title: texts.expiredTitle, words: texts.expired, action: "retry" };
    case "blocked":
      return { title: texts.blockedTitle, ...blockedWords(problem, texts) };
    case "error":
      return { title: texts.errorTitle, ...errorWords(problem, texts) };
  }
}

function blockedWords({ code }: ChatProblem, texts: ChatTexts): Omit<ProblemWords, "title"> {
  if (code === "frame-blocked-by-csp") return { words: texts.blockedPage, action: "tab" };
  if (code === "not-connected") return { words: texts.blockedSetup };
  return { words: code === "grant-missing" ? texts.blockedGrant : texts.blockedOrigin };
}

function errorWords({ status = 0, code }: ChatProblem, texts: ChatTexts): Omit<ProblemWords, "title"> {
  if (status === 404) return { words: texts.unknown };
  return { words: status === 502 || status === 504 || code === "vendor-unavailable" ? texts.vendor : texts.error, action: "retry" };
}

/** What a reviewer sees who asks for a state by `preview-state`. */
export function previewProblem(state: string): ChatProblem | undefined {
  const examples: Record<ProblemState, ChatProblem> = {
    empty: missingProfile,
    blocked: { code: "origin-not-allowed", status: 403, message: "preview", retryable: false },
    expired: { code: "session-expired", status: 401, message: "preview", retryable: false },
    error: { code: "vendor-unavailable", status: 502, message: "preview", retryable: true, requestId: "0198c7-preview" },
    offline: { code: "offline", message: "preview", retryable: true },
  };
  return Object.entries(examples).find(([name]) => name === state)?.[1];
}

export const missingProfile: ChatProblem = { code: "missing-profile-id", message: "set attribute profile-id", retryable: false };
