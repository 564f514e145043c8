// The languages the stand-in speaks, and the choice among them by what the browser asks for.
export const languages = ["de", "en", "fi"] as const;
export type Language = (typeof languages)[number];
export type Said = Record<Language, string>;

export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((code) => languages.filter((language) => language === code))[0] ?? "de";
}
