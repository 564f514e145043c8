// What a page's address stands for, and on whose behalf its forms act.
import type { Context } from "hono";
import type { Candidate, Company, Project } from "./records.ts";
import { signedIn } from "./sign-on.ts";
import { SuiteError, type Vendor } from "./state.ts";

/** An address of something that is not there. */
export class Gone extends Error {}

export function findCompany({ state }: Vendor, c: Context): Company {
  const company = state.companies.get(Number(c.req.param("company")));
  if (!company) throw new Gone();
  return company;
}

export function findProject(vendor: Vendor, c: Context): { company: Company; project: Project } {
  const company = findCompany(vendor, c);
  const project = vendor.state.projects.get(Number(c.req.param("project")));
  if (project?.company !== company.id) throw new Gone();
  return { company, project };
}

export function findCandidate(vendor: Vendor, c: Context): { company: Company; project: Project; candidate: Candidate } {
  const found = findProject(vendor, c);
  const candidate = vendor.state.candidates.get(Number(c.req.param("candidate")));
  if (candidate?.project !== found.project.id) throw new Gone();
  return { ...found, candidate };
}

/** Who rates on the pages: the signed-in user, else the company's first recruiter. */
export function evaluatorOf(vendor: Vendor, c: Context, { id, name }: Company): number {
  const user = signedIn(vendor, c);
  if (user?.company === id) return user.id;
  const recruiter = [...vendor.state.customers.values()].find(({ company, account_type }) => company === id && account_type === "recruiter");
  if (!recruiter) throw new SuiteError(`${name} has nobody to rate`);
  return recruiter.id;
}
