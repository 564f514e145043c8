// What people of the suite do, for tests and for the control: everything by id, each announced like a change on a page.
import { addCandidate, complete, confirm, invite, rate, removeCandidate, removeRating, setCandidateStatus, type NewCandidate, type NewRating } from "./candidates.ts";
import { addProject, addQuestion, removeProject, removeQuestion, setProjectStatus, type NewProject } from "./projects.ts";
import { projectOf } from "./links.ts";
import type { Candidate, CandidateStatus, Company, Project, ProjectStatus, Question, Rating } from "./records.ts";
import type { NewQuestion } from "./samples.ts";
import { SuiteError, type Vendor } from "./state.ts";

type Id = number | { id: number };

export type Doings = {
  /** By identifier or id. */
  companyOf(company: string | number): Company;
  /** Tells the address of every change in the company; a second time is the same as once. */
  register(company: string | number, url: string): void;
  addProject(company: string | number, project: NewProject): Project;
  setProjectStatus(project: Id, status: ProjectStatus): Project;
  addQuestion(project: Id, question: NewQuestion): Question;
  addCandidate(project: Id, candidate: NewCandidate): Candidate;
  invite(candidate: Id): Candidate;
  confirm(candidate: Id): Candidate;
  /** Answers every question. */
  complete(candidate: Id): Candidate;
  /** Any status: interviewing, aborted, skipped and the like. */
  setCandidateStatus(candidate: Id, status: CandidateStatus): Candidate;
  /** Without a question it is the first one; without an evaluator, the company's recruiter. */
  rate(candidate: Id, value: number, about?: Omit<NewRating, "value">): Rating;
  remove(kind: "project" | "question" | "candidate" | "rating", id: Id): void;
};

export function doingsOf(vendor: Vendor): Doings {
  const { state } = vendor;
  const find = <Record>(records: ReadonlyMap<number, Record>, what: string, given: Id): Record => {
    const id = typeof given === "number" ? given : given.id;
    const found = records.get(id);
    if (!found) throw new SuiteError(`No ${what} ${id}`);
    return found;
  };
  const candidateOf = (given: Id) => find(state.candidates, "candidate", given);
  const after = (work: (vendor: Vendor, candidate: Candidate) => string | null | void) => (given: Id) => {
    const candidate = candidateOf(given);
    const refusal = work(vendor, candidate);
    if (typeof refusal === "string") throw new SuiteError(refusal);
    return candidate;
  };

  function companyOf(given: string | number): Company {
    const company = [...state.companies.values()].find(({ id, identifier }) => identifier === given || id === Number(given));
    if (!company) throw new SuiteError(`No company ${given}`);
    return company;
  }

  return {
    companyOf,
    register(given, url) {
      const company = companyOf(given).id;
      if (!state.endpoints.some((one) => one.company === company && one.url === url)) state.endpoints.push({ company, url });
    },
    addProject: (company, project) => addProject(vendor, companyOf(company).id, project),
    setProjectStatus(given, status) {
      const project = find(state.projects, "project", given);
      setProjectStatus(vendor, project, status);
      return project;
    },
    addQuestion(given, question) {
      const [added] = addQuestion(vendor, find(state.projects, "project", given), question);
      if (!added) throw new SuiteError("No question was added");
      return added;
    },
    addCandidate: (project, candidate) => addCandidate(vendor, find(state.projects, "project", project), candidate),
    invite: after(invite),
    confirm: after(confirm),
    complete: after(complete),
    setCandidateStatus: (given, status) => after((_, candidate) => setCandidateStatus(vendor, candidate, status))(given),
    rate: (candidate, value, about = {}) => rate(vendor, candidateOf(candidate), { ...about, value }),
    remove(kind, id) {
      if (kind === "project") removeProject(vendor, projectOf(vendor, typeof id === "number" ? id : id.id));
      if (kind === "question") removeQuestion(vendor, find(state.questions, "question", id));
      if (kind === "candidate") removeCandidate(vendor, candidateOf(id));
      if (kind === "rating") removeRating(vendor, find(state.ratings, "rating", id));
    },
  };
}
