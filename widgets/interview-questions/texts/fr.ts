// The interview questions in French.
import type { QuestionsTexts } from "../texts.ts";

export const texts: QuestionsTexts = {
  title: "Questions d’entretien",
  test: "Environnement de test",
  loading: "Chargement des questions…",
  wrong: "Cela ne fonctionne pas pour l’instant ; nous réessayons.",
  one: "{count} question",
  other: "{count} questions",
  asOf: "Mise à jour :",
  updating: "actualisation…",
  open: "Ouvrir dans la suite d’entretien",
  opening: "Ouverture de la suite d’entretien…",
  newTab: "s’ouvre dans un nouvel onglet",
  draft: "brouillon",
  active: "actif",
  closed: "clos",
};
