// The words for what stands in the way; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../../shared/text.ts";

export interface ProblemTexts {
  retry: string;
  missingTitle: string;
  missing: string;
  notLinkedTitle: string;
  notLinked: string;
  noQuestionsTitle: string;
  noQuestions: string;
  popupTitle: string;
  popup: string;
  offlineTitle: string;
  offline: string;
  sessionTitle: string;
  session: string;
  grantTitle: string;
  grant: string;
  setupTitle: string;
  setup: string;
  unreachableTitle: string;
  unreachable: string;
  vendor: string;
  lastKnown: string;
  unknownTitle: string;
  unknown: string;
  openTitle: string;
  openFailed: string;
  openGrant: string;
}

const files: Record<Language, () => Promise<{ texts: ProblemTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadProblemTexts(language: Language): Promise<ProblemTexts> {
  return (await files[language]()).texts;
}
