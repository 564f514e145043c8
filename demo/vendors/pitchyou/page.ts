// The frame of every page of the stand-in, which every page may frame, as with the real chat page.
import type { Context } from "hono";
import { html } from "hono/html";
import { page as frame, type PageOptions } from "../page.ts";
import type { Language } from "./languages.ts";
import { said } from "./texts.ts";

export const paperclip = html`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true"><path d="M15.5 9.2l-5.8 5.8a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.4-5.4" /></svg>`;

type Options = Pick<PageOptions, "title" | "script" | "layout" | "body" | "status"> & { language: Language };

export function page(c: Context, options: Options): Response | Promise<Response> {
  return frame(c, { ...options, path: "/pitchyou", styles: ["messenger.css"], icon: "bubble.svg", band: said.band[options.language], framed: true });
}

/** A page with one sentence, for addresses that lead nowhere. */
export function plainPage(c: Context, language: Language, title: string, sentence: string, status: 404 | 410): Response | Promise<Response> {
  return page(c, { language, title, layout: "plain", status, body: html`<main class="sheet"><h1>${title}</h1><p>${sentence}</p></main>` });
}
