// A page for what could not be opened: what happened, and the way back.
import { html } from "hono/html";
import type { BridgeError } from "../bridge.ts";
import { layout, type Html, type View } from "./layout.ts";
import { problemNotice } from "./parts.ts";

export function problemPage(view: View, problem: BridgeError): Html {
  const { t } = view;
  return layout(view, {
    title: t.videoInterview,
    area: "jobs",
    body: html`<p class="back"><a href="/ats/jobs">${t.allAtsJobs}</a></p>
      <header class="page-head"><h1>${t.videoInterview}</h1></header>
      <section class="surface pad">${problemNotice(view, problem)}</section>`,
  });
}
