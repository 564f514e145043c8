// The control by HTTP, for tests and for the page: who is told, what is switched and broken, and what people of the suite would do.
import { Hono, type Context } from "hono";
import * as v from "valibot";
import { controlPage } from "./control-page.ts";
import { show } from "./frame.ts";
import type { Doings } from "./doings.ts";
import { candidateStatuses } from "./records.ts";
import { oauthClient, resetState, SuiteError, type SuiteState, type Vendor } from "./state.ts";
import { faultSchema, initialSwitches, operations, switchesSchema } from "./switches.ts";
import { dropTokens, tokenKinds } from "./tokens.ts";
import { sendAgain } from "./webhooks.ts";

const company = v.union([v.string(), v.number()]);
const endpointSchema = v.object({ company, url: v.pipe(v.string(), v.url()) });
const faultsSchema = v.union([faultSchema, v.array(faultSchema)]);
const clearSchema = v.object({ operation: v.picklist(operations), fault: v.literal("none") });
const id = v.pipe(v.number(), v.integer());
const text = v.optional(v.string());
const projectSchema = v.object({ company, name: v.string(), internal_id: text, language: text, job_url: text, contact_person: text, maximum_score: v.optional(id) });
const questionSchema = v.object({ project: id, text: v.string(), preparation_time: v.optional(id), answer_time: v.optional(id), criteria: v.optional(v.array(v.string())) });
const candidateSchema = v.object({ project: id, first_name: v.string(), last_name: v.string(), email: v.nullish(v.string()), phone: v.nullish(v.string()) });
const stepSchema = v.object({ candidate: id, step: v.picklist(["invite", "confirm", "complete"]) });
const ratingSchema = v.object({ candidate: id, value: id, question: v.optional(id), criterion: v.nullish(id), evaluator: v.optional(id), ignore: v.optional(v.boolean()) });
const removeSchema = v.object({ kind: v.picklist(["project", "question", "candidate", "rating"]), id });

export function createControl(vendor: Vendor, doings: Doings): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get("/", (c) => {
    const trail = [{ href: "/suite", name: "Interview suite" }];
    return show(vendor, c, { title: "Stand-in for the interview suite", body: controlPage(state), trail, live: { href: "/suite/control/version", version: versionOf(state) } });
  });
  app.get("/version", (c) => c.text(versionOf(state)));
  app.get("/state", (c) => c.json(stateOf(state)));

  app.post("/webhooks", async (c) => {
    const given = v.parse(endpointSchema, await readBody(c));
    doings.register(given.company, given.url);
    return answer(c, { endpoints: state.endpoints }, 201);
  });
  app.post("/webhooks/remove", async (c) => {
    const given = v.parse(endpointSchema, await readBody(c));
    const gone = doings.companyOf(given.company).id;
    state.endpoints = state.endpoints.filter((one) => one.company !== gone || one.url !== given.url);
    return answer(c, { endpoints: state.endpoints });
  });
  app.delete("/webhooks", (c) => {
    state.endpoints = [];
    return c.body(null, 204);
  });
  app.post("/webhooks/again", async (c) => answer(c, { sending: sendAgain(vendor, v.parse(v.object({ number: id }), await readBody(c)).number) }));

  app.post("/switches", async (c) => {
    Object.assign(state.switches, v.parse(v.partial(switchesSchema), await readBody(c)));
    return answer(c, { switches: state.switches });
  });
  app.delete("/switches", (c) => {
    state.switches = { ...initialSwitches };
    return c.body(null, 204);
  });
  app.post("/faults", async (c) => {
    const given = await readBody(c);
    const clear = v.safeParse(clearSchema, given);
    if (clear.success) state.faults.delete(clear.output.operation);
    else for (const fault of [v.parse(faultsSchema, given)].flat()) state.faults.set(fault.operation, fault);
    return answer(c, { faults: [...state.faults.values()] });
  });
  app.delete("/faults", (c) => {
    state.faults.clear();
    return c.body(null, 204);
  });
  app.post("/drop-tokens", async (c) => {
    dropTokens(vendor, v.parse(v.object({ kinds: v.optional(v.array(v.picklist(tokenKinds))) }), await readBody(c)).kinds);
    return answer(c, { dropped: true });
  });
  app.post("/redirects", async (c) => {
    state.redirectUris.add(v.parse(v.object({ redirectUri: v.pipe(v.string(), v.url()) }), await readBody(c)).redirectUri);
    return answer(c, { redirectUris: [...state.redirectUris] });
  });

  app.post("/projects", async (c) => {
    const { company, ...project } = v.parse(projectSchema, await readBody(c));
    return answer(c, doings.addProject(company, project), 201);
  });
  app.post("/questions", async (c) => {
    const { project, ...question } = v.parse(questionSchema, await readBody(c));
    return answer(c, doings.addQuestion(project, question), 201);
  });
  app.post("/candidates", async (c) => {
    const { project, ...candidate } = v.parse(candidateSchema, await readBody(c));
    return answer(c, doings.addCandidate(project, candidate), 201);
  });
  app.post("/candidates/step", async (c) => {
    const { candidate, step } = v.parse(stepSchema, await readBody(c));
    return answer(c, doings[step](candidate));
  });
  app.post("/candidates/status", async (c) => {
    const { candidate, status } = v.parse(v.object({ candidate: id, status: v.picklist(candidateStatuses) }), await readBody(c));
    return answer(c, doings.setCandidateStatus(candidate, status));
  });
  app.post("/ratings", async (c) => {
    const { candidate, value, criterion, ...more } = v.parse(ratingSchema, await readBody(c));
    return answer(c, doings.rate(candidate, value, { ...more, criterion: criterion ?? null }), 201);
  });
  app.post("/remove", async (c) => {
    const given = v.parse(removeSchema, await readBody(c));
    doings.remove(given.kind, given.id);
    return answer(c, { removed: true });
  });
  app.post("/reset", (c) => {
    resetState(state, vendor.now());
    return answer(c, { reset: true });
  });

  app.onError((error, c) => {
    if (error instanceof v.ValiError) return c.json({ error: error.message, issues: v.flatten(error.issues) }, 400);
    return c.json({ error: error.message }, error instanceof SuiteError ? 409 : 400);
  });
  return app;
}

// A form's fields are strings; numbers, yes and no are read as such where they mean one, and what is empty was left out.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.includes("json")) return c.req.json();
  const fields = v.parse(v.record(v.string(), v.string()), await c.req.parseBody());
  const typed = new Set(["times", "number", "duplicateWebhooks", "webhookDelayMs"]);
  const read = ([name, value]: [string, string]): [string, unknown] => [name, typed.has(name) && /^(\d+|true|false)$/.test(value) ? JSON.parse(value) : value];
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== "")
      .map(read),
  );
}

function answer(c: Context, value: object, status: 200 | 201 = 200): Response {
  const wantsPage = !c.req.header("content-type")?.includes("json") && c.req.header("accept")?.includes("html");
  return wantsPage ? c.redirect("/suite/control", 303) : c.json(value, status);
}

/** Changes with everything the page shows. */
function versionOf({ calls, counts, sendings, endpoints, faults }: SuiteState): string {
  const open = sendings.filter(({ status, problem }) => status === null && problem === null).length;
  return [counts.sendings, open, calls.length, calls.at(-1)?.at, endpoints.length, faults.size].join("-");
}

/** What a test asks for over HTTP; never a token, a password or an interview key. */
function stateOf(state: SuiteState) {
  const { projects, questions, candidates, answers, ratings, customers, companies, endpoints, sendings, switches, faults, calls, redirectUris } = state;
  return {
    companies: [...companies.values()],
    customers: [...customers.values()],
    projects: [...projects.values()],
    questions: [...questions.values()],
    candidates: [...candidates.values()].map((candidate) => ({ ...candidate, interview_key: undefined })),
    answers: [...answers.values()],
    ratings: [...ratings.values()],
    endpoints,
    sendings,
    switches,
    faults: [...faults.values()],
    calls,
    oauth: { clientId: oauthClient.id, redirectUris: [...redirectUris] },
  };
}
