// What happens to candidates and their interviews, by the API, by a page or by a test; each change is announced.
// The way of a status is documented: https://viasto.eu/workflow/candidate.html
import { randomBytes } from "node:crypto";
import { linksOf, projectOf } from "./links.ts";
import { given, questionsOf, type Some } from "./projects.ts";
import type { Candidate, CandidateStatus, Project, Rating } from "./records.ts";
import { nextId, SuiteError, type Vendor } from "./state.ts";
import { announce } from "./webhooks.ts";

export type CandidateFields = Pick<Candidate, "first_name" | "last_name" | "email" | "phone" | "gender" | "partner_data">;
export type NewCandidate = { first_name: string; last_name: string } & Some<CandidateFields>;
export type NewRating = { value: number; question?: number | undefined; criterion?: number | null | undefined; evaluator?: number | undefined; ignore?: boolean | undefined };

export function addCandidate(vendor: Vendor, project: Project, { first_name, last_name, ...fields }: NewCandidate): Candidate {
  const candidate: Candidate = {
    id: nextId(vendor.state),
    project: project.id,
    first_name,
    last_name,
    email: null,
    phone: null,
    gender: null,
    partner_data: {},
    ...given(fields),
    status: "new",
    deadline: null,
    invitationdate: null,
    confirmationdate: null,
    interviewdate: null,
    interview_key: randomBytes(16).toString("hex"),
  };
  vendor.state.candidates.set(candidate.id, candidate);
  announceCandidate(vendor, candidate, "created");
  return candidate;
}

function announceCandidate(vendor: Vendor, candidate: Candidate, action = "modified"): void {
  const { company } = projectOf(vendor, candidate.project);
  const links = linksOf(vendor, company);
  announce(vendor, company, "candidate_changed", { action, project: links.project(candidate.project), candidate: links.candidate(candidate) });
}

export function changeCandidate(vendor: Vendor, candidate: Candidate, fields: Some<CandidateFields & Pick<Candidate, "deadline">>): void {
  Object.assign(candidate, given(fields));
  announceCandidate(vendor, candidate);
}

/** The only way out of `new`: sends the invitation, as far as a stand-in does. Answers why not. */
export function invite(vendor: Vendor, candidate: Candidate): string | null {
  if (candidate.status !== "new") return `The status "${candidate.status}" can not be advanced.`;
  if (!candidate.email) return "A candidate without e-mail address can not be invited.";
  Object.assign(candidate, { status: "invited", invitationdate: new Date(vendor.now()).toISOString() });
  announceCandidate(vendor, candidate);
  return null;
}

/** The candidate has opened the mail's link and set a password. */
export function confirm(vendor: Vendor, candidate: Candidate): void {
  if (candidate.status !== "invited") throw new SuiteError(`Only an invited candidate confirms, not "${candidate.status}"`);
  Object.assign(candidate, { status: "confirmed", confirmationdate: new Date(vendor.now()).toISOString() });
  announceCandidate(vendor, candidate);
}

/** The candidate answers every question, from whatever status: what lies between is taken as done. */
export function complete(vendor: Vendor, candidate: Candidate): void {
  const { state, now } = vendor;
  const { company } = projectOf(vendor, candidate.project);
  const links = linksOf(vendor, company);
  const refs = { project: links.project(candidate.project), candidate: links.candidate(candidate) };
  const at = new Date(now()).toISOString();
  for (const question of questionsOf(vendor, candidate.project)) {
    const answer = { id: nextId(state), candidate: candidate.id, question: question.id };
    state.answers.set(answer.id, answer);
    const places = { question: links.question(candidate.project, question.id), answervideo: links.answer(candidate.project, answer.id) };
    announce(vendor, company, "answervideo_changed", { action: "created", ...refs, ...places });
  }
  Object.assign(candidate, { status: "interviewed", interviewdate: at, invitationdate: candidate.invitationdate ?? at, confirmationdate: candidate.confirmationdate ?? at });
  announceCandidate(vendor, candidate);
}

/** One rating for each evaluator, answer and criterion: a second one changes the first. Without a question, the first one's. */
export function rate(vendor: Vendor, candidate: Candidate, { value, question, criterion = null, evaluator, ignore = false }: NewRating): Rating {
  const { state } = vendor;
  const project = projectOf(vendor, candidate.project);
  const [first] = questionsOf(vendor, project.id);
  const about = question === undefined ? first : state.questions.get(question);
  if (about?.project !== project.id) throw new SuiteError(`The project has no question ${question ?? ""}`);
  if (criterion !== null && !about.criteria.some(({ id }) => id === criterion)) throw new SuiteError(`The question has no criterion ${criterion}`);
  if (candidate.status !== "interviewed") throw new SuiteError("Only a finished interview is rated");
  if (!Number.isInteger(value) || value < 1 || value > project.maximum_score) throw new SuiteError(`A rating goes from 1 to ${project.maximum_score}`);

  const by = evaluator ?? [...state.customers.values()].find(({ company, account_type }) => company === project.company && account_type === "recruiter")?.id;
  if (by === undefined) throw new SuiteError("The company has nobody to rate");
  const place = { candidate: candidate.id, question: about.id, criterion, evaluator: by };
  const known = [...state.ratings.values()].find((one) => one.candidate === candidate.id && one.question === about.id && one.criterion === criterion && one.evaluator === by);
  const rating: Rating = { id: known?.id ?? nextId(state), ...place, value, ignore };
  state.ratings.set(rating.id, rating);
  announceRating(vendor, candidate, rating, known ? "modified" : "created");
  return rating;
}

export function removeRating(vendor: Vendor, rating: Rating): void {
  const candidate = vendor.state.candidates.get(rating.candidate);
  vendor.state.ratings.delete(rating.id);
  if (candidate) announceRating(vendor, candidate, rating, "deleted");
}

// The page of this event breaks off; what it refers to is assumed after its siblings.
function announceRating(vendor: Vendor, candidate: Candidate, rating: Rating, action: "created" | "modified" | "deleted"): void {
  const { company } = projectOf(vendor, candidate.project);
  const links = linksOf(vendor, company);
  const refs = { project: links.project(candidate.project), candidate: links.candidate(candidate), rating: links.rating(candidate.project, rating.id) };
  if (action === "deleted") announce(vendor, company, "rating_deleted", refs);
  else announce(vendor, company, "rating_changed", { action, ...refs });
}

/** With answers and ratings; only the candidate is announced. */
export function removeCandidate(vendor: Vendor, candidate: Candidate): void {
  const { candidates, answers, ratings } = vendor.state;
  for (const [key, one] of answers) if (one.candidate === candidate.id) answers.delete(key);
  for (const [key, one] of ratings) if (one.candidate === candidate.id) ratings.delete(key);
  candidates.delete(candidate.id);
  const { company } = projectOf(vendor, candidate.project);
  const links = linksOf(vendor, company);
  announce(vendor, company, "candidate_deleted", { project: links.project(candidate.project), candidate: links.candidate(candidate) });
}

/** Any status, for those that no action of the stand-in leads to. */
export function setCandidateStatus(vendor: Vendor, candidate: Candidate, status: CandidateStatus): void {
  candidate.status = status;
  announceCandidate(vendor, candidate);
}

/** Who has not answered by the deadline no longer can. */
export function expireOverdue(vendor: Vendor): void {
  for (const candidate of vendor.state.candidates.values()) {
    const { status, deadline } = candidate;
    if ((status !== "invited" && status !== "confirmed" && status !== "interviewing") || deadline === null || Date.parse(deadline) > vendor.now()) continue;
    candidate.status = "expired";
    announceCandidate(vendor, candidate);
  }
}
