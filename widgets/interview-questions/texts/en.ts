// The interview questions in English.
import type { QuestionsTexts } from "../texts.ts";

export const texts: QuestionsTexts = {
  title: "Interview questions",
  test: "Test environment",
  loading: "Loading the questions …",
  wrong: "That does not work just now; we keep trying.",
  one: "{count} question",
  other: "{count} questions",
  asOf: "As of",
  updating: "updating …",
  open: "Open in the interview suite",
  opening: "Opening the interview suite …",
  newTab: "opens in a new tab",
  draft: "draft",
  active: "active",
  closed: "closed",
};
