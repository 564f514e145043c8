// A job with an ad: which chat interview its applicants go through, and its questions in the interview suite.
import { html } from "hono/html";
import type { Ad } from "../ads/index.ts";
import type { Template } from "../contract.ts";
import type { JobSettings } from "../store.ts";
import type { Templates } from "./jobs.ts";
import { layout, type Html, type View } from "./layout.ts";
import { problemNotice, state } from "./parts.ts";
import { questionsSection, strangersSection, type Suite } from "./questions.ts";

export function jobPage(view: View, { ad, job, ...suite }: Suite & { ad: Ad; job: JobSettings | undefined }, templates: Templates, saved: boolean): Html {
  const { t, language } = view;
  const chosen = job?.templateKey ?? ad.templateKey;
  return layout(view, {
    title: ad.text[language].title,
    area: "jobs",
    scripts: ["templates.ts", "live.ts"],
    body: html`
      <p class="back"><a href="/ats/jobs">${t.allAtsJobs}</a></p>
      <header class="page-head"><h1>${ad.text[language].title}</h1></header>
      <section class="surface pad">
        <h2>${t.chooseTitle}</h2>
        <p class="muted">${t.chooseText}</p>
        ${saved ? html`<p class="done" role="status">${state({ shape: "●", tone: "good", word: t.saved })}</p>` : ""}
        ${Array.isArray(templates) ? picker(view, ad, templates, chosen) : problemNotice(view, templates)}
      </section>
      ${questionsSection(view, ad.jobId)} ${strangersSection(view, suite)}`,
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
