// The control page: what was told to whom, how the suite behaves, what is broken, and what was asked.
import { html } from "hono/html";
import { faultRow } from "../fault-row.ts";
import { stateLabel, timeOf, type Html } from "../page.ts";
import type { Sending, SuiteState } from "./state.ts";
import { faultKinds, operations } from "./switches.ts";

const shown = 10;

export function controlPage(state: SuiteState): Html {
  const sendings = state.sendings.slice(-shown).toReversed();
  return html`
    <header>
      <h1>Control</h1>
      <p class="muted">Whom the suite tells of changes, and how it misbehaves. Everything here also works by HTTP.</p>
    </header>
    ${endpointSection(state)}
    <section>
      <h2>Webhooks sent</h2>
      ${sendings.length === 0 ? html`<p class="empty muted">Nothing sent yet. Each change of a company with an endpoint appears here with the answer.</p>` : html`<ol class="list">${sendings.map(sendingRow)}</ol>`}
    </section>
    ${switchSection(state)} ${faultSection(state)} ${callSection(state)}
    <div class="row end">
      <form method="post" action="/suite/control/drop-tokens"><button class="button">Drop all tokens</button></form>
      <form method="post" action="/suite/control/reset"><button class="button danger">Forget everything</button></form>
    </div>`;
}

function endpointSection({ companies, endpoints }: SuiteState): Html {
  const rows = endpoints.map(
    ({ company, url }) => html`
      <li>
        <div class="row spread"><strong>${companies.get(company)?.name}</strong>
          <form method="post" action="/suite/control/webhooks/remove"><input type="hidden" name="company" value="${company}" /><input type="hidden" name="url" value="${url}" /><button class="button quiet">Remove endpoint</button></form>
        </div>
        <code>${url}</code>
      </li>`,
  );
  return html`
    <section>
      <h2>Endpoints</h2>
      ${endpoints.length === 0 ? html`<p class="empty muted">Nobody is told of changes. The real suite’s help desk enters an address for a company; here you do.</p>` : html`<ul class="list">${rows}</ul>`}
      <details>
        <summary>Register endpoint</summary>
        <form method="post" action="/suite/control/webhooks" class="fields">
          <label><span class="label">Company</span><select class="select" name="company">${[...companies.values()].map(({ identifier, name }) => html`<option value="${identifier}">${name}</option>`)}</select></label>
          <label class="whole"><span class="label">Address</span><input class="input" name="url" type="url" required /></label>
          <button class="button fit">Register endpoint</button>
        </form>
      </details>
    </section>`;
}

function sendingRow({ number, event, endpoint, at, status, problem, body }: Sending): Html {
  const good = status !== null && status < 300;
  const label = status === null && problem === null ? stateLabel("wait", "Under way") : stateLabel(good ? "good" : "bad", String(status ?? "no answer"));
  return html`
    <li class="sending">
      <div class="row spread">
        <span><strong>${event}</strong> <span class="muted small">${timeOf(at, "en")} · ${URL.parse(endpoint)?.host}${problem === null ? "" : ` · ${problem}`}</span></span>
        <span class="row">${label}<form method="post" action="/suite/control/webhooks/again"><input type="hidden" name="number" value="${number}" /><button class="button quiet">Send again</button></form></span>
      </div>
      <details><summary class="small">Message</summary><code>${body}</code></details>
    </li>`;
}

function switchSection({ switches }: SuiteState): Html {
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[], value: string) =>
    html`<label><span class="label">${label}</span><select class="select" name="${name}">${options.map(([option, text]) => html`<option value="${option}" ${option === value ? "selected" : ""}>${text}</option>`)}</select></label>`;
  const hosts = [["own", "this machine"] as const, ["real", "interview-suite.com"] as const];
  const duplicate = [["false", "once"] as const, ["true", "twice"] as const];
  return html`
    <section>
      <h2>Behaviour</h2>
      <form method="post" action="/suite/control/switches" class="fields">
        ${choice("hosts", "Addresses name", hosts, switches.hosts)} ${choice("duplicateWebhooks", "Each webhook arrives", duplicate, String(switches.duplicateWebhooks))}
        <label><span class="label">Webhook delay, ms</span><input class="input" name="webhookDelayMs" type="number" min="0" max="600000" value="${switches.webhookDelayMs}" required /></label>
        <div class="row"><button class="button">Set behaviour</button></div>
      </form>
    </section>`;
}

function faultSection(state: SuiteState): Html {
  // A sent webhook counts as a call of its operation.
  const calls = [...state.calls, ...state.sendings.map(() => ({ operation: "webhooks" }))];
  const broken = { calls, faults: state.faults };
  return html`
    <section>
      <h2>The API and the webhooks</h2>
      <div class="scroll">
        <table>
          <thead><tr><th scope="col">Operation</th><th scope="col">Calls</th><th scope="col">Now</th><th scope="col">Change</th></tr></thead>
          <tbody>${operations.map((name) => faultRow("/suite/control", broken, faultKinds, name))}</tbody>
        </table>
      </div>
    </section>`;
}

function callSection({ calls }: SuiteState): Html {
  const rows = calls
    .slice(-shown)
    .toReversed()
    .map(
      ({ at, method, path, status }) => html`<tr><td class="muted">${timeOf(at, "en")}</td><td>${method}</td><td><code>${path}</code></td><td class="number">${status}</td></tr>`,
    );
  return html`
    <section>
      <h2>Latest calls</h2>
      ${
        rows.length === 0
          ? html`<p class="empty muted">Nobody has called the API yet.</p>`
          : html`<div class="scroll"><table><thead><tr><th scope="col">At</th><th scope="col">Method</th><th scope="col">Path</th><th scope="col">Answer</th></tr></thead><tbody>${rows}</tbody></table></div>`
      }
    </section>`;
}
