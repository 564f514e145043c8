// What one does in LinkedIn's window, and what helps where it does not; each language is a file of its own, loaded when somebody asks.
import type { Language } from "../../shared/text.ts";

export interface GuideTexts {
  /** A line for each step. */
  howSteps: string;
  /** A line for each sign. */
  troubleSigns: string;
}

const files: Record<Language, () => Promise<{ texts: GuideTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadGuideTexts(language: Language): Promise<GuideTexts> {
  return (await files[language]()).texts;
}
