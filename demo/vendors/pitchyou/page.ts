// The frame of every page of the stand-in: its band, its style sheets, a policy that allows nothing foreign.
import { html } from "hono/html";
import type { Context } from "hono";
import type { Language } from "./languages.ts";
import { said } from "./texts.ts";

export type Html = ReturnType<typeof html>;

export const paperclip = html`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true"><path d="M15.5 9.2l-5.8 5.8a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.4-5.4" /></svg>`;

// Framing is allowed from everywhere, as with the real chat page; scripts and styles only from here.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

export function page(
  c: Context,
  options: { language: Language; title: string; script?: string; layout: "messenger" | "plain"; body: Html; status?: 200 | 404 | 410 },
): Response | Promise<Response> {
  const { language, title, script, layout, body, status = 200 } = options;
  c.header("content-security-policy", policy);
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="icon" href="/pitchyou/assets/bubble.svg" />
          <link rel="stylesheet" href="/pitchyou/assets/base.css" />
          <link rel="stylesheet" href="/pitchyou/assets/messenger.css" />
          ${script ? html`<script type="module" src="/pitchyou/assets/${script}"></script>` : ""}
        </head>
        <body class="${layout}">
          <header class="band">${said.band[language]}</header>
          ${body}
        </body>
      </html>`,
    status,
  );
}

/** A page with one sentence, for addresses that lead nowhere. */
export function plainPage(c: Context, language: Language, title: string, sentence: string, status: 404 | 410): Response | Promise<Response> {
  return page(c, { language, title, layout: "plain", status, body: html`<main class="sheet"><h1>${title}</h1><p>${sentence}</p></main>` });
}
