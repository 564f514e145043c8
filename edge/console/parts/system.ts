// The edge itself: version, clock, database, backlog, and which settings are missing, in words.
import { html, nothing, type TemplateResult } from "lit";
import type { System } from "../answers.ts";
import { number, span } from "../format.ts";
import { words } from "../language.ts";
import { moment } from "./moment.ts";
import { status } from "./status.ts";

export function systemFacts(system: System): TemplateResult {
  const { system: said } = words();
  const { schema, totals, settings } = system;
  const current = schema.applied === schema.expected;
  const fact = (name: string, value: unknown): TemplateResult =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  const unset = settings.filter(({ state }) => state === "missing");
  return html`<dl class="facts">
      ${fact(said.version, html`<span dir="ltr">${system.version} · ${system.runtime === "node" ? "Node" : "Workers"}</span>`)} ${fact(said.mode, said.modes[system.mode])}
      ${fact(said.address, html`<code dir="ltr">${system.publicUrl}</code>`)}
      ${fact(said.lastTick, system.lastTickAt ? moment(system.lastTickAt) : said.never)}
      ${fact(said.schema, current ? status("done", said.schemaCurrent) : html`${status("failed", said.schemaBehind)} <code>${schema.applied ?? "–"} → ${schema.expected}</code>`)}
      ${fact(said.tasks, html`${number(totals.tasksReady)} ${said.ready} · ${number(totals.tasksRunning)} ${said.running} · ${number(totals.tasksDead)} ${said.dead}`)}
      ${fact(said.oldest, totals.oldestTaskSeconds === null ? said.none : span(totals.oldestTaskSeconds))}
      ${fact(said.messages, html`${number(totals.messagesWaiting)} ${said.waiting} · ${number(totals.messagesFailed)} ${said.failed}`)}
      ${fact(said.mail, system.mail ? said.mailOn : html`${said.mailOff} <code>SMTP_URL</code>`)}
      ${fact(said.alertsTo, system.alertsTo > 0 ? number(system.alertsTo) : html`${said.alertsOff} <code>ALERTS_TO</code>`)}
      ${unset.length > 0 ? fact(said.unset, html`${unset.map(({ name }) => html`<code>${name}</code> `)}`) : nothing}
    </dl>`;
}
