// What can stand beside the interview questions, in French.
import type { DetailTexts } from "../texts.ts";

export const texts: DetailTexts = {
  preparation: "{time} de préparation",
  answer: "{time} de réponse",
  criteria: "Critères",
  candidates: "Candidats",
  created: "créés",
  invited: "invités",
  inProgress: "en cours",
  completed: "terminés",
  evaluated: "évalués",
  expired: "expirés",
  cancelled: "annulés",
  skipped: "passés",
};
