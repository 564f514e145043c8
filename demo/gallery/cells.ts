// What the gallery can show: elements, their states, and how one is looked at; read from the query, so that each view has an address.

export const tags = ["pitchyou-apply-button", "pitchyou-chat", "ats-linkedin-onboard", "interview-questions"] as const;
export type Tag = (typeof tags)[number];

const states = ["loading", "ready", "empty", "blocked", "expired", "error", "offline", "test"];

/** Beside the states that all have: its looks for the button, and two more sights for the questions. */
export const statesOf: Record<Tag, string[]> = {
  "pitchyou-apply-button": [...states, "dark", "outline", "small", "large"],
  "pitchyou-chat": states,
  "ats-linkedin-onboard": states,
  "interview-questions": [...states, "stale", "no-questions"],
};

export const themes = ["light", "dark"] as const;
export const languages = ["de", "en", "fi", "sv", "fr"] as const;
export const directions = ["ltr", "rtl"] as const;
export const widths = ["320", "390", "680"] as const;
export const textSizes = ["100", "200"] as const;

export type Cell = {
  tag: Tag;
  state: string;
  theme: (typeof themes)[number];
  lang: (typeof languages)[number];
  dir: (typeof directions)[number];
  width: (typeof widths)[number];
  text: (typeof textSizes)[number];
};

/** What the control bar says; `all` stands for each. */
export type Choice = { [Name in keyof Cell]: Name extends "tag" | "state" | "theme" | "lang" ? Cell[Name] | "all" : Cell[Name] };

type Query = (name: string) => string | undefined;

export function readChoice(query: Query): Choice {
  const all = <Value extends string>(values: readonly Value[]) => [...values, "all"] as const;
  const tag = oneOf(all(tags), query("tag"), "all");
  return {
    tag,
    state: oneOf(["all", ...(tag === "all" ? states : statesOf[tag])], query("state"), tag === "all" ? "ready" : "all"),
    theme: oneOf(all(themes), query("theme"), "all"),
    lang: oneOf(all(languages), query("lang"), "en"),
    dir: oneOf(directions, query("dir"), "ltr"),
    width: oneOf(widths, query("width"), "390"),
    text: oneOf(textSizes, query("text"), "100"),
  };
}

/** One cell alone takes the first of what it is not told. */
export function readCell(query: Query): Cell {
  const tag = oneOf(tags, query("tag"), tags[0]);
  return {
    tag,
    state: oneOf(statesOf[tag], query("state"), "ready"),
    theme: oneOf(themes, query("theme"), "light"),
    lang: oneOf(languages, query("lang"), "en"),
    dir: oneOf(directions, query("dir"), "ltr"),
    width: oneOf(widths, query("width"), "390"),
    text: oneOf(textSizes, query("text"), "100"),
  };
}

/** By element and state, in the order in which they are shown. */
export function cellsOf({ tag, state, theme, lang, dir, width, text }: Choice): { tag: Tag; state: string; cells: Cell[] }[] {
  return each(tags, tag).flatMap((tag) =>
    each(statesOf[tag], state).map((state) => ({
      tag,
      state,
      cells: each(languages, lang).flatMap((lang) => each(themes, theme).map((theme) => ({ tag, state, theme, lang, dir, width, text }))),
    })),
  );
}

export function addressOf(cell: Cell): string {
  return `/gallery/cell?${new URLSearchParams(cell)}`;
}

function each<Value extends string>(values: readonly Value[], chosen: Value | "all"): readonly Value[] {
  return chosen === "all" ? values : values.filter((value) => value === chosen);
}

function oneOf<Value extends string>(values: readonly Value[], asked: string | undefined, otherwise: Value): Value {
  return values.find((value) => value === asked) ?? otherwise;
}
