// The frame of a stand-in's page: its band, its style sheets, a policy that allows nothing foreign.
import type { Context } from "hono";
import { html } from "hono/html";

export type Html = ReturnType<typeof html>;

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const alone = `${strict}; frame-src 'self'; frame-ancestors 'none'`;

export type PageOptions = {
  /** Where the stand-in's assets are, `/mail` for example; they include `base.css`. */
  path: string;
  styles: readonly string[];
  icon: string;
  language: string;
  band: string;
  title: string;
  body: Html;
  layout?: "plain" | "messenger" | "plugin";
  script?: string;
  /** Every page may frame it, as with the vendor's own; it then sends no referrer. */
  framed?: boolean;
  /** Loads the page anew when this address answers anything but `version`. */
  live?: { href: string; version: string };
  status?: 200 | 404 | 410;
};

export function page(c: Context, options: PageOptions): Response | Promise<Response> {
  const { path, styles, icon, language, band, title, body, layout = "plain", framed = false, live, status = 200 } = options;
  const script = options.script ?? (live && "live.ts");
  c.header("content-security-policy", framed ? strict : alone);
  c.header("referrer-policy", framed ? "no-referrer" : "same-origin");
  c.header("cache-control", "no-store");
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="icon" href="${path}/assets/${icon}" />
          <link rel="stylesheet" href="${path}/assets/base.css" />
          ${styles.map((name) => html`<link rel="stylesheet" href="${path}/assets/${name}" />`)}
          ${script ? html`<script type="module" src="${path}/assets/${script}"></script>` : ""}
        </head>
        <body class="${layout}" ${live ? html`data-href="${live.href}" data-version="${live.version}"` : ""}>
          <header class="band">${band}</header>
          ${body}
        </body>
      </html>`,
    status,
  );
}

/** The folders every such page draws on, then the stand-in's own; `own` is its `import.meta.url`. */
export function assetFolders(own: string): URL[] {
  return [new URL("../look/", import.meta.url), new URL("pitchyou/look/", import.meta.url), new URL("browser/", import.meta.url), new URL("look/", own)];
}

/** A word with a shape; never colour alone. */
export function stateLabel(tone: "good" | "wait" | "warn" | "bad", text: string): Html {
  const shape = { good: "●", wait: "◐", warn: "▲", bad: "✕" }[tone];
  return html`<span class="state ${tone}"><span class="shape" aria-hidden="true">${shape}</span><span>${text}</span></span>`;
}

/** The time of day, with the whole moment on hover. */
export function timeOf(at: string, language: string): Html {
  return html`<time datetime="${at}" title="${at}">${new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })}</time>`;
}
