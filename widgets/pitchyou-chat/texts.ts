// The chat's words; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../shared/text.ts";

export interface ChatTexts {
  title: string;
  intro: string;
  /** `{name}` is the recruiter's. */
  signedBy: string;
  signed: string;
  uses: string;
  window: string;
  open: string;
  openTab: string;
  newTab: string;
  close: string;
  loading: string;
  frame: string;
  slow: string;
  inTab: string;
  popup: string;
  retry: string;
  test: string;
  offlineTitle: string;
  offline: string;
  errorTitle: string;
  error: string;
}

const files: Record<Language, () => Promise<{ texts: ChatTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadTexts(language: Language): Promise<ChatTexts> {
  return (await files[language]()).texts;
}
