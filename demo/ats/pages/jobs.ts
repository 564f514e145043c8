// The jobs of the ATS, each with the interview its applicants go through, and the page where that interview is chosen.
import { html } from "hono/html";
import { ads, type Ad } from "../ads/index.ts";
import type { BridgeProblem } from "../bridge.ts";
import type { Template } from "../contract.ts";
import type { Candidate, JobSettings } from "../store.ts";
import { jobOf } from "./candidates.ts";
import { layout, type Html, type View } from "./layout.ts";
import { counted, problemNotice, state } from "./parts.ts";

export type Templates = Template[] | BridgeProblem;

export function jobsPage(view: View, jobs: JobSettings[], candidates: Candidate[], templates: Templates): Html {
  const { t, language } = view;
  const labels = new Map(Array.isArray(templates) ? templates.map(({ key, label }) => [key, label]) : []);
  return layout(view, {
    title: t.jobs,
    area: "jobs",
    body: html`
      <header class="page-head"><h1>${t.jobs}</h1></header>
      <ul class="job-list surface">
        ${ads.map((ad) => {
          const job = jobs.find(({ jobId }) => jobId === ad.jobId);
          const key = job?.templateKey ?? ad.templateKey;
          const applied = candidates.filter((candidate) => jobOf(candidate) === ad).length;
          return html`<li>
            <div>
              <a class="job-title" href="/jobs/${ad.slug}">${ad.text[language].title}</a>
              <p class="muted small">${ad.jobId} · ${ad.text[language].place} · ${counted(applied, t.appliedOne, t.applied, language)}</p>
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

export function jobPage(view: View, ad: Ad, job: JobSettings | undefined, templates: Templates, saved: boolean): Html {
  const { t, language } = view;
  const chosen = job?.templateKey ?? ad.templateKey;
  return layout(view, {
    title: ad.text[language].title,
    area: "jobs",
    scripts: ["templates.ts"],
    body: html`
      <p class="back"><a href="/ats/jobs">${t.allAtsJobs}</a></p>
      <header class="page-head"><h1>${ad.text[language].title}</h1></header>
      <section class="surface pad">
        <h2>${t.chooseTitle}</h2>
        <p class="muted">${t.chooseText}</p>
        ${saved ? html`<p class="done" role="status">${state({ shape: "●", tone: "good", word: t.saved })}</p>` : ""}
        ${Array.isArray(templates) ? picker(view, ad, templates, chosen) : problemNotice(view, templates)}
      </section>`,
  });
}

function picker({ t, language }: View, ad: Ad, templates: Template[], chosen: string): Html {
  return html`<form method="post" action="/ats/jobs/${ad.slug}" class="picker">
    <fieldset>
      <legend class="hidden-text">${t.chooseTitle}</legend>
      ${templates.map(
        ({ key, label }) =>
          html`<label class="option" data-key="${key}"><input type="radio" name="templateKey" value="${key}" ${key === chosen ? "checked" : ""} aria-describedby="details-${key}" /> <span>${shortLabel(label)}<span class="muted small"> ${key}</span></span></label>`,
      )}
    </fieldset>
    <div class="details" aria-live="polite">
      ${templates.map(
        (template) => html`<div id="details-${template.key}" data-details="${template.key}">
          <h3>${t.asksFor}</h3>
          <ul class="points">${asks(template.label).map((line) => html`<li>${line}</li>`)}</ul>
        </div>`,
      )}
    </div>
    <button class="button primary" lang="${language}">${t.saveChoice}</button>
  </form>`;
}

// The vendor writes "name: what is asked, what is asked".
function shortLabel(label: string): string {
  return label.split(":")[0] ?? label;
}

function asks(label: string): string[] {
  return (label.split(":")[1] ?? label).split(",").map((line) => line.trim());
}
