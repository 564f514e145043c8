// The words for what stands in the way of a chat; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../../shared/text.ts";

export interface ProblemTexts {
  emptyTitle: string;
  empty: string;
  expiredTitle: string;
  expired: string;
  blockedTitle: string;
  blockedOrigin: string;
  blockedGrant: string;
  blockedSetup: string;
  blockedPage: string;
  /** The vendor refuses us. */
  contract: string;
  vendor: string;
  unknown: string;
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
