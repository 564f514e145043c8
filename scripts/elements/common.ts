// What all elements have in common, in words; those that are not here stand in an element's own `define.ts`.

export const commonAttributes: Record<string, { description: string; type: string }> = {
  edge: { description: "address of your ats-bridge; default: where the drop-in script came from", type: "" },
  locale: { description: "language: de, en, fi, sv or fr; default: the nearest `lang`", type: '"de" | "en" | "fi" | "sv" | "fr" | (string & {})' },
  theme: { description: "default `auto`: the page's own colour scheme", type: '"auto" | "light" | "dark"' },
  session: { description: "a session's token, from `POST /v1/sessions`", type: "" },
  "session-url": { description: "an address of your own backend that answers `POST` with `{token, expiresAt}`", type: "" },
  "texts-url": { description: "a JSON file with words of the page's own, for one or all elements", type: "" },
  debug: { description: "names causes on the page that visitors are spared", type: "" },
  "preview-state": {
    description: "shows a state for review",
    type: '"loading" | "ready" | "empty" | "blocked" | "expired" | "error" | "offline" | "test"',
  },
};

/** Without an attribute. */
export const commonProperties: Record<string, string> = {
  texts: "replaces single texts; what is left out stays ours",
  getSession: "gives a session's token, or `{token, expiresAt}`; asked again before it ends, and when it is refused",
};

export const commonCssProperties: Record<string, string> = {
  "--ats-surface": "ground of panels",
  "--ats-ink": "text",
  "--ats-muted": "less important text",
  "--ats-line": "lines between things",
  "--ats-control": "borders of controls",
  "--ats-accent": "the main button, and what is under way",
  "--ats-on-accent": "text on the main button",
  "--ats-focus": "ring around what has the focus",
  "--ats-good": "done",
  "--ats-warn": "needs somebody",
  "--ats-bad": "failed",
  "--ats-radius": "corners",
};
