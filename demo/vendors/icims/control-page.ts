// The control page: what a user of iCIMS can cause, what came back as that user reads it, and what can be switched and broken.
import { html } from "hono/html";
import { faultRow } from "../fault-row.ts";
import { stateLabel, timeOf, type Html } from "../page.ts";
import { eventNames, eventTypes } from "./events.ts";
import { proofFaults } from "./proofs.ts";
import { statuses, type Customer } from "./records.ts";
import type { Answer } from "./sender.ts";
import { faultKinds, operations, type IcimsState, type Sent } from "./state.ts";

const shown = 15;

export function controlPage(state: IcimsState, customerId: string | undefined): Html {
  const [first] = state.customers.values();
  const customer = (customerId === undefined ? undefined : state.customers.get(customerId)) ?? first;
  if (!customer) return html`<main class="sheet"><h1>Control</h1><p class="empty muted">No customer. Forget everything to get the samples back.</p></main>`;
  const sent = state.sent
    .filter((one) => one.customerId === customer.id)
    .slice(-shown)
    .toReversed();
  return html`
    <main class="sheet wide-sheet">
      <header>
        <h1>Control</h1>
        <p class="muted">Do what a user of iCIMS does, and read what that user gets to see. Everything here also works by HTTP.</p>
        <nav class="customers" aria-label="Customer">${[...state.customers.values()].map(({ id, name }) => html`<a class="button" href="/icims/control?customer=${id}" ${id === customer.id ? 'aria-current="page"' : ""}>${name} <span class="small">${id}</span></a>`)}</nav>
      </header>
      ${sendSection(state, customer)}
      <section>
        <h2>What came back</h2>
        ${sent.length === 0 ? html`<p class="empty muted">Nothing sent yet. Each notification appears here with the partner’s answer.</p>` : html`<ol class="list">${sent.map((one) => sentRow(one))}</ol>`}
      </section>
      ${targetSection(state, customer)} ${switchSection(state)} ${faultSection(state)}
      <form method="post" action="/icims/control/reset"><button class="button danger fit">Forget everything</button></form>
    </main>`;
}

function sendSection(state: IcimsState, customer: Customer): Html {
  const target = state.targets.get(customer.id);
  if (!target) return html`<p class="empty">${customer.name} has no Event Notifications yet. <code>POST /icims/control/target</code> sets their address and credentials.</p>`;
  const option = (value: string, label: string) => html`<option value="${value}">${label}</option>`;
  const names = [...customer.workflows.values()].map(({ id, personId, jobId, status }) => {
    const person = customer.people.get(personId);
    return option(id, `${person?.firstname} ${person?.lastname}, ${customer.jobs.get(jobId)?.jobtitle} (${statuses[status] ?? status})`);
  });
  return html`
    <section>
      <h2>Cause a notification</h2>
      <form method="post" action="/icims/control/send" class="fields wide-fields">
        <input type="hidden" name="customerId" value="${customer.id}" />
        <label><span class="label">What happens</span><select class="select" name="eventType">${eventNames.map((name) => option(name, `${eventTypes[name].title}, by ${eventTypes[name].actor}`))}</select></label>
        <label><span class="label">Candidate and job</span><select class="select" name="workflowId">${names}</select></label>
        <label><span class="label">New status, where one is set</span><select class="select" name="newStatus">${Object.entries(statuses).map(([id, label]) => html`<option value="${id}" ${id === "D10010" ? "selected" : ""}>${label} (${id})</option>`)}</select></label>
        <div class="row">
          <button class="button primary">Click once</button>
          <button class="button" name="times" value="2">Double click</button>
          <button class="button" name="times" value="10">Click ten times</button>
        </div>
      </form>
    </section>`;
}

function sentRow({ number, eventType, at, answers, open, proof, proofFault, gzip, payload }: Sent): Html {
  const expected = eventType && eventTypes[eventType].success;
  return html`
    <li>
      <div class="row spread">
        <strong>${eventType ? eventTypes[eventType].title : "Any text"}</strong>
        <span class="muted small">${timeOf(at, "en")} · ${proofFault ? `${proof}, ${proofFault}` : proof} · ${gzip ? "gzip" : "plain"}</span>
      </div>
      <ul class="answers">${answers.map((answer) => answerRow(answer, expected))}${open > 0 ? html`<li>${stateLabel("wait", `Waiting for ${open === 1 ? "an answer" : `${open} answers`}`)}</li>` : ""}</ul>
      <div class="row">
        <form method="post" action="/icims/control/again"><input type="hidden" name="number" value="${number}" /><button class="button">Try again</button></form>
        <details><summary class="small">Payload</summary><code>${payload.slice(0, 2000)}</code></details>
      </div>
    </li>`;
}

function answerRow({ status, shown, location, body, debugErrorMessage, tookMs, stage }: Answer, expected: number | null): Html {
  const good = status === expected || (expected === null && status === 200);
  const where = location && URL.parse(location)?.hostname;
  const followed = where === "localhost" || where === "127.0.0.1" ? html`<a href="${location}">${location}</a>` : html`<code>${location}</code>`;
  return html`
    <li>
      <span class="row spread"><span>${shown}</span>${stateLabel(good ? "good" : "bad", stage === "token" ? `token: ${status ?? "none"}` : String(status ?? "no answer"))}</span>
      ${location ? html`<span class="small">${followed}</span>` : ""}
      <span class="small muted">${tookMs} ms${expected && status !== null && !good && status < 400 ? `, documented is ${expected}` : ""}${debugErrorMessage ? ` · ${debugErrorMessage}` : good || body === "" ? "" : ` · ${body.slice(0, 200)}`}</span>
    </li>`;
}

function targetSection(state: IcimsState, customer: Customer): Html {
  const target = state.targets.get(customer.id);
  if (!target) return html``;
  return html`
    <section>
      <h2>Event Notifications of ${customer.name}</h2>
      <p>To <code>${target.edgeUrl}/hooks/icims${target.search}</code>, proved by ${target.proof.type}.</p>
      <p class="muted small"><code>POST /icims/control/target</code> sets another address or other credentials.</p>
    </section>`;
}

function switchSection({ switches }: IcimsState): Html {
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[], value: string) =>
    html`<label><span class="label">${label}</span><select class="select" name="${name}">${options.map(([option, text]) => html`<option value="${option}" ${option === value ? "selected" : ""}>${text}</option>`)}</select></label>`;
  return html`
    <section>
      <h2>Behaviour</h2>
      <form method="post" action="/icims/control/switches" class="fields">
        ${choice(
          "gzip",
          "Body",
          [
            ["true", "gzip"],
            ["false", "plain"],
          ],
          String(switches.gzip),
        )}
        ${choice(
          "hashOf",
          "Body hash of",
          [
            ["sent", "the bytes sent"],
            ["plain", "the JSON"],
          ],
          switches.hashOf,
        )}
        ${choice(
          "keepTokens",
          "Access token",
          [
            ["true", "used until it expires"],
            ["false", "a fresh one each time"],
          ],
          String(switches.keepTokens),
        )}
        ${choice("proofFault", "Proof", [["null", "right"], ...proofFaults.map((fault) => [fault, fault] as const)], String(switches.proofFault))}
        <div class="row"><button class="button">Set</button></div>
      </form>
    </section>`;
}

function faultSection(state: IcimsState): Html {
  return html`
    <section>
      <h2>The API that the partner reads</h2>
      <div class="scroll">
        <table>
          <thead><tr><th scope="col">Operation</th><th scope="col">Calls</th><th scope="col">Now</th><th scope="col">Change</th></tr></thead>
          <tbody>${operations.map((name) => faultRow("/icims/control", state, faultKinds, name))}</tbody>
        </table>
      </div>
    </section>`;
}
