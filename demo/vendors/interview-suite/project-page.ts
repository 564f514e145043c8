// One project as the people of a company see it: its questions in order, its candidates, its status.
import { html } from "hono/html";
import type { Html } from "../page.ts";
import { average, ratingsOf } from "./evaluation.ts";
import { candidateState, projectState, type Words } from "./frame.ts";
import { pageOf } from "./links.ts";
import { questionsOf } from "./projects.ts";
import type { Candidate, Project, ProjectStatus, Question } from "./records.ts";
import type { Vendor } from "./state.ts";
import type { said } from "./texts.ts";

const nextStatus: Record<ProjectStatus, readonly (readonly [ProjectStatus, keyof typeof said])[]> = {
  draft: [["active", "activate"]],
  active: [
    ["archived", "archive"],
    ["draft", "toDraft"],
  ],
  archived: [["active", "activate"]],
};

export function projectPage(vendor: Vendor, project: Project, words: Words): Html {
  const { text, language } = words;
  const path = pageOf.project(project);
  const statuses = nextStatus[project.status].map(([status, label]) => html`<button class="button" name="status" value="${status}">${text(label)}</button>`);
  const facts = [project.internal_id === "" ? "" : `${text("internalId")} ${project.internal_id}`, project.contact_person].filter((fact) => fact !== "");
  return html`
    <header>
      <h1>${project.name}</h1>
      <div class="row facts">${projectState(project, language)}${facts.map((fact) => html`<span class="muted">${fact}</span>`)}</div>
      <form method="post" action="${path}/status" class="row">${statuses}</form>
    </header>
    ${questionSection(vendor, project, words)} ${candidateSection(vendor, project, words)}
    <form method="post" action="${path}/delete" class="row end">
      <button class="button danger">${text("removeProject")}</button>
      <span class="muted small">${text("removeProjectHint")}</span>
    </form>`;
}

function questionSection(vendor: Vendor, project: Project, words: Words): Html {
  const { text } = words;
  const path = `${pageOf.project(project)}/questions`;
  const questions = questionsOf(vendor, project.id);
  const usual = html`<form method="post" action="${path}/usual"><button class="button fit">${text("usualQuestions")}</button></form>`;
  return html`
    <section>
      <h2>${text("questions")}</h2>
      ${questions.length === 0 ? html`<p class="empty muted">${text("noQuestions")}</p>${usual}` : html`<ol class="list">${questions.map((question) => questionRow(question, questions.length, path, words))}</ol>`}
      <details>
        <summary>${text("addQuestion")}</summary>
        <form method="post" action="${path}" class="fields">${questionFields(null, words)}<button class="button fit">${text("addQuestion")}</button></form>
      </details>
    </section>`;
}

function questionRow(question: Question, last: number, path: string, words: Words): Html {
  const { text, duration } = words;
  const { id, position, preparation_time, answer_time, criteria } = question;
  const facts = [`${text("prepares")} ${duration(preparation_time)}`, `${text("answers")} ${duration(answer_time)}`, criteria.map(({ name }) => name).join(", ")];
  const move = (by: -1 | 1, label: string) => html`<form method="post" action="${path}/${id}/move"><button class="button" name="by" value="${by}">${label}</button></form>`;
  return html`
    <li>
      <span class="question"><span class="muted">${position}.</span> ${question.text}</span>
      <span class="muted small">${facts.filter((fact) => fact !== "").join(" · ")}</span>
      <details>
        <summary class="small">${text("change")}<span class="hidden-text">: ${question.text}</span></summary>
        <form method="post" action="${path}/${id}" class="fields">${questionFields(question, words)}<button class="button fit">${text("saveQuestion")}</button></form>
        <div class="row">
          ${position > 1 ? move(-1, text("moveUp")) : ""} ${position < last ? move(1, text("moveDown")) : ""}
          <form method="post" action="${path}/${id}/remove"><button class="button danger">${text("removeQuestion")}</button></form>
        </div>
      </details>
    </li>`;
}

function questionFields(question: Question | null, { text }: Words): Html {
  const seconds = (name: string, label: string, value: number) =>
    html`<label><span class="label">${label}</span><input class="input" name="${name}" type="number" min="0" max="3600" value="${value}" required /></label>`;
  return html`
    <label class="whole"><span class="label">${text("questionText")}</span><textarea class="input" name="text" rows="2" maxlength="1000" required>${question?.text ?? ""}</textarea></label>
    ${seconds("preparation_time", text("preparation"), question?.preparation_time ?? 120)} ${seconds("answer_time", text("answering"), question?.answer_time ?? 120)}
    <label class="whole"><span class="label">${text("criteria")}</span><input class="input" name="criteria" value="${question?.criteria.map(({ name }) => name).join(", ") ?? ""}" /></label>`;
}

function candidateSection(vendor: Vendor, project: Project, words: Words): Html {
  const { text } = words;
  const candidates = [...vendor.state.candidates.values()].filter((candidate) => candidate.project === project.id);
  const field = (name: string, label: string, more = html``) =>
    html`<label><span class="label">${label}</span><input class="input" name="${name}" maxlength="255" ${more} /></label>`;
  return html`
    <section>
      <h2>${text("candidates")}</h2>
      ${candidates.length === 0 ? html`<p class="empty muted">${text("noCandidates")}</p>` : html`<ul class="list">${candidates.map((candidate) => candidateRow(vendor, project, candidate, words))}</ul>`}
      <details>
        <summary>${text("addCandidate")}</summary>
        <form method="post" action="${pageOf.project(project)}/candidates" class="fields">
          ${field("first_name", text("firstName"), html`required`)} ${field("last_name", text("lastName"), html`required`)} ${field("email", text("email"), html`type="email"`)}
          <button class="button fit">${text("addCandidate")}</button>
        </form>
      </details>
    </section>`;
}

function candidateRow(vendor: Vendor, project: Project, candidate: Candidate, { text, language, number }: Words): Html {
  const mean = average(ratingsOf(vendor, candidate));
  return html`
    <li>
      <div class="row spread"><a href="${pageOf.candidate(project, candidate.id)}"><strong>${candidate.first_name} ${candidate.last_name}</strong></a>${candidateState(vendor, candidate, language)}</div>
      <span class="muted small">${candidate.email || text("noEmail")}${mean === null ? "" : ` · ${text("average")} ${number(mean)} ${text("of")} ${project.maximum_score}`}</span>
    </li>`;
}
