// The numbered steps of a connection's setup, each with what it is about and how it stands.
import { html, nothing, type TemplateResult } from "lit";
import type { Connection, LogEntry, Page, Provider } from "../answers.ts";
import { words } from "../language.ts";
import { copyable, shownOnce } from "../parts/copy.ts";
import { moment } from "../parts/moment.ts";
import { connectionShape, status } from "../parts/status.ts";
import { subjectLink } from "../parts/subject.ts";
import type { Setup } from "./fields.ts";
import { connectionFields, type Asked } from "./form.ts";

type Part = TemplateResult | typeof nothing;
export type Buttons = Record<"save" | "provision" | "check" | "secret", TemplateResult>;

const step = (title: string, content: TemplateResult): TemplateResult =>
  html`<li class="surface">
    <h2>${title}</h2>
    ${content}
  </li>`;

const list = (texts: readonly string[]): TemplateResult =>
  html`<ul>
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;

export function needStep(provider: Provider): TemplateResult {
  const { setup } = words();
  return step(setup.need, list(setup.needs[provider]));
}

export function enterStep(
  provider: Provider,
  asked: Asked,
  { save, provision }: Buttons,
  on: { save: (event: Event) => void; change: (event: Event) => void },
  faults: Part[],
): TemplateResult {
  const { setup } = words();
  const form = html`<form class="form" @submit=${on.save} @change=${on.change}>
    ${connectionFields(setup.fields[provider], asked)}
    <div class="row">${save}</div>
  </form>`;
  if (!asked.setup.provision) return step(setup.enter, html`${form} ${faults}`);
  return step(
    setup.make,
    html`<p>${setup.provisionMeans}</p>
      <div class="row">${provision}</div>
      ${faults}
      <details>
        <summary>${setup.ownKey}</summary>
        ${form}
      </details>`,
  );
}

export function handOverStep(provider: Provider, setup: Setup, { endpoints, state, settings }: Connection, shown: [string, string][], { secret }: Buttons, faults: Part[]): Part {
  const { setup: said } = words();
  const addresses = Object.entries(endpoints);
  if (state === "not_set_up") return step(said.handOver, html`<p class="muted">${said.handOverLater}</p>`);
  if (addresses.length === 0) return nothing;
  const names = said.endpoints;
  return step(
    said.handOver,
    html`<p>${said.handOvers[provider]}</p>
      <dl class="facts">
        ${addresses.map(([name, address]) => {
          const label = names[name as keyof typeof names] ?? name; // further ones keep the edge's name
          return html`<div><dt>${label}</dt><dd>${copyable(address, label)}</dd></div>`;
        })}
      </dl>
      ${shown.length > 0 ? shownOnce(shown) : nothing} ${setup.makesSecret(settings) ? html`<div class="row">${secret}</div>` : nothing} ${faults}`,
  );
}

export function checkStep(setup: Setup, { state, checklist }: Connection, { check }: Buttons, faults: Part[]): TemplateResult {
  const { setup: said, states } = words();
  const there = state !== "not_set_up";
  return step(
    setup.checks ? said.checking : said.checklist,
    html`${there && setup.checks ? html`<div class="row">${check}</div>` : nothing} ${faults}
    ${
      checklist.length > 0
        ? html`<ul class="checklist" role="list">
          ${checklist.map(({ text, done }) => html`<li>${status(done ? "done" : "waiting", done ? states.done : states.open)} <span>${text}</span></li>`)}
        </ul>`
        : html`<p class="muted">${said.checkLater}</p>`
    }`,
  );
}

/** PitchYou is asked and others send; the time line knows what came either way. */
export function firstStep(setup: Setup, connection: Connection, { items, next }: Page<LogEntry>, tenant: string): TemplateResult {
  const { setup: said } = words();
  const [newest] = items;
  if (newest) {
    const arrived = status("done", next === null ? said.firstArrived : said.messagesArrive);
    return step(said.first, html`<p><span role="status">${arrived}</span> <span class="muted">${moment(newest.at)}</span></p> <p>${subjectLink(tenant, newest.subject)}</p>`);
  }
  if (connection.state === "not_set_up") return step(said.first, html`<p class="muted">${said.firstLater}</p>`);
  if (connectionShape(connection) === "needs") return step(said.first, html`<p>${status("waiting", said.firstBlocked)}</p>`);
  return step(said.first, html`<p role="status">${status("underway", setup.sends ? said.waitingForFirst : said.pulling)}</p>`);
}
