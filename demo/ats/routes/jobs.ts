// The jobs: those with an ad and the chat interview of each, and those that are made, renamed and closed here.
import { Hono } from "hono";
import * as v from "valibot";
import { adBySlug } from "../ads/index.ts";
import type { Env, Parts } from "../app.ts";
import { attempt, BridgeError } from "../bridge.ts";
import { requisitionPath } from "../jobs.ts";
import { jobPage } from "../pages/job.ts";
import { jobsPage, type Templates } from "../pages/jobs.ts";
import { requisitionPage } from "../pages/requisition.ts";

const titleSchema = v.object({ title: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)) });

export function createJobs({ store, bridge, publisher, tell }: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/", async (c) => {
    const requisitions = store.requisitions.all().map((requisition) => ({ ...requisition, standing: store.changes.standing("job.changed", requisition.id) }));
    return c.html(jobsPage(c.var.view, { requisitions, jobs: store.jobs(), candidates: store.candidates(), templates: await templates(c.var.view.language) }));
  });

  app.post("/requisitions", async (c) => {
    const given = v.safeParse(titleSchema, await c.req.parseBody());
    if (!given.success) return c.redirect("/ats/jobs", 303);
    const { id } = store.requisitions.make(given.output.title, c.var.view.language);
    tell();
    return c.redirect(requisitionPath(id), 303);
  });

  app.get("/requisitions/:id", (c) => {
    const requisition = store.requisitions.find(c.req.param("id"));
    if (!requisition) return c.notFound();
    const { id } = requisition;
    const candidates = store.candidates().filter((candidate) => candidate.requisition?.id === id);
    const standing = store.changes.standing("job.changed", id);
    return c.html(requisitionPage(c.var.view, { requisition, standing, candidates, strangers: store.interviews.strangers(id), project: store.interviews.project(id) }));
  });

  app.post("/requisitions/:id", async (c) => {
    const id = c.req.param("id");
    const given = v.safeParse(titleSchema, await c.req.parseBody());
    if (given.success && !store.requisitions.rename(id, given.output.title)) return c.notFound();
    tell();
    return c.redirect(requisitionPath(id), 303);
  });

  app.post("/requisitions/:id/close", (c) => {
    const id = c.req.param("id");
    if (!store.requisitions.close(id)) return c.notFound();
    tell();
    return c.redirect(requisitionPath(id), 303);
  });

  app.get("/:slug", async (c) => {
    const ad = adBySlug(c.req.param("slug"));
    return ad ? c.html(jobPage(c.var.view, standing(ad), await templates(c.var.view.language), c.req.query("saved") === "1")) : c.notFound();
  });

  app.post("/:slug", async (c) => {
    const ad = adBySlug(c.req.param("slug"));
    const { templateKey } = await c.req.parseBody();
    if (!ad || typeof templateKey !== "string") return c.notFound();
    const answer = await attempt(() => publisher.publish(ad, templateKey));
    if (answer instanceof BridgeError) return c.html(jobPage(c.var.view, standing(ad), answer, false), 502);
    return c.redirect(`/ats/jobs/${ad.slug}?saved=1`, 303);
  });

  const standing = (ad: NonNullable<ReturnType<typeof adBySlug>>) => ({
    ad,
    job: store.jobs().find(({ jobId }) => jobId === ad.jobId),
    strangers: store.interviews.strangers(ad.jobId),
    project: store.interviews.project(ad.jobId),
  });

  async function templates(language: string): Promise<Templates> {
    const answer = await attempt(() => bridge.pitchyou.templates({ language }));
    return answer instanceof BridgeError ? answer : answer.items;
  }

  return app;
}
