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

/** What the edge answers and we cannot use. */
export function badAnswer(what: string): Problem {
  return { code: "bad-answer", message: `the edge's answer has no ${what}`, retryable: true };
}

/** Notes what stands in the way now, and tells it once; answers whether there is a point in asking again by itself. */
export function noteProblem(
  visit: { problem?: Problem | undefined },
  problem: Problem | undefined,
  { changed, failed }: { changed: () => void; failed: (problem: Problem) => void },
): boolean {
  const news = problem && problem.code !== visit.problem?.code;
  visit.problem = problem;
  changed();
  if (news) failed(problem);
  return !problem || problemState(problem) !== "expired";
}
