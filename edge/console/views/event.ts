// One notification as proof: how often it came, that it was done once, and what its sender heard each time.
import { html, nothing, type TemplateResult } from "lit";
import type { EventProof } from "../answers.ts";
import { call, type Answer } from "../call.ts";
import { precise } from "../format.ts";
import { words } from "../language.ts";
import { copyable } from "../parts/copy.ts";
import { onceOf } from "../parts/once.ts";
import { providerName, status } from "../parts/status.ts";
import { apiPath, tenantPath } from "../routes.ts";
import { View } from "../view.ts";

export class EventView extends View<EventProof> {
  protected heading(): string {
    return words().records.event;
  }

  protected override load(signal: AbortSignal): Promise<Answer<EventProof>> {
    const { tenant, id } = this.route;
    return call("GET", apiPath(tenant, "events", id), { signal });
  }

  protected body(event: EventProof): TemplateResult {
    const { records } = words();
    const { tenant } = this.route;
    const fact = (name: string, value: unknown): TemplateResult => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    return html`<p class="summary"><strong>${onceOf(event.received)}</strong></p>
      <p class="muted">${event.received > 1 ? records.repeatsMean : records.onceMeans}</p>
      <dl class="facts surface">
        ${fact(records.provider, providerName(event.provider))} ${fact(records.outcome, html`<span lang="en">${event.outcome ?? "–"}</span>`)}
        ${fact(records.scenario, records.scenarios[event.scenario])}
        ${fact(records.answered, html`<strong class="figure">${event.answer.status}</strong>${event.answer.location ? html` → <code dir="ltr">${event.answer.location}</code>` : nothing}`)}
        ${fact(records.vendorKey, html`<code dir="ltr">${event.key}</code>`)} ${fact(records.ourId, copyable(event.id, records.ourId))}
      </dl>
      <h2 id="arrivals">${records.arrivals}</h2>
      <div class="table surface" tabindex="0" role="region" aria-labelledby="arrivals">
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="hidden">${records.number}</span></th>
              <th scope="col">${records.at}</th>
              <th scope="col">${records.what}</th>
              <th scope="col">${records.outcome}</th>
            </tr>
          </thead>
          <tbody>
            ${event.arrivals.map(
              ({ at, kind, outcome, cause }, index) =>
                html`<tr>
                  <th scope="row" class="figure">${index + 1}</th>
                  <td class="figure"><time datetime=${at}>${precise(at)}</time></td>
                  <td>${kind === "repeat" ? status("waiting", records.repeated) : status("done", records.done)}</td>
                  <td lang="en">${outcome}${cause ? ` (${cause})` : ""}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p><a href="${tenantPath(tenant, "time-line")}?q=${encodeURIComponent(event.id)}">${records.inTimeLine}</a></p>`;
  }
}
