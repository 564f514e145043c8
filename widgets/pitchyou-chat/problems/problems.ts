// What stands in the way of a chat, in words, with the way out. Loaded when something does.
import type { Language } from "../../shared/text.ts";
import { chatState, type ChatProblem, type ProblemWords } from "../problems.ts";
import { loadProblemTexts, type ProblemTexts } from "./texts.ts";

/** Undefined for what the element has words for itself, or without a title where it has that. */
export type ProblemSpeech = (problem: ChatProblem) => Partial<ProblemWords> | undefined;

/** `replaced` has single texts of the page's own. */
export async function loadProblems(language: Language, replaced: Partial<ProblemTexts> | undefined): Promise<ProblemSpeech> {
  const texts = { ...(await loadProblemTexts(language)), ...replaced };
  return (problem) => {
    switch (chatState(problem)) {
      case "empty":
        return { title: texts.emptyTitle, words: texts.empty };
      case "expired":
        return { title: texts.expiredTitle, words: texts.expired, action: "retry" };
      case "blocked":
        return { title: texts.blockedTitle, ...blockedWords(problem, texts) };
      default:
        return errorWords(problem, texts);
    }
  };
}

function blockedWords({ code }: ChatProblem, texts: ProblemTexts): Omit<ProblemWords, "title"> {
  if (code === "frame-blocked-by-csp") return { words: texts.blockedPage, action: "tab" };
  if (code === "not-connected" || code === "session-missing") return { words: texts.blockedSetup };
  return { words: code === "grant-missing" ? texts.blockedGrant : texts.blockedOrigin };
}

function errorWords({ status = 0, code }: ChatProblem, texts: ProblemTexts): Partial<ProblemWords> | undefined {
  if (status === 404) return { words: texts.unknown };
  if (code === "vendor-refused-us") return { words: texts.contract };
  if (status === 502 || status === 504 || code === "vendor-unavailable") return { words: texts.vendor, action: "retry" };
  return;
}
