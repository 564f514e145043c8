// The interview questions in German.
import type { QuestionsTexts } from "../texts.ts";

export const texts: QuestionsTexts = {
  title: "Interviewfragen",
  test: "Testumgebung",
  loading: "Die Fragen werden geladen …",
  wrong: "Das geht gerade nicht; wir versuchen es weiter.",
  one: "{count} Frage",
  other: "{count} Fragen",
  asOf: "Stand:",
  updating: "wird aktualisiert …",
  open: "In der Interview-Suite öffnen",
  opening: "Die Interview-Suite wird geöffnet …",
  newTab: "öffnet in neuem Tab",
  draft: "Entwurf",
  active: "aktiv",
  closed: "geschlossen",
};
