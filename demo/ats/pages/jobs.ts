// The jobs of the ATS: those made here, and those with an ad, each of these with the chat interview its applicants go through.
import { html } from "hono/html";
import { ads } from "../ads/index.ts";
import type { BridgeError } from "../bridge.ts";
import type { Template } from "../contract.ts";
import type { LoggedStanding } from "../change-log.ts";
import { jobOf, requisitionPath } from "../jobs.ts";
import type { Requisition } from "../requisitions.ts";
import type { Candidate, JobSettings } from "../store.ts";
import { layout, type Html, type View } from "./layout.ts";
import { counted, state } from "./parts.ts";
import { requisitionState } from "./requisition.ts";

export type Templates = Template[] | BridgeError;

export type JobsRecord = { requisitions: (Requisition & { standing: LoggedStanding })[]; jobs: JobSettings[]; candidates: Candidate[]; templates: Templates };

export function jobsPage(view: View, { requisitions, jobs, candidates, templates }: JobsRecord): Html {
  const { t, language } = view;
  const applied = (jobId: string) => counted(candidates.filter((candidate) => jobOf(candidate)?.jobId === jobId).length, t.appliedOne, t.applied, language);
  const labels = new Map(Array.isArray(templates) ? templates.map(({ key, label }) => [key, label]) : []);
  return layout(view, {
    title: t.jobs,
    area: "jobs",
    body: html`
      <header class="page-head">
        <h1>${t.jobs}</h1>
        <form method="post" action="/ats/jobs/requisitions" class="new-job">
          <label class="label" for="title">${t.newJob}</label>
          <input class="input" id="title" name="title" required maxlength="200" placeholder="${t.jobTitle}" autocomplete="off" />
          <button class="button primary">${t.makeJob}</button>
        </form>
      </header>
      <ul class="job-list surface">
        ${requisitions.map(
          (requisition) => html`<li>
            <div>
              <a class="job-title" href="${requisitionPath(requisition.id)}">${requisition.title}</a>
              <p class="muted small">${requisition.id} · ${applied(requisition.id)}</p>
            </div>
            <div>
              <p class="small muted">${t.interview}</p>
              <p>${t.videoInterview}</p>
            </div>
            <div class="job-state">${state(requisitionState(view, requisition, requisition.standing))}</div>
            <a class="button" href="${requisitionPath(requisition.id)}" aria-label="${t.openJob}: ${requisition.title}">${t.openJob}</a>
          </li>`,
        )}
        ${ads.map((ad) => {
          const job = jobs.find(({ jobId }) => jobId === ad.jobId);
          const key = job?.templateKey ?? ad.templateKey;
          return html`<li>
            <div>
              <a class="job-title" href="/jobs/${ad.slug}">${ad.text[language].title}</a>
              <p class="muted small">${ad.jobId} · ${ad.text[language].place} · ${applied(ad.jobId)}</p>
            </div>
            <div>
              <p class="small muted">${t.interview}</p>
              <p>${labels.get(key) ?? key}</p>
            </div>
            <div class="job-state">${job?.applyLink ? state({ shape: "●", tone: "good", word: t.published }) : state({ shape: "◐", tone: "wait", word: t.publishing })}</div>
            <a class="button" href="/ats/jobs/${ad.slug}" aria-label="${t.chooseInterview}: ${ad.text[language].title}">${t.chooseInterview}</a>
          </li>`;
        })}
      </ul>`,
  });
}
