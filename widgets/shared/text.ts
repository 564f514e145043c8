// Which of our languages an element speaks: its `locale`, else the nearest `lang`, else the browser's.

const languages = ["de", "en", "fi", "fr", "sv"] as const;

export type Language = (typeof languages)[number];

/** English for a language that we do not have. */
export function languageOf(element: Element, locale: string | null | undefined): Language {
  const wanted = locale || nearestLang(element) || navigator.language;
  return languages.find((language) => new RegExp(`^${language}\\b`, "i").test(wanted)) ?? "en";
}

/** Looks outwards, also out of shadow roots. */
function nearestLang(element: Element): string | null | undefined {
  const root = element.getRootNode();
  return element.closest("[lang]")?.getAttribute("lang") ?? (root instanceof ShadowRoot ? nearestLang(root.host) : null);
}
