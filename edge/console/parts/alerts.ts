// Open alerts: what is wrong, since when, what to do next, and the way there.
import { html, nothing, type TemplateResult } from "lit";
import type { Alert } from "../answers.ts";
import { fill } from "../format.ts";
import { words } from "../language.ts";
import { tenantPath } from "../routes.ts";
import { moment } from "./moment.ts";
import { providerName, status } from "./status.ts";

/** Where an alert is seen to; of the edge itself there is no page. */
function placeOf({ tenant, kind, provider }: Alert): string | undefined {
  if (tenant === "") return undefined;
  if (kind.startsWith("webhook-")) return tenantPath(tenant, "settings");
  if (kind === "dead-tasks") return tenantPath(tenant, "dead-letters");
  return provider ? tenantPath(tenant, "connections", provider) : tenantPath(tenant);
}

export function alertList(alerts: Alert[], nameOf?: (tenant: string) => string): TemplateResult {
  const { overview, states } = words();
  return html`<ul class="alerts" role="list">
    ${alerts.map((alert) => {
      const place = placeOf(alert);
            return html`<li>
        <p>
          <strong>${status("needs", states.alerts[alert.kind])}</strong>
          <span class="muted">${alert.provider ? html`${providerName(alert.provider)} · ` : nothing}${alert.tenant && nameOf ? html`<bdi>${nameOf(alert.tenant)}</bdi> · ` : nothing}${moment(alert.since)}</span>
        </p>
        <p>${alert.text}</p>
        <p class="muted">${overview.next} ${alert.nextStep}</p>
        ${place ? html`<p><a href=${place} aria-label=${fill(overview.seeTo, { what: alert.text })}>${overview.see}</a></p>` : nothing}
      </li>`;
    })}
  </ul>`;
}
