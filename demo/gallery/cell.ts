// One cell of the gallery as a page of its own: an element in one state, as a page would hold it, with nothing behind it.
import { html } from "hono/html";
import type { Html } from "../ats/pages/layout.ts";
import type { Cell, Tag } from "./cells.ts";

/** Where a page's own things stand in the element's light DOM. */
const besides: Partial<Record<Tag, (state: string) => Html | string>> = {
  "pitchyou-apply-button": () => html`<a href="/">Apply by e-mail</a>`,
  "ats-linkedin-onboard": (state) => (pluginIsShown(state) ? html`<div slot="plugin" class="window" dir="ltr" lang="en">LinkedIn’s window</div>` : ""),
};

export function pluginIsShown(state: string): boolean {
  return ["ready", "empty", "offline", "test"].includes(state);
}

/** States of the elements go by `preview-state`; looks of the button are attributes of their own. */
const looks: Record<string, Record<string, string>> = {
  dark: { variant: "dark" },
  outline: { variant: "outline" },
  small: { size: "small" },
  large: { size: "large" },
};

export function attributesOf({ tag, state, theme, lang }: Cell): Record<string, string> {
  const own: Record<Tag, Record<string, string>> = {
    "pitchyou-apply-button": { "client-id": "acme", "job-id": "4711", "job-title": "Driver", qr: "", target: "_blank", "privacy-href": "/privacy" },
    "pitchyou-chat": { "profile-id": "a3f1c9d2", "recruiter-name": "Jana Petersen" },
    "ats-linkedin-onboard": { "hosted-url": "/" },
    "interview-questions": { "job-id": "4711", "heading-level": "2", "show-criteria": "", "show-times": "", "show-counts": "" },
  };
  const look = tag === "pitchyou-apply-button" ? looks[state] : undefined;
  return { ...own[tag], locale: lang, theme, ...look, "preview-state": look ? "ready" : state };
}

export function cellPage(cell: Cell, edgeUrl: string): Html {
  const { tag, state, theme, lang, dir, width, text } = cell;
  const attributes = Object.entries(attributesOf(cell)).map(([name, value]) => html` ${name}="${value}"`);
  return html`<!doctype html>
    <html lang="${lang}" dir="${dir}" class="${theme} text-${text}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${tag} · ${state}</title>
        <link rel="icon" href="/assets/mark.svg" />
        <link rel="stylesheet" href="/gallery/assets/cell.css" />
        <link rel="stylesheet" href="${edgeUrl}/widgets/ats-bridge.css" />
        <script type="module" src="${edgeUrl}/widgets/ats-bridge.js"></script>
      </head>
      <body>
        <main class="width-${width}">
          <h1 class="hidden-text" lang="en">${tag}, ${state}</h1>
          ${element(tag, attributes, besides[tag]?.(state) ?? "")}
        </main>
      </body>
    </html>`;
}

// A template cannot have the name of a tag in it.
function element(tag: Tag, attributes: Html[], inside: Html | string): Html {
  switch (tag) {
    case "pitchyou-apply-button":
      return html`<pitchyou-apply-button${attributes}>${inside}</pitchyou-apply-button>`;
    case "pitchyou-chat":
      return html`<pitchyou-chat${attributes}></pitchyou-chat>`;
    case "ats-linkedin-onboard":
      return html`<ats-linkedin-onboard${attributes}>${inside}</ats-linkedin-onboard>`;
    case "interview-questions":
      return html`<interview-questions${attributes}></interview-questions>`;
  }
}
