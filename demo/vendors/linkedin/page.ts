// The frame of every page of the stand-in. Which pages may show the plugin, the key's list of origins says.
import type { Context } from "hono";
import { html } from "hono/html";
import { page as frame, type Html, type PageOptions } from "../page.ts";
import type { Language } from "../pitchyou/languages.ts";
import { statuses, said } from "./texts.ts";
import type { OnboardingStatus } from "./state.ts";

type Options = Pick<PageOptions, "title" | "script" | "layout" | "body" | "status"> & { language: Language };

export function page(c: Context, options: Options): Response | Promise<Response> {
  return frame(c, { ...options, path: "/linkedin", styles: ["linkedin.css"], icon: "link.svg", band: said.band[options.language], framed: true });
}

export function statusLabel(status: OnboardingStatus, language: Language): Html {
  const { shape, tone, text } = statuses[status];
  return html`<span class="state ${tone}"><span class="shape" aria-hidden="true">${shape}</span>${text[language]}</span>`;
}
