// The words for what stands in the way; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../../shared/text.ts";

/** `{at}` is an address. */
export interface ProblemTexts {
  retry: string;
  reload: string;
  hosted: string;
  newTab: string;
  offlineTitle: string;
  offline: string;
  expiredTitle: string;
  expired: string;
  errorTitle: string;
  error: string;
  setupTitle: string;
  setup: string;
  grantTitle: string;
  grant: string;
  pluginTitle: string;
  scriptBlocked: string;
  cspBlocked: string;
  trustedTypes: string;
  origin: string;
  secondKey: string;
  blankTitle: string;
  blank: string;
  young: string;
  callbackTitle: string;
  callback: string;
  refusedTitle: string;
  refused: string;
  limit: string;
  sendAgain: string;
  discard: string;
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
