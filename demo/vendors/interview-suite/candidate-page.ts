// One candidate: how far the interview is, what the candidate would do next, and the rating of the answers.
import { html } from "hono/html";
import type { Html } from "../page.ts";
import { average, rateable, ratingsOf } from "./evaluation.ts";
import { candidateState, type Words } from "./frame.ts";
import { pageOf } from "./links.ts";
import { questionsOf } from "./projects.ts";
import type { Candidate, Project, Question, Rating } from "./records.ts";
import type { Vendor } from "./state.ts";

type Shown = { vendor: Vendor; project: Project; candidate: Candidate; words: Words; evaluator: number };

/** `evaluator` is the customer whose ratings can be given here. */
export function candidatePage(shown: Shown): Html {
  const { vendor, project, candidate, words } = shown;
  const { text, language } = words;
  return html`
    <header>
      <h1>${candidate.first_name} ${candidate.last_name}</h1>
      <div class="row facts">${candidateState(vendor, candidate, language)}<span class="muted">${candidate.email || text("noEmail")}</span></div>
    </header>
    ${nextStep(shown)} ${progress(shown)} ${candidate.status === "interviewed" ? ratingSection(shown) : ""}
    <form method="post" action="${pageOf.candidate(project, candidate.id)}/delete" class="row end">
      <button class="button danger">${text("removeCandidate")}</button>
      <span class="muted small">${text("removeCandidateHint")}</span>
    </form>`;
}

function nextStep({ project, candidate, words: { text } }: Shown): Html | string {
  const { status, email } = candidate;
  const step = (name: "invite" | "confirm" | "complete", kind: string) =>
    html`<form method="post" action="${pageOf.candidate(project, candidate.id)}/${name}"><button class="button ${kind}">${text(name)}</button></form>`;
  if (status === "new") return !email ? html`<p class="empty">${text("needsEmail")}</p>` : step("invite", "primary fit");
  if (status !== "invited" && status !== "confirmed" && status !== "interviewing") return "";
  const steps = status === "invited" ? html`${step("confirm", "primary")} ${step("complete", "")}` : step("complete", "primary");
  return html`<section><h2>${text("asCandidate")}</h2><div class="row">${steps}</div></section>`;
}

function progress({ candidate, words: { text, moment } }: Shown): Html | string {
  const moments = [
    [text("invitedAt"), candidate.invitationdate],
    [text("deadline"), candidate.deadline],
    [text("confirmedAt"), candidate.confirmationdate],
    [text("interviewedAt"), candidate.interviewdate],
  ] as const;
  const known = moments.flatMap(([label, at]) => (at === null ? [] : [html`<div><dt class="muted">${label}</dt><dd>${moment(at)}</dd></div>`]));
  return known.length === 0 ? "" : html`<section><h2>${text("progress")}</h2><dl class="moments">${known}</dl></section>`;
}

function ratingSection(shown: Shown): Html {
  const { vendor, project, candidate, words } = shown;
  const { text, number } = words;
  const questions = questionsOf(vendor, project.id);
  const mean = average(ratingsOf(vendor, candidate));
  if (questions.length === 0) return html`<p class="empty muted">${text("noQuestions")}</p>`;
  return html`
    <section>
      <h2>${text("ratings")}</h2>
      <p class="muted">${text("ratingIntro").replace("{max}", String(project.maximum_score))}${mean === null ? "" : html` <strong class="mean">${text("average")} ${number(mean)} ${text("of")} ${project.maximum_score}</strong>`}</p>
      <ol class="list">${questions.map((question) => html`<li><span class="question"><span class="muted">${question.position}.</span> ${question.text}</span>${slots(shown, question)}</li>`)}</ol>
    </section>`;
}

function slots(shown: Shown, question: Question): Html[] {
  const given = ratingsOf(shown.vendor, shown.candidate).filter((rating) => rating.question === question.id);
  const usual = rateable(question);
  // An answer may have been rated as a whole elsewhere, although it has criteria.
  const all = given.some(({ criterion }) => criterion === null) && usual.every(({ id }) => id !== null) ? [...usual, { id: null, name: "" }] : usual;
  return all.map(({ id, name }) =>
    slot(
      shown,
      question,
      { id, name },
      given.filter(({ criterion }) => criterion === id),
    ),
  );
}

function slot(
  { vendor, project, candidate, words: { text }, evaluator }: Shown,
  question: Question,
  criterion: { id: number | null; name: string },
  given: readonly Rating[],
): Html {
  const path = `${pageOf.candidate(project, candidate.id)}/ratings`;
  const mine = given.find((rating) => rating.evaluator === evaluator);
  const label = criterion.id === null ? text("wholeAnswer") : criterion.name;
  const values = Array.from({ length: project.maximum_score }, (_, index) => index + 1);
  const others = given
    .filter((rating) => rating !== mine)
    .map(({ evaluator: by, value, ignore }) => {
      const customer = vendor.state.customers.get(by);
      return html`<span class="muted small">${customer?.first_name} ${customer?.last_name}: ${value}${ignore ? ` (${text("ignored")})` : ""}</span>`;
    });
  return html`
    <div class="slot">
      <span class="small">${label}</span>
      <div class="row">
        <form method="post" action="${path}">
          <input type="hidden" name="question" value="${question.id}" />
          ${criterion.id === null ? "" : html`<input type="hidden" name="criterion" value="${criterion.id}" />`}
          <div class="scale" role="group" aria-label="${label}">${values.map((value) => html`<button class="button" name="value" value="${value}" aria-pressed="${mine?.value === value ? "true" : "false"}">${value}</button>`)}</div>
        </form>
        ${mine ? html`<form method="post" action="${path}/${mine.id}/remove"><button class="button quiet">${text("removeRating")}</button></form>` : ""}
      </div>
      ${others}
    </div>`;
}
