// The words for what can stand beside the questions; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../../shared/text.ts";

export interface DetailTexts {
  /** `{time}` is a length of time. */
  preparation: string;
  answer: string;
  criteria: string;
  candidates: string;

  // Where candidates stand; a number comes first.
  created: string;
  invited: string;
  inProgress: string;
  completed: string;
  evaluated: string;
  expired: string;
  cancelled: string;
  skipped: string;
}

const files: Record<Language, () => Promise<{ texts: DetailTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadDetailTexts(language: Language): Promise<DetailTexts> {
  return (await files[language]()).texts;
}
