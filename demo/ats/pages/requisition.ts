// A job that was made here: its questions in the interview suite, who belongs to it, its title, and its end.
import { html } from "hono/html";
import type { LoggedStanding } from "../change-log.ts";
import { requisitionPath } from "../jobs.ts";
import type { Requisition } from "../requisitions.ts";
import type { Candidate } from "../store.ts";
import { layout, type Html, type View } from "./layout.ts";
import { candidateName, candidateState, moment, state, version, type State } from "./parts.ts";
import { questionsSection, strangersSection, type Suite } from "./questions.ts";

export type RequisitionRecord = Suite & { requisition: Requisition; standing: LoggedStanding; candidates: Candidate[] };

export function requisitionState({ t }: View, { closedAt }: Requisition, standing: LoggedStanding): State {
  if (standing === "refused") return { shape: "✕", tone: "bad", word: t.jobRefused, who: t.forAdmin };
  if (standing === "waiting") return { shape: "◐", tone: "wait", word: t.jobTelling };
  return closedAt === null ? { shape: "●", tone: "good", word: t.jobOpen } : { shape: "○", tone: "wait", word: t.jobClosed };
}

export function requisitionPage(view: View, record: RequisitionRecord): Html {
  const { t } = view;
  const { requisition, standing, project } = record;
  const { id, title, madeAt, closedAt } = requisition;
  const words: Record<string, string> = t;
  return layout(view, {
    title,
    area: "jobs",
    scripts: ["live.ts"],
    body: html`
      <p class="back"><a href="/ats/jobs">${t.allAtsJobs}</a></p>
      <header class="page-head job-head" data-live="job" data-version="${version([title, closedAt, standing, project])}">
        <h1>${title}</h1>
        <p>
          ${state(requisitionState(view, requisition, standing))} <span class="muted">· ${id} · ${t.made} ${moment(madeAt, view)}</span>
          ${project ? html`<span class="muted">· ${t.projectIs} ${words[`project_${project.status}`] ?? project.status}</span>` : ""}
        </p>
      </header>
      <div class="job">
        <div class="stack">${questionsSection(view, id)} ${strangersSection(view, record)}</div>
        <div class="stack">${candidatesPart(view, record)} ${titlePart(view, requisition)}</div>
      </div>`,
  });
}

function candidatesPart({ t }: View, { candidates }: RequisitionRecord): Html {
  return html`<section class="surface pad" data-live="applied" data-version="${version(candidates.map(({ application }) => application.id))}">
    <h2>${t.candidates}</h2>
    ${
      candidates.length === 0
        ? html`<p class="muted">${t.requisitionNobody}</p>`
        : html`<ul class="people">
          ${candidates.map((candidate) => html`<li><a href="/ats/candidates/${encodeURIComponent(candidate.application.id)}">${candidateName(candidate, t)}</a> ${state({ ...candidateState(candidate, t), who: undefined })}</li>`)}
        </ul>`
    }
  </section>`;
}

function titlePart({ t }: View, { id, title, closedAt }: Requisition): Html {
  return html`<section class="surface pad">
    <h2>${t.editJob}</h2>
    <form method="post" action="${requisitionPath(id)}" class="inline">
      <label class="grow"><span class="label">${t.jobTitle}</span><input class="input" name="title" required maxlength="200" value="${title}" autocomplete="off" /></label>
      <button class="button">${t.rename}</button>
    </form>
    ${
      closedAt === null
        ? html`<form method="post" action="${requisitionPath(id)}/close" class="closing"><p class="muted">${t.closeText}</p><button class="button danger">${t.closeJob}</button></form>`
        : html`<p class="muted">${t.closedText}</p>`
    }
  </section>`;
}
