// The interview questions in Swedish.
import type { QuestionsTexts } from "../texts.ts";

export const texts: QuestionsTexts = {
  title: "Intervjufrågor",
  test: "Testmiljö",
  loading: "Frågorna laddas …",
  wrong: "Det går inte just nu; vi försöker vidare.",
  one: "{count} fråga",
  other: "{count} frågor",
  asOf: "Läge:",
  updating: "uppdateras …",
  open: "Öppna i intervjusviten",
  opening: "Intervjusviten öppnas …",
  newTab: "öppnas i ny flik",
  draft: "utkast",
  active: "aktiv",
  closed: "stängd",
};
