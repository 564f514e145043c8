// Video interviews: inviting, opening the suite signed in, and the questions as a page of the bridge's own.
import { Hono } from "hono";
import * as v from "valibot";
import type { Env, Parts } from "../app.ts";
import { attempt, BridgeError } from "../bridge.ts";
import { invitee, jobOf, openJobs } from "../jobs.ts";
import { candidatePage } from "../pages/candidate.ts";
import { problemPage } from "../pages/problem.ts";
import { signedIn } from "../signed-in.ts";

const invitationSchema = v.object({ deadline: v.fallback(v.optional(v.pipe(v.string(), v.isoDate())), undefined) });
const jobSchema = v.object({ jobId: v.string() });

export function createInterviewing({ store, bridge, tell }: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.post("/candidates/:id/invite", async (c) => {
    const candidate = store.candidate(c.req.param("id"));
    const { deadline } = v.parse(invitationSchema, await c.req.parseBody());
    const [person, job] = candidate ? [invitee(candidate), jobOf(candidate)] : [];
    if (!candidate || !person || !job) return c.notFound();
    const { id } = candidate.application;
    // Whoever invites until a day means its end.
    store.invite({ id, jobId: job.jobId, person, invite: true, ...(deadline && { deadline: `${deadline}T23:59:59Z` }) });
    tell();
    return c.redirect(`/ats/candidates/${encodeURIComponent(id)}`, 303);
  });

  // The address signs in whoever follows it, and once only: it is asked for with the click and stands in no page.
  app.post("/candidates/:id/interview", async (c) => {
    const candidate = store.candidate(c.req.param("id"));
    if (!candidate) return c.notFound();
    const answer = await attempt(() => bridge.interview.open({ candidateId: candidate.application.id, user: signedIn }));
    if (!(answer instanceof BridgeError)) return c.redirect(answer.url, 303);
    const record = { candidate, interview: store.interviews.find(candidate.application.id), jobs: openJobs(store.requisitions.all()) };
    return c.html(candidatePage(c.var.view, record, { interview: answer }), 502);
  });

  app.get("/interviews/own-page", async (c) => {
    const asked = v.safeParse(jobSchema, c.req.query());
    if (!asked.success) return c.notFound();
    const link = await attempt(() => bridge.links.create({ component: "interview-questions", jobId: asked.output.jobId, user: signedIn }));
    return link instanceof BridgeError ? c.html(problemPage(c.var.view, link), 502) : c.redirect(link.url, 303);
  });

  return app;
}
