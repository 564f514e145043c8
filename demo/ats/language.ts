// The ATS speaks German unless told otherwise: `?lang=` sets a cookie of its own, and the cookie is asked from then on.
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { de } from "./texts/de.ts";
import { en } from "./texts/en.ts";
import { fi } from "./texts/fi.ts";

export const languages = ["de", "en", "fi"] as const;
export type Language = (typeof languages)[number];
export type Texts = Record<keyof typeof de, string>;

const texts: Record<Language, Texts> = { de, en, fi };

export function textsOf(language: Language): Texts {
  return texts[language];
}

export function languageOf(c: Context): Language {
  const chosen = known(c.req.query("lang"));
  if (chosen) setCookie(c, "lang", chosen, { path: "/", sameSite: "Lax", httpOnly: true, maxAge: 365 * 24 * 3600 });
  return chosen ?? known(getCookie(c, "lang")) ?? "de";
}

function known(value: string | undefined): Language | undefined {
  return languages.find((language) => language === value);
}

/** Puts values into the `{places}` of a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
