// One candidate: the video interview, answers or profile, files, where the application came from, and the chat where there is one.
import { html } from "hono/html";
import type { BridgeError } from "../bridge.ts";
import type { Attachment } from "../contract.ts";
import { fill } from "../language.ts";
import type { Interview } from "../interviews.ts";
import { jobOf, type Job } from "../jobs.ts";
import type { Candidate } from "../store.ts";
import { interviewSection } from "./interview.ts";
import { layout, type Html, type View } from "./layout.ts";
import { acknowledgementState, candidateName, candidateState, channelName, facts, fileSize, moment, state, version } from "./parts.ts";
import { profileSection } from "./profile.ts";
import { repairForm } from "./repair.ts";

const pictures = new Set(["image/png", "image/jpeg", "image/webp"]);

export type CandidateRecord = { candidate: Candidate; interview: Interview | undefined; jobs: Job[] };
/** What the bridge refused, and where on the page. */
export type Problems = { repair?: BridgeError; interview?: BridgeError };

export function candidatePage(view: View, { candidate, interview, jobs }: CandidateRecord, problems: Problems = {}): Html {
  const { t, language } = view;
  const { application } = candidate;
  const { person, tracking } = application;
  const name = candidateName(candidate, t);
  const job = jobOf(candidate);
  const thanks = acknowledgementState(candidate, t);
  const chats = application.channel === "pitchyou";
  return layout(view, {
    title: name,
    area: "candidates",
    scripts: ["live.ts"],
    body: html`
      <p class="back"><a href="/ats/candidates">${t.allCandidates}</a></p>
      <div class="record">
        <div class="record-main" data-live="record" data-version="${version([application, candidate.assignedJobId, interview])}">
          <header class="page-head person">
            <h1>${name}</h1>
            <p>${state(candidateState(candidate, t))} <span class="muted">· ${t.receivedAgo} ${moment(application.receivedAt, view)}</span></p>
            ${thanks ? html`<p class="thanks">${state(thanks)}${application.acknowledgement ? html` <span class="muted">· ${moment(application.acknowledgement.since, view)}</span>` : ""}</p>` : ""}
            <p class="reach">
              ${person.phone ? html`<a href="tel:${person.phone.replace(/[^+\d]/g, "")}">${person.phone}</a>` : ""}
              ${person.email ? html`<a href="mailto:${person.email}">${person.email}</a>` : ""}
            </p>
          </header>
          ${application.state === "parked" ? repairForm(view, candidate, jobs, problems.repair) : job ? "" : assignment(view, candidate, jobs)}
          ${interviewSection(view, candidate, interview, problems.interview)}
          ${chats ? answers(view, candidate) : profileSection(view, application)}
          <section class="surface pad">
            <h2>${t.origin}</h2>
            ${facts([
              [t.job, job ? html`<a href="${job.href}">${job.title(language)}</a>` : t.unassigned],
              [t.jobId, application.jobId],
              [t.channel, channelName(application.channel)],
              [t.template, tracking.templateKey],
              ["utm_source", tracking.utmSource],
              ["utm_medium", tracking.utmMedium],
              ["utm_campaign", tracking.utmCampaign],
              ["utm_content", tracking.utmContent],
            ])}
          </section>
        </div>
        <aside class="record-chat" aria-label="${t.chat}">
          ${chats ? html`<pitchyou-chat profile-id="${application.externalId}" session-url="/bridge/session" locale="${language}"></pitchyou-chat>` : html`<section class="surface pad"><h2>${t.chat}</h2><p class="muted">${fill(t.chatNone, { channel: channelName(application.channel) })}</p></section>`}
        </aside>
      </div>`,
  });
}

function answers(view: View, candidate: Candidate): Html {
  const { t } = view;
  const { id, answers: given, attachments } = candidate.application;
  return html`
    <section class="surface pad">
      <h2>${t.interview}</h2>
      ${given.length > 0 ? html`<dl class="answers">${given.map((answer) => answerRow(view, candidate, answer))}</dl>` : html`<p class="muted">${t.noAnswers}</p>`}
    </section>
    <section class="surface pad">
      <h2>${t.files}</h2>
      ${attachments.length > 0 ? html`<ul class="files">${attachments.map((file) => html`<li>${fileLine(view, id, file)}</li>`)}</ul>` : html`<p class="muted">${t.noFiles}</p>`}
    </section>`;
}

function answerRow(view: View, { application }: Candidate, { question, answer, attachmentIds }: Candidate["application"]["answers"][number]): Html {
  const files = application.attachments.filter((file) => attachmentIds.includes(file.id));
  return html`<div>
    <dt>${question}</dt>
    <dd>${answer ? html`<p>${answer}</p>` : ""}${files.map((file) => (pictures.has(file.mimeType) && !file.missing ? picture(application.id, file) : fileLine(view, application.id, file)))}${!answer && files.length === 0 ? html`<span class="muted">–</span>` : ""}</dd>
  </div>`;
}

function picture(id: string, file: Attachment): Html {
  return html`<a class="picture" href="${fileHref(id, file)}"><img src="${fileHref(id, file)}" alt="${file.fileName}" loading="lazy" /></a>`;
}

function fileLine({ t, language }: View, id: string, file: Attachment): Html {
  const kind = file.kind === "cv" ? t.fileCv : file.kind === "profile-image" ? t.filePicture : t.fileAnswer;
  if (file.missing)
    return html`<span class="file">${state({ shape: "✕", tone: "bad", word: file.fileName, who: file.missing === "too-large" ? t.fileTooLarge : t.fileGone })}</span>`;
  return html`<a class="file" href="${fileHref(id, file)}" download="${file.fileName}"><span>${file.fileName}</span> <span class="muted small">${kind}, ${fileSize(file.size, language)}</span></a>`;
}

function fileHref(id: string, file: Attachment): string {
  return `/ats/candidates/${encodeURIComponent(id)}/files/${encodeURIComponent(file.id)}`;
}

function assignment({ t, language }: View, { application }: Candidate, jobs: Job[]): Html {
  return html`<section class="surface pad notice">
    <h2>${t.assignTitle}</h2>
    <p class="muted">${application.jobId ? html`${t.assignUnknown} <code>${application.jobId}</code>` : t.assignNone}</p>
    <form method="post" action="/ats/candidates/${encodeURIComponent(application.id)}/job" class="inline">
      <select class="select" id="assign" name="jobId" aria-label="${t.job}">${jobs.map(({ jobId, title }) => html`<option value="${jobId}">${title(language)}</option>`)}</select>
      <button class="button primary">${t.assign}</button>
    </form>
  </section>`;
}
