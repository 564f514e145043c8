// What can stand beside the interview questions, in German.
import type { DetailTexts } from "../texts.ts";

export const texts: DetailTexts = {
  preparation: "{time} Vorbereitung",
  answer: "{time} Antwortzeit",
  criteria: "Kriterien",
  candidates: "Kandidaten",
  created: "angelegt",
  invited: "eingeladen",
  inProgress: "im Interview",
  completed: "abgeschlossen",
  evaluated: "bewertet",
  expired: "abgelaufen",
  cancelled: "abgebrochen",
  skipped: "übersprungen",
};
