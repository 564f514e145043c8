// What the pages' forms do: each a change like the API's, then back to a page.
import type { Context, Hono } from "hono";
import * as v from "valibot";
import { addCandidate, complete, confirm, invite, rate, removeCandidate, removeRating } from "./candidates.ts";
import { evaluatorOf, findCandidate, findCompany, findProject, Gone } from "./find.ts";
import { wordsFor } from "./frame.ts";
import { pageOf } from "./links.ts";
import { addProject, addQuestion, changeQuestion, moveQuestion, removeProject, removeQuestion, setProjectStatus } from "./projects.ts";
import { projectStatuses, type Project, type Question } from "./records.ts";
import { usualQuestions } from "./samples.ts";
import { SuiteError, type Vendor } from "./state.ts";

const filled = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));
const whole = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));
const projectForm = v.object({ name: filled, internal_id: v.optional(v.pipe(v.string(), v.trim()), "") });
const questionForm = v.object({
  text: filled,
  preparation_time: whole,
  answer_time: whole,
  criteria: v.pipe(
    v.optional(v.string(), ""),
    v.transform((line) => [
      ...new Set(
        line
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== ""),
      ),
    ]),
  ),
});
const candidateForm = v.object({
  first_name: filled,
  last_name: filled,
  email: v.pipe(
    v.optional(v.pipe(v.string(), v.trim()), ""),
    v.transform((given) => given || null),
  ),
});
const ratingForm = v.object({ question: whole, criterion: v.optional(whole), value: whole });

async function read<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  return v.parse(schema, await c.req.parseBody());
}

export function mountProjectForms(app: Hono, vendor: Vendor): void {
  const project = "/companies/:company/projects/:project";
  const back = (c: Context, to: Project) => c.redirect(pageOf.project(to), 303);

  app.post("/companies/:company/projects", async (c) =>
    back(c, addProject(vendor, findCompany(vendor, c).id, { ...(await read(c, projectForm)), language: wordsFor(c).language })),
  );
  app.post(`${project}/status`, async (c) => {
    const found = findProject(vendor, c).project;
    setProjectStatus(vendor, found, (await read(c, v.object({ status: v.picklist(projectStatuses) }))).status);
    return back(c, found);
  });
  app.post(`${project}/delete`, (c) => {
    const found = findProject(vendor, c);
    removeProject(vendor, found.project);
    return c.redirect(pageOf.company(found.company.id), 303);
  });

  app.post(`${project}/questions`, async (c) => {
    const found = findProject(vendor, c).project;
    addQuestion(vendor, found, await read(c, questionForm));
    return back(c, found);
  });
  app.post(`${project}/questions/usual`, (c) => {
    const found = findProject(vendor, c).project;
    addQuestion(vendor, found, ...(usualQuestions[found.language.slice(0, 2)] ?? usualQuestions["en"] ?? []));
    return back(c, found);
  });
  app.post(`${project}/questions/:question`, async (c) => withQuestion(c, async (question) => changeQuestion(vendor, question, await read(c, questionForm))));
  app.post(`${project}/questions/:question/remove`, (c) => withQuestion(c, (question) => removeQuestion(vendor, question)));
  app.post(`${project}/questions/:question/move`, (c) =>
    withQuestion(c, async (question) => moveQuestion(vendor, question, (await read(c, v.object({ by: v.picklist(["-1", "1"]) }))).by === "1" ? 1 : -1)),
  );

  async function withQuestion(c: Context, work: (question: Question) => void | Promise<void>): Promise<Response> {
    const found = findProject(vendor, c).project;
    const question = vendor.state.questions.get(Number(c.req.param("question")));
    if (question?.project !== found.id) throw new Gone();
    await work(question);
    return back(c, found);
  }
}

export function mountCandidateForms(app: Hono, vendor: Vendor): void {
  const candidate = "/companies/:company/projects/:project/candidates/:candidate";
  const back = (c: Context) => {
    const found = findCandidate(vendor, c);
    return c.redirect(pageOf.candidate(found.project, found.candidate.id), 303);
  };

  app.post("/companies/:company/projects/:project/candidates", async (c) => {
    const { project } = findProject(vendor, c);
    addCandidate(vendor, project, await read(c, candidateForm));
    return c.redirect(pageOf.project(project), 303);
  });
  app.post(`${candidate}/invite`, (c) => {
    const refusal = invite(vendor, findCandidate(vendor, c).candidate);
    if (refusal !== null) throw new SuiteError(refusal);
    return back(c);
  });
  app.post(`${candidate}/confirm`, (c) => {
    confirm(vendor, findCandidate(vendor, c).candidate);
    return back(c);
  });
  app.post(`${candidate}/complete`, (c) => {
    complete(vendor, findCandidate(vendor, c).candidate);
    return back(c);
  });
  app.post(`${candidate}/delete`, (c) => {
    const found = findCandidate(vendor, c);
    removeCandidate(vendor, found.candidate);
    return c.redirect(pageOf.project(found.project), 303);
  });

  app.post(`${candidate}/ratings`, async (c) => {
    const found = findCandidate(vendor, c);
    rate(vendor, found.candidate, { ...(await read(c, ratingForm)), evaluator: evaluatorOf(vendor, c, found.company) });
    return back(c);
  });
  app.post(`${candidate}/ratings/:rating/remove`, (c) => {
    const rating = vendor.state.ratings.get(Number(c.req.param("rating")));
    if (rating?.candidate !== findCandidate(vendor, c).candidate.id) throw new Gone();
    removeRating(vendor, rating);
    return back(c);
  });
}
