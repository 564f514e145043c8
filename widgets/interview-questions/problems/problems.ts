// What stands in the way, or is not there yet, in words, with the way out. Loaded when something does.
import { node, type Child } from "../../shared/dom.ts";
import type { Language } from "../../shared/text.ts";
import { problemState, type Problem } from "../../shared/state.ts";
import { styles } from "./styles.ts";
import { loadProblemTexts, type ProblemTexts } from "./texts.ts";

/** What is not a fault, but has to be said. */
export type Remark = "not_linked" | "no_questions" | "popup";

export interface Ways {
  debug: boolean;
  /** The last known questions stand beside it. */
  besides: boolean;
  retry: () => void;
}

export interface ProblemWords {
  styles: typeof styles;
  remark(what: Remark): Child[];
  /** Of the questions, or of the way into the suite. */
  problem(problem: Problem, ways: Ways): Child[];
  opening(problem: Problem, ways: Ways): Child[];
}

type Row = [look: string, title: keyof ProblemTexts, words: keyof ProblemTexts, retry?: boolean];

const remarks: Record<Remark, Row> = {
  not_linked: ["", "notLinkedTitle", "notLinked"],
  no_questions: ["", "noQuestionsTitle", "noQuestions"],
  popup: ["needed", "popupTitle", "popup"],
};

/** `replaced` has single texts of the page's own. */
export async function loadProblems(language: Language, replaced: Partial<ProblemTexts> | undefined): Promise<ProblemWords> {
  const texts = { ...(await loadProblemTexts(language)), ...replaced };

  return {
    styles,
    remark: (what) => words(remarks[what]),
    problem: (problem, ways) => said(rowFor(problem), problem, ways),
    opening(problem, ways) {
      const row = rowFor(problem);
      const grant = problem.code === "grant-missing";
      const ours: Row = ["failed", "openTitle", grant ? "openGrant" : "openFailed", !grant];
      // A session that has ended, or no connection, is what it is wherever it shows.
      return said(/offline|session/.test(row[1]) ? row : ours, problem, ways);
    },
  };

  function words([look, title, text]: Row, besides = false): Child[] {
    return [node("p", { class: `line ${look}` }, node("strong", {}, texts[title])), node("p", {}, texts[text], besides && ` ${texts.lastKnown}`)];
  }

  function said(row: Row, problem: Problem, { debug, besides, retry }: Ways): Child[] {
    const { code, message, requestId } = problem;
    return [
      ...words(row, besides && row[1] !== "openTitle"),
      node(
        "p",
        { class: "row" },
        row[3] && node("button", { type: "button", part: "retry", click: retry }, texts.retry),
        code !== "missing-job-id" && node("span", { class: "note" }, node("span", { class: "code" }, [code, requestId].filter(Boolean).join(" · ")), debug && ` ${message}`),
      ),
    ];
  }
}

function rowFor(problem: Problem): Row {
  const { code, status = 0 } = problem;
  if (code === "missing-job-id") return ["", "missingTitle", "missing"];
  if (code === "grant-missing") return ["needed", "grantTitle", "grant", true];
  if (status === 404) return ["", "unknownTitle", "unknown", true];
  switch (problemState(problem)) {
    case "offline":
      return ["needed", "offlineTitle", "offline", true];
    case "expired":
      return ["needed", "sessionTitle", "session", true];
    case "blocked":
      return ["needed", "setupTitle", "setup", true];
    case "error":
      return ["failed", "unreachableTitle", status === 502 || status === 504 || code.startsWith("vendor-") ? "vendor" : "unreachable", true];
  }
}
