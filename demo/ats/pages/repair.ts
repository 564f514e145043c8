// The form that completes a parked application: what came is filled in, what is missing is asked for.
import { html } from "hono/html";
import type { BridgeError } from "../bridge.ts";
import { jobOf, type Job } from "../jobs.ts";
import type { Candidate } from "../store.ts";
import type { Html, View } from "./layout.ts";
import { problemNotice } from "./parts.ts";

export function repairForm(view: View, candidate: Candidate, jobs: Job[], problem: BridgeError | undefined): Html {
  const { t, language } = view;
  const { application } = candidate;
  const { firstName, lastName, name, email, phone } = application.person;
  const job = jobOf(candidate);
  const field = (key: string, label: string, value: string | null, attributes: Html | string = "") =>
    html`<label><span class="label">${label}</span><input class="input" id="repair-${key}" name="${key}" value="${value ?? ""}" autocomplete="off" ${attributes} /></label>`;
  return html`<section class="surface pad notice">
    <h2>${t.repairTitle}</h2>
    <p class="muted">${t.repairText}</p>
    ${problem ? problemNotice(view, problem) : ""}
    <form method="post" action="/ats/candidates/${encodeURIComponent(application.id)}/repair" class="repair">
      ${field("firstName", t.firstName, firstName)} ${field("lastName", t.lastName, lastName ?? (firstName ? null : name), "required")}
      ${field("email", t.email, email, html`type="email" required`)} ${field("phone", t.phone, phone, html`type="tel"`)}
      <p class="whole">
        <label class="label" for="repair-jobId">${t.job}</label>
        <select class="select" id="repair-jobId" name="jobId">
          ${job ? "" : html`<option value="">${application.jobId ? `${t.repairNoJob} (${application.jobId})` : t.unassigned}</option>`}
          ${jobs.map(({ jobId, title }) => html`<option value="${jobId}" ${jobId === job?.jobId ? "selected" : ""}>${title(language)}</option>`)}
        </select>
      </p>
      <button class="button primary">${t.repair}</button>
    </form>
  </section>`;
}
