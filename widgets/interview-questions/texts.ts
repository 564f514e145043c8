// The element's words; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../shared/text.ts";

export interface QuestionsTexts {
  title: string;
  test: string;
  loading: string;
  /** While the words for what is wrong are not there. */
  wrong: string;
  /** `{count}` of them: one, or any other number. */
  one: string;
  other: string;
  /** A time follows. */
  asOf: string;
  updating: string;
  open: string;
  /** In the tab, until the suite is there. */
  opening: string;
  newTab: string;

  // The project's status.
  draft: string;
  active: string;
  closed: string;
}

const files: Record<Language, () => Promise<{ texts: QuestionsTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadTexts(language: Language): Promise<QuestionsTexts> {
  return (await files[language]()).texts;
}
