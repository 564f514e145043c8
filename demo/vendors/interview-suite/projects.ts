// What changes projects and their questions, by the API, by a page or by a test; each change is announced.
import { linksOf, projectOf } from "./links.ts";
import type { Project, ProjectStatus, Question } from "./records.ts";
import { insertQuestion, type NewQuestion } from "./samples.ts";
import { nextId, type Vendor } from "./state.ts";
import { announce } from "./webhooks.ts";

export type ProjectFields = Pick<Project, "name" | "internal_id" | "language" | "job_url" | "contact_person" | "maximum_score">;
/** What a change may leave out. */
export type Some<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };
export type NewProject = { name: string } & Some<ProjectFields>;

export function addProject(vendor: Vendor, company: number, { name, ...fields }: NewProject): Project {
  const at = new Date(vendor.now()).toISOString();
  const defaults = { internal_id: "", language: "de", job_url: "", contact_person: "", maximum_score: 5 };
  const id = nextId(vendor.state);
  const project: Project = { id, company, name, status: "active", ...defaults, ...given(fields), creationdate: at, activationdate: at, closedate: null };
  vendor.state.projects.set(id, project);
  announce(vendor, company, "project_changed", { action: "created", project: linksOf(vendor, company).project(id) });
  return project;
}

/** The printed example of this event has no action when something was modified. */
export function announceProject(vendor: Vendor, { company, id }: Project): void {
  announce(vendor, company, "project_changed", { project: linksOf(vendor, company).project(id) });
}

export function changeProject(vendor: Vendor, project: Project, fields: Some<ProjectFields>): void {
  Object.assign(project, given(fields));
  announceProject(vendor, project);
}

export function setProjectStatus(vendor: Vendor, project: Project, status: ProjectStatus): void {
  const at = new Date(vendor.now()).toISOString();
  if (status === "active" && project.status !== "active") Object.assign(project, { activationdate: at, closedate: null });
  if (status === "archived" && project.status !== "archived") project.closedate = at;
  project.status = status;
  announceProject(vendor, project);
}

/** With everything in it; only the project is announced. */
export function removeProject(vendor: Vendor, { id, company }: Project): void {
  const { projects, questions, candidates, answers, ratings } = vendor.state;
  const gone = new Set([...candidates.values()].filter(({ project }) => project === id).map((candidate) => candidate.id));
  for (const [key, { candidate }] of answers) if (gone.has(candidate)) answers.delete(key);
  for (const [key, { candidate }] of ratings) if (gone.has(candidate)) ratings.delete(key);
  for (const key of gone) candidates.delete(key);
  for (const [key, { project }] of questions) if (project === id) questions.delete(key);
  projects.delete(id);
  announce(vendor, company, "project_deleted", { project: linksOf(vendor, company).project(id) });
}

export function questionsOf({ state }: Vendor, project: number): Question[] {
  return [...state.questions.values()].filter((question) => question.project === project).toSorted((a, b) => a.position - b.position);
}

// No event of questions is documented: their project has changed.
export function addQuestion(vendor: Vendor, project: Project, ...added: NewQuestion[]): Question[] {
  const questions = added.map((question) => insertQuestion(vendor.state, project.id, question));
  announceProject(vendor, project);
  return questions;
}

/** A criterion that keeps its name keeps its id, and with it its ratings. */
export function changeQuestion(vendor: Vendor, question: Question, { criteria, ...fields }: Some<NewQuestion>): void {
  const kept = question.criteria;
  Object.assign(question, given(fields));
  if (criteria) question.criteria = criteria.map((name) => kept.find((one) => one.name === name) ?? { id: nextId(vendor.state), name });
  announceProject(vendor, projectOf(vendor, question.project));
}

export function removeQuestion(vendor: Vendor, question: Question): void {
  const { questions, answers, ratings } = vendor.state;
  questions.delete(question.id);
  for (const [key, one] of answers) if (one.question === question.id) answers.delete(key);
  for (const [key, one] of ratings) if (one.question === question.id) ratings.delete(key);
  for (const [index, other] of questionsOf(vendor, question.project).entries()) other.position = index + 1;
  announceProject(vendor, projectOf(vendor, question.project));
}

/** One place up (-1) or down (1); at the end of the list nothing happens. */
export function moveQuestion(vendor: Vendor, question: Question, by: -1 | 1): void {
  const other = questionsOf(vendor, question.project).find(({ position }) => position === question.position + by);
  if (!other) return;
  [other.position, question.position] = [question.position, other.position];
  announceProject(vendor, projectOf(vendor, question.project));
}

/** Without what was left out, which must not overwrite. */
export function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  // A filter of entries loses their types; it adds nothing.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<typeof given<Fields>>;
}
