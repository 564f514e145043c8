// Open alerts: what is wrong, since when, what to do next, and the way there.
import { html, nothing, type TemplateResult } from "lit";
import type { Alert, System } from "../answers.ts";
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

interface Need {
  title: string;
  /** Of whom, since when. */
  about: unknown;
  text: unknown;
  nextStep: string;
  place?: string | undefined;
  name: string;
}

const needItem = ({ title, about, text, nextStep, place, name }: Need): TemplateResult =>
  html`<li>
    <div>
      <p><strong>${status("needs", title)}</strong> <span class="muted">${about}</span></p>
      <p>${text}</p>
      <p><span class="muted">${words().overview.next}</span> ${nextStep}</p>
    </div>
    ${place ? html`<a class="control" href=${place} aria-label=${fill(words().overview.seeTo, { what: name })}>${words().overview.see}</a>` : nothing}
  </li>`;

/** Causes before what follows from them: refused credentials also let work be given up. */
const WEIGHT: Alert["kind"][] = ["connection-action-needed", "webhook-disabled", "connection-degraded", "webhook-failing", "dead-tasks", "late-partner-ready", "silence"];

export function alertList(alerts: Alert[], nameOf?: (tenant: string) => string, edge: TemplateResult[] = []): TemplateResult {
  const { states } = words();
  return html`<ul class="alerts" role="list">
    ${edge}
    ${alerts
      .toSorted((a, b) => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind))
      .map((alert) => {
        const { tenant, provider, since, text, nextStep } = alert;
        const about = html`${provider ? html`${providerName(provider)} · ` : nothing}${tenant && nameOf ? html`<bdi>${nameOf(tenant)}</bdi> · ` : nothing}${moment(since)}`;
        return needItem({ title: states.alerts[alert.kind], about, text, nextStep, place: placeOf(alert), name: text });
      })}
  </ul>`;
}

const CLOCK_LATE_MS = 5 * 60_000;

/** What the edge itself lacks: a clock that runs, or what it says is missing. */
export function edgeNeeds({ now, lastTickAt, missing }: System): TemplateResult[] {
  const { overview, states, system } = words();
  const late = lastTickAt !== null && Date.parse(now) - Date.parse(lastTickAt) > CLOCK_LATE_MS;
  return [
    ...(late
      ? [needItem({ title: states.alerts.clock, about: system.title, text: html`${overview.clockRan} ${moment(lastTickAt)}`, nextStep: overview.clockNext, name: "" })]
      : []),
    ...missing.map((each) =>
      needItem({ title: system.missing, about: system.title, text: html`<span lang="en" dir="auto">${each}</span>`, nextStep: overview.missingNext, name: each }),
    ),
  ];
}
