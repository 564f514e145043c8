// The ways in: the companies, and the projects of one.
import { html } from "hono/html";
import type { Html } from "../page.ts";
import { candidateState, projectState, type Words } from "./frame.ts";
import { pageOf } from "./links.ts";
import { questionsOf } from "./projects.ts";
import type { Company, Project } from "./records.ts";
import type { Vendor } from "./state.ts";

export function companiesPage({ state }: Vendor, { text, count }: Words): Html {
  const rows = [...state.companies.values()].map(({ id, name, city }) => {
    const projects = [...state.projects.values()].filter(({ company }) => company === id);
    return html`<li><a href="${pageOf.company(id)}"><strong>${name}</strong></a><span class="muted small">${city} · ${count("projects", projects.length)}</span></li>`;
  });
  return html`
    <header><h1>${text("suite")}</h1><p class="muted">${text("intro")}</p></header>
    <section><h2>${text("companies")}</h2><ul class="list">${rows}</ul></section>
    <p class="small"><a href="/suite/control">${text("control")}</a></p>`;
}

export function projectsPage(vendor: Vendor, company: Company, words: Words): Html {
  const { text } = words;
  const projects = [...vendor.state.projects.values()].filter((project) => project.company === company.id).toReversed();
  return html`
    <header><h1>${company.name}</h1><p class="muted">${text("intro")}</p></header>
    <section>
      <h2>${text("projects")}</h2>
      ${projects.length === 0 ? html`<p class="empty muted">${text("noProjects")}</p>` : html`<ul class="list">${projects.map((project) => projectRow(vendor, project, words))}</ul>`}
      <details>
        <summary>${text("addProject")}</summary>
        <form method="post" action="${pageOf.company(company.id)}/projects" class="fields">
          <label><span class="label">${text("projectName")}</span><input class="input" name="name" maxlength="255" required /></label>
          <label><span class="label">${text("internalId")}</span><input class="input" name="internal_id" maxlength="255" /></label>
          <button class="button fit">${text("addProject")}</button>
        </form>
      </details>
    </section>`;
}

function projectRow(vendor: Vendor, project: Project, { language, count }: Words): Html {
  const candidates = [...vendor.state.candidates.values()].filter((candidate) => candidate.project === project.id);
  const facts = [count("questions", questionsOf(vendor, project.id).length), count("candidates", candidates.length), ...(project.internal_id === "" ? [] : [project.internal_id])];
  const waiting = candidates.filter(({ status }) => status === "interviewed").slice(0, 3);
  return html`
    <li>
      <div class="row spread"><a href="${pageOf.project(project)}"><strong>${project.name}</strong></a>${projectState(project, language)}</div>
      <span class="muted small">${facts.join(" · ")}</span>
      ${waiting.map((candidate) => html`<span class="small row">${candidateState(vendor, candidate, language)} <a href="${pageOf.candidate(project, candidate.id)}">${candidate.first_name} ${candidate.last_name}</a></span>`)}
    </li>`;
}
