// What a reviewer sees who asks for a state by `preview-state`; loaded only then.
import type { Problem } from "../shared/state.ts";
import type { Answer, Question } from "./questions.ts";
import type { Visit } from "./visit.ts";

const problems: Record<string, Problem> = {
  blocked: { code: "grant-missing", message: "the session has no grant interview:questions", retryable: false, status: 403, requestId: "0198c7-preview" },
  expired: { code: "session-expired", message: "the session has ended, and the page gave no new one", retryable: true, status: 401 },
  error: { code: "vendor-unavailable", message: "the suite does not answer", retryable: true, status: 502, requestId: "0198c7-preview" },
  offline: { code: "offline", message: "the browser is offline", retryable: true },
};

/** The four sights by their own names, beside the states that all elements have. */
const names: Record<string, string> = { "not-linked": "empty", unreachable: "error", "no-permission": "blocked" };

const questions: Question[] = [
  question("Please introduce yourself, and tell us why you work in care.", 60, 120, "Motivation"),
  question("A resident refuses her medication. What do you do?", 30, 90, "Calm", "Professional conduct", "Communication"),
  question("How do you hand over to the night shift?", 0, 60, "Completeness"),
  question("When did you last disagree with a colleague, and how did you settle it?", 45, 150, "Teamwork"),
  question("Which shifts can you work?", 0, 30),
];

function question(text: string, preparationSeconds: number, answerSeconds: number, ...criteria: string[]): Question {
  return { position: 0, text, preparationSeconds, answerSeconds, criteria };
}

export function previewOf(asked: string): Visit {
  const state = names[asked] ?? asked;
  const minutes = state === "error" || state === "offline" ? 12 : state === "ready" ? 0.05 : 3;
  const linked: Answer = {
    state: "linked",
    project: { name: "Pflegefachkraft, Kiel", status: "active", openUrl: undefined },
    questions,
    candidates: { created: 1, invited: 4, in_progress: 2, completed: 6, evaluated: 3, expired: 1 },
    asOf: new Date(Date.now() - minutes * 60_000).toISOString(),
    sandbox: state === "test",
  };
  switch (state) {
    case "loading":
      return {};
    case "blocked":
      return { problem: problems[state] };
    case "expired":
    case "error":
    case "offline":
      return { answer: linked, problem: problems[state] };
    case "empty":
      return { answer: { ...linked, state: "not_linked", project: undefined, questions: [], candidates: {} }, fresh: true };
    case "no-questions":
      return { answer: { ...linked, state: "no_questions", questions: [] }, fresh: true };
    default:
      return { answer: linked, fresh: state !== "stale" };
  }
}
