// The recruiters' pages of candidates and their files.
import { Hono } from "hono";
import * as v from "valibot";
import type { Env, Parts } from "../app.ts";
import { attempt, BridgeError, type Repair } from "../bridge.ts";
import { invitee, openJobs } from "../jobs.ts";
import { candidatePage } from "../pages/candidate.ts";
import { candidatesPage, filters } from "../pages/candidates.ts";
import type { Candidate } from "../store.ts";

const freshForMs = 3000;
const repairSchema = v.object({ firstName: v.string(), lastName: v.string(), email: v.string(), phone: v.string(), jobId: v.string() });
const filterSchema = v.fallback(v.picklist(filters), "all");

export function createRecruiting({ store, bridge, ring, tell }: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/", (c) => c.redirect("/ats/candidates"));
  app.get("/candidates", (c) => {
    fetchSoon();
    return c.html(candidatesPage(c.var.view, store.candidates(), v.parse(filterSchema, c.req.query("filter"))));
  });

  app.get("/candidates/:id", (c) => {
    store.markOpened(c.req.param("id"));
    const candidate = store.candidate(c.req.param("id"));
    // No message says that a mail went out: the feed does.
    if (candidate?.application.acknowledgement?.state === "waiting") ring();
    return candidate ? c.html(candidatePage(c.var.view, recordOf(candidate))) : c.notFound();
  });

  app.post("/candidates/:id/job", async (c) => {
    const { jobId } = await c.req.parseBody();
    const candidate = store.candidate(c.req.param("id"));
    const job = openJobs(store.requisitions.all()).find((one) => one.jobId === jobId);
    if (!candidate || !job) return c.notFound();
    const { id } = candidate.application;
    const person = invitee(candidate);
    store.assignJob(id, job.jobId, person && { id, jobId: job.jobId, person });
    tell();
    return c.redirect(`/ats/candidates/${encodeURIComponent(id)}`, 303);
  });

  app.post("/candidates/:id/repair", async (c) => {
    const candidate = store.candidate(c.req.param("id"));
    const given = v.safeParse(repairSchema, await c.req.parseBody());
    if (!candidate || !given.success) return c.notFound();
    const answer = await attempt(() => bridge.applications.retry(candidate.application.id, repairOf(given.output)));
    ring();
    if (answer instanceof BridgeError) return c.html(candidatePage(c.var.view, recordOf(candidate), { repair: answer }), answer.status === 0 ? 502 : 422);
    store.saveApplication(answer);
    return c.redirect(`/ats/candidates/${encodeURIComponent(answer.id)}`, 303);
  });

  // The file comes from the bridge with the API key, and goes on as a stream; the browser never sees the key.
  app.get("/candidates/:id/files/:file", async (c) => {
    const application = store.candidate(c.req.param("id"))?.application;
    const file = application?.attachments.find(({ id }) => id === c.req.param("file"));
    if (!application || !file) return c.notFound();
    try {
      const { body, headers } = await bridge.applications.attachment(application.id, file.id);
      const kept = ["content-type", "content-length", "content-disposition"].flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : []));
      return new Response(body, { headers: Object.fromEntries(kept) });
    } catch (error) {
      if (error instanceof BridgeError) return c.text(`${c.var.view.t.problemRefused}: ${error.message}`, 502);
      throw error;
    }
  });

  const recordOf = (candidate: Candidate) => ({ candidate, interview: store.interviews.find(candidate.application.id), jobs: openJobs(store.requisitions.all()) });

  // An empty box says nothing: what the bridge has stays.
  function repairOf({ jobId, ...boxes }: v.InferOutput<typeof repairSchema>): Repair {
    const person = Object.fromEntries(Object.entries(boxes).flatMap(([name, value]) => (value.trim() === "" ? [] : [[name, value.trim()]])));
    return { person, ...(jobId !== "" && { jobId }) };
  }

  // Whoever looks at the list does not want to wait for the next scheduled fetch.
  let askedAtMs = 0;
  function fetchSoon(): void {
    if (Date.now() - askedAtMs < freshForMs) return;
    askedAtMs = Date.now();
    void bridge.pitchyou.pull().catch(() => undefined);
  }

  return app;
}
