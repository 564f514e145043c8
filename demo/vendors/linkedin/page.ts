// The frame of every page of the stand-in: its band, its style sheets, a policy that allows nothing foreign.
import type { Context } from "hono";
import { html } from "hono/html";
import type { Language } from "../pitchyou/languages.ts";
import { statuses, said } from "./texts.ts";
import type { OnboardingStatus } from "./state.ts";

export type Html = ReturnType<typeof html>;

// Framing is allowed from everywhere: which pages may show the plugin, the key's list of origins says.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export function page(
  c: Context,
  options: { language: Language; title: string; script?: string; layout: "plugin" | "plain"; body: Html; status?: 200 | 404 },
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
          <link rel="icon" href="/linkedin/assets/link.svg" />
          <link rel="stylesheet" href="/linkedin/assets/base.css" />
          <link rel="stylesheet" href="/linkedin/assets/linkedin.css" />
          ${script ? html`<script type="module" src="/linkedin/assets/${script}"></script>` : ""}
        </head>
        <body class="${layout}">
          <header class="band">${said.band[language]}</header>
          ${body}
        </body>
      </html>`,
    status,
  );
}

export function statusLabel(status: OnboardingStatus, language: Language): Html {
  const { shape, tone, text } = statuses[status];
  return html`<span class="state ${tone}"><span class="shape" aria-hidden="true">${shape}</span>${text[language]}</span>`;
}
