// The candidate list: everyone who applied, newest first, refreshed while one looks at it.
import { html } from "hono/html";
import { jobOf } from "../jobs.ts";
import type { Candidate } from "../store.ts";
import { layout, type Html, type View } from "./layout.ts";
import { acknowledgementState, candidateName, candidateState, channelName, counted, moment, state, version } from "./parts.ts";

export const filters = ["all", "new", "unassigned"] as const;
export type Filter = (typeof filters)[number];

function matches(candidate: Candidate, filter: Filter): boolean {
  if (filter === "new") return candidate.openedAt === null;
  return filter === "all" || jobOf(candidate) === undefined;
}

export function candidatesPage(view: View, candidates: Candidate[], filter: Filter): Html {
  const { t, language } = view;
  const shown = candidates.filter((candidate) => matches(candidate, filter));
  const labels: Record<Filter, string> = { all: t.filterAll, new: t.filterNew, unassigned: t.filterUnassigned };
  const seen = version([
    filter,
    candidates.map((item) => [item.application.id, item.application.updatedAt, item.application.acknowledgement?.state, item.openedAt, item.assignedJobId]),
  ]);
  return layout(view, {
    title: t.candidates,
    area: "candidates",
    scripts: ["live.ts"],
    body: html`
      <p id="status" role="status" class="hidden-text"></p>
      <div data-live="candidates" data-version="${seen}" data-news="${counted(candidates.length, t.newsOne, t.news, language)}">
        <header class="page-head">
          <h1>${t.candidates}</h1>
          <nav class="filters" aria-label="${t.filter}">
            ${filters.map((name) => {
              const count = candidates.filter((candidate) => matches(candidate, name)).length;
              return html`<a id="filter-${name}" href="/ats/candidates?filter=${name}" ${name === filter ? html`aria-current="page"` : ""}>${labels[name]} <span class="count">${count}</span></a>`;
            })}
          </nav>
        </header>
        ${shown.length > 0 ? table(view, shown) : empty(view, filter)}
      </div>`,
  });
}

function table(view: View, candidates: Candidate[]): Html {
  const { t } = view;
  return html`<table class="candidates surface">
    <thead>
      <tr><th scope="col">${t.name}</th><th scope="col">${t.job}</th><th scope="col">${t.state}</th><th scope="col">${t.channel}</th><th scope="col">${t.received}</th></tr>
    </thead>
    <tbody>
      ${candidates.map((candidate) => {
        const { application } = candidate;
        const job = jobOf(candidate);
        const thanks = acknowledgementState(candidate, t);
        return html`<tr class="${candidate.openedAt ? "" : "unread"}">
          <th scope="row"><a id="c-${application.id}" href="/ats/candidates/${encodeURIComponent(application.id)}">${candidateName(candidate, t)}</a></th>
          <td class="job">${job ? job.title(view.language) : html`<span class="muted">${t.unassigned}${application.jobId ? html` · <code>${application.jobId}</code>` : ""}</span>`}</td>
          <td class="standing">${state(candidateState(candidate, t))}${thanks?.who ? html`<span class="small source">${state(thanks)}</span>` : ""}</td>
          <td class="from">${channelName(application.channel)}${application.tracking.utmSource ? html`<span class="muted small source">${application.tracking.utmSource}</span>` : ""}</td>
          <td class="when muted">${moment(application.receivedAt, view)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function empty({ t }: View, filter: Filter): Html {
  if (filter !== "all") return html`<div class="empty surface"><p>${filter === "new" ? t.emptyNew : t.emptyUnassigned}</p></div>`;
  return html`<div class="empty surface">
    <h2>${t.emptyTitle}</h2>
    <p class="muted">${t.emptyText}</p>
    <p><a class="button primary" href="/">${t.emptyAction}</a></p>
  </div>`;
}
