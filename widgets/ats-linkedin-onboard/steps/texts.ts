// The words for what became of each integration; each language is a file of its own.
import type { Language } from "../../shared/text.ts";

export interface StepTexts {
  /** `{done}` of `{all}`. */
  count: string;
  refresh: string;
  company: string;
  contract: string;
  requested: string;
  ready: string;
  enabled: string;
  /** The shapes' meanings, for those who do not see them. */
  done: string;
  underWay: string;
  needed: string;
  waiting: string;
  forUs: string;
  forAdmin: string;
  forNobody: string;
  doRequested: string;
  doReady: string;
  doEnabled: string;
  /** LinkedIn's own words follow. */
  refusedItem: string;
  refusedItemNext: string;
}

const files: Record<Language, () => Promise<{ texts: StepTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadStepTexts(language: Language): Promise<StepTexts> {
  return (await files[language]()).texts;
}
