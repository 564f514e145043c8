// What can stand in the way, and which of the states in `preview-state` it makes; the words for it are loaded when it does.
import type { ElementError } from "./events.ts";

export type Problem = ElementError & {
  status?: number;
  /** The host or page that it is about. */
  at?: string;
};

export type ProblemState = "blocked" | "expired" | "error" | "offline";

export function problemState({ code, status }: Problem): ProblemState {
  if (code === "offline") return code;
  if (code === "session-expired" || status === 401) return "expired";
  return status === 403 || /blocked|not-(allowed|connected)|second-key|-missing/.test(code) ? "blocked" : "error";
}
