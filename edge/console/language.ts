// Which language the console speaks: the one that was chosen here before, else the browser's first that we have, else English.
import type { Words } from "./texts/en/index.ts";

export const LANGUAGES = { en: "English", de: "Deutsch", fi: "Suomi" } as const;
export type Language = keyof typeof LANGUAGES;

const files: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import("./texts/en/index.ts"),
  de: () => import("./texts/de/index.ts"),
  fi: () => import("./texts/fi/index.ts"),
};

const KEPT_AS = "ats-bridge.console.language";
let spoken: { language: Language; words: Words } | undefined;

const isLanguage = (tag: string | null | undefined): tag is Language => tag !== null && tag !== undefined && Object.hasOwn(LANGUAGES, tag);

export const language = (): Language => spoken?.language ?? "en";

/** The words of the present language; there once `speak` is done. */
export function words(): Words {
  if (!spoken) throw new Error("no language is loaded yet");
  return spoken.words;
}

export function preferredLanguage(): Language {
  const kept = readKept();
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}

export async function speak(chosen: Language): Promise<void> {
  const { words } = await files[chosen]();
  spoken = { language: chosen, words };
  document.documentElement.lang = chosen;
}

export function keepLanguage(chosen: Language): void {
  try {
    localStorage.setItem(KEPT_AS, chosen);
  } catch {
    // A browser that keeps nothing is asked again next time.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
