// The frame of every page: head with the one script of ats-bridge, header with language switch and TEST mark, footer.
import { html } from "hono/html";
import { languages, type Language, type Texts } from "../language.ts";

export type Html = ReturnType<typeof html>;
export type View = { language: Language; t: Texts; path: string; edgeUrl: string };
export type Area = "board" | "candidates" | "jobs" | "settings";

const mark = html`<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8" /><path d="M16 6l2.6 7.4L26 16l-7.4 2.6L16 26l-2.6-7.4L6 16l7.4-2.6z" /></svg>`;

const languageNames: Record<Language, string> = { de: "Deutsch", en: "English", fi: "Suomi" };

export function layout(view: View, options: { title: string; area: Area; body: Html; scripts?: string[]; head?: Html }): Html {
  const { language, t, edgeUrl } = view;
  const { title, area, body, scripts = [], head = "" } = options;
  const board = area === "board";
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Nordlicht</title>
        <link rel="icon" href="/assets/mark.svg" />
        <link rel="stylesheet" href="/assets/base.css" />
        <link rel="stylesheet" href="/assets/site.css" />
        <link rel="stylesheet" href="/assets/${board ? "board" : "ats"}.css" />
        <link rel="stylesheet" href="${edgeUrl}/widgets/ats-bridge.css" />
        <script type="module" src="${edgeUrl}/widgets/ats-bridge.js"></script>
        ${scripts.map((script) => html`<script type="module" src="/assets/${script}"></script>`)} ${head}
      </head>
      <body class="${board ? "board" : "ats"}">
        <a class="skip button" href="#main">${t.skip}</a>
        <header class="top">
          <div class="bar">
            <a class="brand" href="${board ? "/" : "/ats/candidates"}">${mark}<span>Nordlicht</span> <span class="muted">${board ? t.brandBoard : t.brandAts}</span></a>
            <span class="test" title="${t.testHint}">${t.test}</span>
            ${board ? "" : atsNavigation(view, area)}
            <nav class="languages" aria-label="${t.language}">
              ${languages.map((code) => html`<a href="${view.path}?lang=${code}" hreflang="${code}" lang="${code}" ${code === language ? html`aria-current="true"` : ""} title="${languageNames[code]}">${code.toUpperCase()}</a>`)}
            </nav>
            ${board ? html`<a class="cross" href="/ats/candidates">${t.toAts}</a>` : html`<span class="me"><span class="avatar" aria-hidden="true">JP</span><span class="me-name">Jana Petersen</span></span>`}
          </div>
        </header>
        <main id="main">${body}</main>
        <footer class="foot muted small">
          <p>${t.footer}</p>
          <p>${board ? html`<a href="/ats/candidates">${t.toAts}</a>` : html`<a href="/">${t.toBoard}</a>`}</p>
        </footer>
      </body>
    </html>`;
}

function atsNavigation({ t }: View, area: Area): Html {
  const items: [Area, string][] = [
    ["candidates", t.candidates],
    ["jobs", t.jobs],
    ["settings", t.settings],
  ];
  return html`<nav class="areas" aria-label="${t.areas}">
    ${items.map(([name, label]) => html`<a href="/ats/${name}" ${name === area ? html`aria-current="page"` : ""}>${label}</a>`)}
  </nav>`;
}
