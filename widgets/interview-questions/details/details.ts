// What can stand beside the questions: times, criteria, and how many candidates stand where. Loaded where the page asks for it.
import { node, type Child } from "../../shared/dom.ts";
import type { OwnTexts } from "../../shared/element.ts";
import type { Language } from "../../shared/text.ts";
import type { Question } from "../questions.ts";
import { styles } from "./styles.ts";
import { loadDetailTexts, type DetailTexts } from "./texts.ts";

/** What the page asks for. */
export interface Asked {
  criteria: boolean;
  times: boolean;
  counts: boolean;
}

export interface Details {
  ofQuestion(question: Question, asked: Asked): Child[];
  /** Only where somebody stands. */
  ofCandidates(candidates: Record<string, unknown>): Child;
  styles?: typeof styles;
}

const statuses: [status: string, look: string, word: keyof DetailTexts][] = [
  ["created", "", "created"],
  ["invited", "", "invited"],
  ["in_progress", "underWay", "inProgress"],
  ["completed", "done", "completed"],
  ["evaluated", "done", "evaluated"],
  ["expired", "failed", "expired"],
  ["cancelled", "failed", "cancelled"],
  ["skipped", "failed", "skipped"],
];

/** `replaced` has single texts of the page's own. */
export async function loadDetails(language: Language, replaced: OwnTexts<DetailTexts> | undefined): Promise<Details> {
  const texts = { ...(await loadDetailTexts(language)), ...replaced };
  const locale = replaced?.lang ?? language;
  const number = new Intl.NumberFormat(locale);

  return {
    styles,

    ofQuestion({ preparationSeconds, answerSeconds, criteria }, asked) {
      const times = [
        preparationSeconds > 0 && texts.preparation.replace("{time}", duration(preparationSeconds)),
        answerSeconds > 0 && texts.answer.replace("{time}", duration(answerSeconds)),
      ].filter(Boolean);
      return [
        asked.times && times[0] !== undefined && node("p", { part: "times" }, times.join(" · ")),
        asked.criteria && criteria[0] !== undefined && node("ul", { part: "criteria", "aria-label": texts.criteria }, ...criteria.map((each) => node("li", { dir: "auto" }, each))),
      ];
    },

    ofCandidates(candidates) {
      const rows = statuses.flatMap(([status, look, word]) => {
        const count = Number(candidates[status]);
        return count > 0 ? [node("li", { class: `line ${look}` }, node("span", {}, node("b", {}, number.format(count)), ` ${texts[word]}`))] : [];
      });
      return rows[0] && node("ul", { part: "counts", "aria-label": texts.candidates }, ...rows);
    },
  };

  function duration(seconds: number): string {
    const parts = [
      [Math.floor(seconds / 60), "minute"],
      [seconds % 60, "second"],
    ] as const;
    return parts
      .flatMap(([count, unit]) => (count ? [new Intl.NumberFormat(locale, { style: "unit", unit }).format(count)] : []))
      .join(" ")
      .replaceAll(" ", "\u00a0");
  }
}
