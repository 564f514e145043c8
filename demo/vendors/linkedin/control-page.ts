// The control page: each switch with its choices, faults by operation, the customers with their callback URLs, and what was seen.
import { html } from "hono/html";
import { faultRow } from "../fault-row.ts";
import { companyOf } from "./applications.ts";
import type { Html } from "../page.ts";
import { integrationsOf, type App, type LinkedInState } from "./state.ts";
import { faultKinds, initialSwitches, operations, switchesSchema, type Switches } from "./switches.ts";

const shownDeliveries = 10;

export function controlPage(state: LinkedInState): Html {
  return html`
    <main class="sheet wide-sheet">
      <header>
        <h1>Control</h1>
        <p class="muted">Make the stand-in behave otherwise, and watch what the bridge does about it. Everything here also works by HTTP. The customer’s side is in <a href="/linkedin/recruiter">Recruiter’s settings</a>.</p>
      </header>
      <section>
        <h2>Seen</h2>
        <p>${state.batches.length} batches, ${state.violations.length === 0 ? "none" : state.violations.length} closer than a second to the one before; ${state.calls.length} calls in all.</p>
      </section>
      <section>
        <h2>Customers</h2>
        ${state.apps.size === 0 ? html`<p class="muted">None yet: an ATS creates one when it provisions a customer.</p>` : html`<ul class="list">${[...state.apps.values()].map((app) => customerRow(state, app))}</ul>`}
      </section>
      <section>
        <h2>Faults</h2>
        <div class="scroll">
          <table>
            <thead><tr><th scope="col">Operation</th><th scope="col">Calls</th><th scope="col">Now</th><th scope="col">Change</th></tr></thead>
            <tbody>${operations.map((name) => faultRow("/linkedin/control", state, faultKinds, name))}</tbody>
          </table>
        </div>
      </section>
      <section>
        <h2>Behaviour</h2>
        <ul class="switches">${Object.keys(initialSwitches).map((name) => switchRow(state.switches, name))}</ul>
      </section>
      <section>
        <h2>Pushes</h2>
        ${
          state.deliveries.length === 0
            ? html`<p class="muted">None sent yet.</p>`
            : html`<ul class="list">${state.deliveries
                .slice(-shownDeliveries)
                .toReversed()
                .map(
                  ({ id, status, answer, url, at, attempt }) =>
                    html`<li><span>${status ?? answer}, attempt ${attempt}, <time>${at}</time></span><code class="small">${id}</code><span class="small muted">${url}</span></li>`,
                )}</ul>`
        }
      </section>
      <form method="post" action="/linkedin/control/reset"><button class="button danger">Forget everything</button></form>
    </main>`;
}

function customerRow(state: LinkedInState, app: App): Html {
  const last = state.challenges.findLast(({ clientId }) => clientId === app.clientId);
  const callback = integrationsOf(state, app.clientId).some(({ configurations }) => configurations.has("CALLBACK_URL"));
  const result = last ? html`<span class="small">${last.passed ? `● Challenge passed in ${last.tookMs} ms` : `✕ ${last.problem}`}</span>` : "";
  return html`
    <li>
      <strong>${companyOf(app).name}</strong>
      <span class="small muted">${app.clientId} · ${app.urn} · ${app.secrets.length === 1 ? "one secret" : "two secrets"} · ${app.validJsSdkDomains.join(", ") || "no domains"}</span>
      ${result}
      ${callback ? html`<form method="post" action="/linkedin/control/challenge"><input type="hidden" name="clientId" value="${app.clientId}" /><button class="button">Challenge the callback URL</button></form>` : ""}
    </li>`;
}

function switchRow(switches: Switches, name: string): Html {
  const value = new Map<string, unknown>(Object.entries(switches)).get(name);
  const field = new Map<string, { type: string; options?: readonly unknown[] }>(Object.entries(switchesSchema.entries)).get(name);
  const options = field?.type === "boolean" ? ["true", "false"] : field?.options;
  return html`
    <li>
      <form method="post" action="/linkedin/control/switches" class="row">
        <label for="${name}">${name}</label>
        ${options ? html`<select class="select" id="${name}" name="${name}">${options.map((option) => html`<option ${option === String(value) ? "selected" : ""}>${option}</option>`)}</select>` : html`<input class="input" id="${name}" name="${name}" value="${value}" placeholder="none" />`}
        <button class="button" aria-label="Set ${name}">Set</button>
      </form>
    </li>`;
}
