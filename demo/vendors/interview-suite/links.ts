// Where things are: every reference of the API is an absolute address, and the last number in it is the id.
import { SuiteError, type Vendor } from "./state.ts";
import type { Candidate, Project } from "./records.ts";

/** All that an address needs of a candidate. */
type Place = Pick<Candidate, "id" | "project">;

export function linksOf({ state, seen }: Vendor, company: number) {
  const identifier = state.companies.get(company)?.identifier;
  const origin = state.switches.hosts === "real" ? `https://${identifier}.interview-suite.com` : (state.origin ?? seen.origin);
  const base = `${origin}/api/v3/companies/${company}/`;
  const project = (id: number) => `${base}projects/${id}/`;
  const within = (candidate: Place) => project(candidate.project);
  return {
    company: base,
    projects: `${base}projects/`,
    customers: `${base}customers/`,
    customer: (id: number) => `${base}customers/${id}/`,
    project,
    question: (projectId: number, id: number) => `${project(projectId)}questions/${id}/`,
    criterion: (projectId: number, id: number) => `${project(projectId)}criteria/${id}/`,
    candidate: (candidate: Place) => `${within(candidate)}candidates/${candidate.id}/`,
    /** Results spell it in the singular, as the vendor's printed example does. */
    resultCandidate: (candidate: Place) => `${within(candidate)}candidate/${candidate.id}/`,
    result: (candidate: Place) => `${within(candidate)}results/${candidate.id}/`,
    answer: (projectId: number, id: number) => `${project(projectId)}answervideos/${id}/`,
    rating: (projectId: number, id: number) => `${project(projectId)}ratings/${id}/`,
    page: (path: string) => `${origin}${path}`,
  };
}

/** Pages of people, without an origin. */
export const pageOf = {
  company: (id: number) => `/suite/companies/${id}`,
  project: ({ company, id }: Pick<Project, "company" | "id">) => `/suite/companies/${company}/projects/${id}`,
  candidate: (project: Pick<Project, "company" | "id">, id: number) => `/suite/companies/${project.company}/projects/${project.id}/candidates/${id}`,
};

/** The project of something that hangs on one. */
export function projectOf({ state }: Vendor, id: number): Project {
  const project = state.projects.get(id);
  if (!project) throw new SuiteError(`No project ${id}`);
  return project;
}
