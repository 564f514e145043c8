// What the suite holds, named as its API v3 names it: https://viasto.eu/apiv3/basics.html and its resource pages.
// The pages of questions, answers and ratings are not public; their attributes are assumed.
import * as v from "valibot";

export const projectStatuses = ["draft", "active", "archived"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];
export const candidateStatuses = ["new", "invited", "confirmed", "interviewing", "interviewed", "expired", "aborted", "skipped"] as const;
export type CandidateStatus = (typeof candidateStatuses)[number];
export const accountTypes = ["hiring-manager", "recruiter", "admin", "owner"] as const;

const moment = v.nullable(v.string());

export const companySchema = v.object({ id: v.number(), identifier: v.string(), name: v.string(), city: v.string(), country: v.string() });
export type Company = v.InferOutput<typeof companySchema>;

/** `company` is an id; on the wire it is an address. */
export const projectSchema = v.object({
  id: v.number(),
  company: v.number(),
  name: v.string(),
  status: v.picklist(projectStatuses),
  internal_id: v.string(),
  language: v.string(),
  job_url: v.string(),
  contact_person: v.string(),
  maximum_score: v.number(),
  creationdate: v.string(),
  activationdate: moment,
  closedate: moment,
});
export type Project = v.InferOutput<typeof projectSchema>;

export const questionSchema = v.object({
  id: v.number(),
  project: v.number(),
  text: v.string(),
  /** From 1, without gaps. */
  position: v.number(),
  /** Seconds, both. */
  preparation_time: v.number(),
  answer_time: v.number(),
  criteria: v.array(v.object({ id: v.number(), name: v.string() })),
});
export type Question = v.InferOutput<typeof questionSchema>;

export const candidateSchema = v.object({
  id: v.number(),
  project: v.number(),
  first_name: v.string(),
  last_name: v.string(),
  email: v.nullable(v.string()),
  phone: v.nullable(v.string()),
  gender: v.nullable(v.string()),
  status: v.picklist(candidateStatuses),
  deadline: moment,
  invitationdate: moment,
  confirmationdate: moment,
  interviewdate: moment,
  /** Looks like what a candidate signs in with: whoever reads it must keep it to itself. */
  interview_key: v.string(),
  partner_data: v.record(v.string(), v.unknown()),
});
export type Candidate = v.InferOutput<typeof candidateSchema>;

export const answerSchema = v.object({ id: v.number(), candidate: v.number(), question: v.number() });
export type Answer = v.InferOutput<typeof answerSchema>;

/** Without a criterion it is about the answer as a whole; `evaluator` is a customer. */
export const ratingSchema = v.object({
  id: v.number(),
  candidate: v.number(),
  question: v.number(),
  criterion: v.nullable(v.number()),
  evaluator: v.number(),
  value: v.number(),
  ignore: v.boolean(),
});
export type Rating = v.InferOutput<typeof ratingSchema>;

/** What the suite calls its users. */
export const customerSchema = v.object({
  id: v.number(),
  company: v.number(),
  username: v.string(),
  first_name: v.string(),
  last_name: v.string(),
  email: v.nullable(v.string()),
  phone: v.nullable(v.string()),
  account_type: v.picklist(accountTypes),
  status: v.string(),
});
export type Customer = v.InferOutput<typeof customerSchema>;
