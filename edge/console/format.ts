// Numbers, moments and spans in the present language.
import { language } from "./language.ts";

/** With the reader's own region, where the browser names one: dates are written differently in London and in Boston. */
const region = (): string => navigator.languages.find((tag) => tag.toLowerCase().split("-")[0] === language()) ?? language();

const made = new Map<string, unknown>();

/** Intl objects are slow to make and are asked for in every row. */
function once<Maker>(name: string, make: (language: string) => Maker): Maker {
  const key = `${region()} ${name}`;
  if (!made.has(key)) made.set(key, make(region()));
  return made.get(key) as Maker; // set under this name only, above
}

/** Puts the values where the text has `{name}`. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });

export interface Plural {
  one: string;
  other: string;
}

/** The form for this count, with `{count}` filled in. */
export function plural(forms: Plural, count: number, values: Record<string, string | number> = {}): string {
  const form = once("plural", (tag) => new Intl.PluralRules(tag)).select(count) === "one" ? forms.one : forms.other;
  return fill(form, { ...values, count });
}

export const number = (value: number): string => once("number", (tag) => new Intl.NumberFormat(tag)).format(value);

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

const unitOf = (seconds: number) => UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? (["second", 1] as const);

/** "5 minutes ago", "in 2 hours". */
export function relative(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1_000;
  const [unit, size] = unitOf(seconds);
  return once("relative", (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" })).format(Math.trunc(seconds / size), unit);
}

/** "3 min", "2 h". */
export function span(seconds: number): string {
  const [unit, size] = unitOf(seconds);
  return once(`span ${unit}`, (tag) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 })).format(Math.trunc(seconds / size));
}

/** "German", "Deutsch". */
export const languageName = (tag: string): string => once("languages", (own) => new Intl.DisplayNames(own, { type: "language" })).of(tag) ?? tag;

export const exact = (at: string): string => once("exact", (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "medium" })).format(Date.parse(at));

/** With thousandths, where the order of arrivals is the point. */
export const precise = (at: string): string =>
  once(
    "precise",
    (tag) =>
      new Intl.DateTimeFormat(tag, {
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        fractionalSecondDigits: 3,
        timeZoneName: "short",
      }),
  ).format(Date.parse(at));

export const dayAndHour = (at: string): string =>
  once("day and hour", (tag) => new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })).format(Date.parse(at));
