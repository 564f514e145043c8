// What a job's page shows of the interview suite: the questions live, by the bridge's element, and whom people of the suite entered there.
import { html } from "hono/html";
import type { Project, Stranger } from "../interviews.ts";
import type { Html, View } from "./layout.ts";
import { interviewState } from "./interview.ts";
import { moment, state, version } from "./parts.ts";

export type Suite = { strangers: Stranger[]; project: Project | undefined };

export function questionsSection({ t, language }: View, jobId: string): Html {
  return html`<section class="questions">
    <interview-questions job-id="${jobId}" session-url="/bridge/session" heading-level="2" show-times show-criteria show-counts locale="${language}"></interview-questions>
    <p class="small"><a href="/ats/interviews/own-page?${new URLSearchParams({ jobId }).toString()}" target="_blank" rel="noopener">${t.ownPage}</a></p>
  </section>`;
}

export function strangersSection(view: View, { strangers }: Suite): Html {
  const { t } = view;
  // Present also while empty, so that the first one can appear.
  return html`<div data-live="strangers" data-version="${version(strangers)}">
    ${
      strangers.length === 0
        ? ""
        : html`<section class="surface pad">
          <h2>${t.strangers}</h2>
          <p class="muted">${t.strangersText}</p>
          <ul class="people">
            ${strangers.map(({ name, status, at }) => html`<li><span class="change-name">${name || t.withoutName}</span> <span>${state({ ...interviewState(status, t), who: undefined })} <span class="muted small">· ${moment(at, view)}</span></span></li>`)}
          </ul>
        </section>`
    }
  </div>`;
}
