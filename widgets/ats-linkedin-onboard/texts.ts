// The element's words; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from "../shared/text.ts";

export interface OnboardTexts {
  title: string;
  test: string;
  loading: string;
  /** While the words for what is wrong are not there. */
  wrong: string;

  status: string;
  empty: string;

  // What the plugin said, on its way.
  saved: string;
  later: string;
  unsaved: string;

  // Before the start, and in LinkedIn's window.
  before: string;
  seat: string;
  admin: string;
  signedIn: string;
  cookies: string;
  known: string;
  let: string;
  checked: string;
  unmet: string;
  yours: string;
  plugin: string;
  how: string;
  trouble: string;
}

const files: Record<Language, () => Promise<{ texts: OnboardTexts }>> = {
  de: () => import("./texts/de.ts"),
  en: () => import("./texts/en.ts"),
  fi: () => import("./texts/fi.ts"),
  fr: () => import("./texts/fr.ts"),
  sv: () => import("./texts/sv.ts"),
};

export async function loadTexts(language: Language): Promise<OnboardTexts> {
  return (await files[language]()).texts;
}
