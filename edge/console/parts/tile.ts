// A connection at a glance: how it stands, since when, whose turn it is, what to do next.
import { html, nothing, type TemplateResult } from "lit";
import type { ConnectionGlance } from "../answers.ts";
import { tenantPath } from "../routes.ts";
import { moment } from "./moment.ts";
import { connectionShape, connectionStatus, providerName, turnOf } from "./status.ts";

export function tile(tenant: string, connection: ConnectionGlance): TemplateResult {
  const { provider, cause, nextStep, since } = connection;
  const turn = turnOf(connection);
  const quiet = connection.state === "not_set_up" || connection.state === "healthy";
  return html`<li class="tile ${connectionShape(connection)}">
    <a href=${tenantPath(tenant, "connections", provider)}>${providerName(provider)}</a>
    <p>${connectionStatus(connection)}</p>
    ${since ? html`<p class="muted since">${turn ? `${turn} · ` : nothing}${moment(since)}</p>` : nothing} ${cause ? html`<p>${cause}</p>` : nothing}
    ${!quiet && nextStep ? html`<p class="muted">${nextStep}</p>` : nothing}
  </li>`;
}

export const tiles = (tenant: string, connections: ConnectionGlance[]): TemplateResult =>
  html`<ul class="tiles" role="list">
    ${connections.map((connection) => tile(tenant, connection))}
  </ul>`;
