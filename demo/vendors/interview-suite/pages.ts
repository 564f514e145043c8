// The pages' addresses: what they show, and what their forms do before they lead back. No page needs a script.
import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as v from "valibot";
import { expireOverdue } from "./candidates.ts";
import { candidatePage } from "./candidate-page.ts";
import { evaluatorOf, findCandidate, findCompany, findProject, Gone } from "./find.ts";
import { mountCandidateForms, mountProjectForms } from "./forms.ts";
import { show, wordsFor } from "./frame.ts";
import { pageOf } from "./links.ts";
import { mountOauth } from "./oauth.ts";
import { projectPage } from "./project-page.ts";
import { companiesPage, projectsPage } from "./projects-page.ts";
import type { Company } from "./records.ts";
import { mountRelyingParty } from "./relying-party.ts";
import { signOut } from "./sign-on.ts";
import { SuiteError, type Vendor } from "./state.ts";

export function mountPages(app: Hono, vendor: Vendor): void {
  app.use("/companies/*", async (_, next) => {
    expireOverdue(vendor);
    await next();
  });

  app.get("/", (c) => show(vendor, c, { title: wordsFor(c).text("suite"), body: companiesPage(vendor, wordsFor(c)) }));
  app.post("/sign-out", (c) => signOut(vendor, c));

  app.get("/companies/:company", (c) => {
    const company = findCompany(vendor, c);
    return shown(c, company.name, projectsPage(vendor, company, wordsFor(c)), [home(c)]);
  });
  app.get("/companies/:company/projects/:project", (c) => {
    const { company, project } = findProject(vendor, c);
    return shown(c, project.name, projectPage(vendor, project, wordsFor(c)), [home(c), place(company)]);
  });
  app.get("/companies/:company/projects/:project/candidates/:candidate", (c) => {
    const { company, project, candidate } = findCandidate(vendor, c);
    const body = candidatePage({ vendor, project, candidate, words: wordsFor(c), evaluator: evaluatorOf(vendor, c, company) });
    return shown(c, `${candidate.first_name} ${candidate.last_name}`, body, [home(c), place(company), { href: pageOf.project(project), name: project.name }]);
  });

  mountProjectForms(app, vendor);
  mountCandidateForms(app, vendor);
  mountOauth(app, vendor);
  mountRelyingParty(app, vendor);

  app.onError((error, c) => {
    const { text } = wordsFor(c);
    if (error instanceof Gone) return sentence(c, text("goneTitle"), text("gone"), 404);
    if (error instanceof SuiteError || error instanceof v.ValiError) return sentence(c, text("refusedTitle"), error.message, 400);
    throw error;
  });

  const home = (c: Context) => ({ href: "/suite", name: wordsFor(c).text("suite") });
  const place = ({ id, name }: Company) => ({ href: pageOf.company(id), name });

  // The version is that of what is shown, so that a page loads anew for nothing else.
  async function shown(c: Context, title: string, body: ReturnType<typeof candidatePage>, trail: { href: string; name: string }[]) {
    const version = createHash("sha256")
      .update(String(await body))
      .digest("base64url");
    if (c.req.query("version") !== undefined) return c.text(version, 200, { "cache-control": "no-store" });
    return show(vendor, c, { title, body, trail, live: { href: `${c.req.path}?version`, version } });
  }

  async function sentence(c: Context, title: string, said: string, status: 400 | 404): Promise<Response> {
    const response = await show(vendor, c, { title, trail: [home(c)], status: 404, body: html`<header><h1>${title}</h1><p>${said}</p></header>` });
    return status === 404 ? response : new Response(response.body, { status, headers: response.headers });
  }
}
