// The attributes of each resource as the API answers them; what nobody can set here has the value of a fresh account.
import { average, evaluationStatus, ratingsOf } from "./evaluation.ts";
import { linksOf, pageOf, projectOf } from "./links.ts";
import { questionsOf } from "./projects.ts";
import type { Candidate, Company, Customer, Project, Question, Rating } from "./records.ts";
import type { Vendor } from "./state.ts";

type Json = Record<string, unknown>;

/** It has no id of its own: a partner finds that in the references. */
export function companyJson(vendor: Vendor, { id, name, city, country }: Company): Json {
  const { projects, customers } = linksOf(vendor, id);
  const unset = { address: "", state_province: "", division: "", phone: "", postcode: "" };
  const settings = { billing_settings: {}, design_settings: {}, account_settings: {}, security_settings: {}, features: ["Share Candidates", "Veto Candidates", "Template"] };
  return { name, city, country, ...unset, ...settings, projects, customers };
}

export function projectJson(vendor: Vendor, { id, company, ...project }: Project): Json {
  const links = linksOf(vendor, company);
  const uri = links.project(id);
  return {
    resource_uri: uri,
    company: links.company,
    ...project,
    status_update_uri: `${uri}update_status/`,
    email_alias: "",
    mode: "standard",
    support_lang: project.language,
    allow_hash_login: false,
    max_interview_time: 3600,
    invite_candidates: true,
    default_interview_period: 14,
    veto_enabled: true,
    evaluators: [],
    interview_managers: [],
    reviewers: [],
    labels: [],
    questions: `${uri}questions/`,
    candidates: `${uri}candidates/`,
    results: `${uri}results/`,
    roles: `${uri}roles/`,
    criteria: `${uri}criteria/`,
    videos: `${links.company}videos/`,
    interview_suite_url: links.page(pageOf.project({ company, id })),
  };
}

export function questionJson(vendor: Vendor, { id, project, criteria, ...question }: Question): Json {
  const links = linksOf(vendor, projectOf(vendor, project).company);
  return { resource_uri: links.question(project, id), ...question, criteria: criteria.map((one) => ({ resource_uri: links.criterion(project, one.id), name: one.name })) };
}

export function candidateJson(vendor: Vendor, candidate: Candidate): Json {
  const { id, project, ...attributes } = candidate;
  const owner = projectOf(vendor, project);
  const links = linksOf(vendor, owner.company);
  const evaluation = evaluationStatus(vendor, candidate);
  return {
    resource_uri: links.candidate(candidate),
    company: links.company,
    project: links.project(project),
    ...attributes,
    username: attributes.email ?? "",
    photo: null,
    cv: null,
    address: "",
    created_by: null,
    evaluation_status: evaluation,
    my_evaluation_status: attributes.status === "interviewed" ? (evaluation === "completed" ? "completed" : "pending") : null,
    shares: [],
    interview_suite_url: links.page(pageOf.candidate(owner, id)),
  };
}

export function ratingJson(vendor: Vendor, rating: Rating, project: Project): Json {
  const links = linksOf(vendor, project.company);
  const answer = [...vendor.state.answers.values()].findLast((one) => one.candidate === rating.candidate && one.question === rating.question);
  return {
    resource_uri: links.rating(project.id, rating.id),
    candidate: links.candidate({ id: rating.candidate, project: project.id }),
    question: links.question(project.id, rating.question),
    criterion: rating.criterion === null ? null : links.criterion(project.id, rating.criterion),
    answer: answer ? links.answer(project.id, answer.id) : null,
    evaluator_profile: links.customer(rating.evaluator),
    value: rating.value,
    ignore: rating.ignore,
  };
}

/** Only of a candidate whose evaluation began. */
export function resultJson(vendor: Vendor, candidate: Candidate): Json {
  const project = projectOf(vendor, candidate.project);
  const links = linksOf(vendor, project.company);
  const ratings = ratingsOf(vendor, candidate);
  const byCriterion = Map.groupBy(ratings, ({ criterion }) => criterion);
  const order = new Map(questionsOf(vendor, project.id).map(({ id, position }) => [id, position]));
  const byQuestion = [...Map.groupBy(ratings, ({ question }) => question)].toSorted(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return {
    resource_uri: links.result(candidate),
    candidate: links.resultCandidate(candidate),
    overall_rating: average(ratings),
    question_results: byQuestion.map(([id, some]) => ({ question: links.question(project.id, id), average_rating: average(some) })),
    criteria_results: [...byCriterion].flatMap(([id, some]) => (id === null ? [] : [{ criterion: links.criterion(project.id, id), average_rating: average(some) }])),
    ratings: ratings.map((rating) => {
      const { candidate: _, ...attributes } = ratingJson(vendor, rating, project);
      return attributes;
    }),
    notes: [],
    vetos: [],
  };
}

export function customerJson(vendor: Vendor, { id, company, ...customer }: Customer): Json {
  const links = linksOf(vendor, company);
  return { resource_uri: links.customer(id), company: links.company, ...customer };
}
