// One tenant: its connections, what went through it lately, what waits, and pausing it.
import { html, nothing, type TemplateResult } from "lit";
import type { Alert, ConnectionGlance, Page, Stats, Tenant } from "../answers.ts";
import { call, gather, query, type Answer } from "../call.ts";
import { fill, number, span } from "../format.ts";
import { words } from "../language.ts";
import { alertList } from "../parts/alerts.ts";
import { charts } from "../parts/chart.ts";
import { confirm } from "../parts/confirm.ts";
import { say } from "../parts/say.ts";
import { status } from "../parts/status.ts";
import { tiles } from "../parts/tile.ts";
import { apiPath, tenantPath } from "../routes.ts";
import { View } from "../view.ts";

interface Data {
  tenant: Tenant;
  connections: Page<ConnectionGlance>;
  stats: Stats;
  alerts: Page<Alert>;
}

const SPANS = [24, 168, 720] as const;

export class TenantView extends View<Data> {
  protected heading(): string {
    return this.tenantName();
  }

  private get hours(): number {
    const asked = Number(this.route.query.get("hours"));
    return SPANS.find((each) => each === asked) ?? 24;
  }

  protected override load(signal: AbortSignal): Promise<Answer<Data>> {
    const { tenant } = this.route;
    return gather({
      tenant: call<Tenant>("GET", apiPath(tenant), { signal }),
      connections: call<Page<ConnectionGlance>>("GET", apiPath(tenant, "connections"), { signal }),
      stats: call<Stats>("GET", apiPath(tenant, "stats") + query({ hours: this.hours }), { signal }),
      alerts: call<Page<Alert>>("GET", `/v1/alerts${query({ tenant })}`, { signal }),
    });
  }

  private async suspend(): Promise<void> {
    const { tenant: said } = words();
    const sure = await confirm({ title: fill(said.suspendTitle, { name: this.tenantName() }), text: said.suspendText, action: said.suspend });
    if (!sure) return;
    const answer = await this.act("suspend", () => call("POST", apiPath(this.route.tenant, "suspend")));
    if (!answer || answer.problem) return;
    say(said.suspendDone);
    await this.focusOn("h1");
  }

  private async resume(): Promise<void> {
    const answer = await this.act("suspend", () => call("POST", apiPath(this.route.tenant, "resume")));
    if (!answer || answer.problem) return;
    say(words().tenant.resumeDone);
    await this.focusOn("h1");
  }

  protected body({ tenant, connections, stats, alerts }: Data): TemplateResult {
    const { tenant: said, overview } = words();
    const path = tenantPath(tenant.id);
    return html`<p class="muted"><code>${tenant.id}</code></p>
      ${
        tenant.suspended
          ? html`<div class="stale">
            <p><strong class="status waiting">${said.suspended}</strong> ${said.suspendedMeans}</p>
            ${this.button("suspend", said.resume, "primary", () => void this.resume())} ${this.faultOf("suspend")}
          </div>`
          : nothing
      }
      ${
        alerts.items.length > 0
          ? html`<section aria-labelledby="alerts">
            <h2 id="alerts">${overview.alerts}</h2>
            ${alertList(alerts.items)}
          </section>`
          : nothing
      }
      <section aria-labelledby="connections">
        <h2 id="connections">${said.connections}</h2>
        ${tiles(tenant.id, connections.items)}
      </section>
      <section aria-labelledby="traffic">
        <div class="heading">
          <h2 id="traffic">${said.traffic}</h2>
          <nav class="choice" aria-label=${said.spanOf}>
            ${SPANS.map((hours) => html`<a href="${path}?hours=${hours}" aria-current=${hours === this.hours ? "true" : nothing}>${said.spans[hours]}</a>`)}
          </nav>
        </div>
        <div class="surface">${charts(stats)}</div>
      </section>
      <section aria-labelledby="waiting">
        <h2 id="waiting">${said.work}</h2>
        ${this.work(tenant.id, stats)}
      </section>
      ${
        tenant.suspended
          ? nothing
          : html`<section aria-labelledby="pause">
            <h2 id="pause">${said.pause}</h2>
            <p class="muted">${said.suspendText}</p>
            <p>${this.button("suspend", said.suspend, "", () => void this.suspend())}</p>
            ${this.faultOf("suspend")}
          </section>`
      }`;
  }

  private work(tenant: string, { tasks, messages }: Stats): TemplateResult {
    const { tenant: said, states } = words();
    const count = (value: number): unknown => (value > 0 ? status("failed", number(value)) : number(0));
    return html`<dl class="figures surface">
      <div><dt>${said.oldestTask}</dt><dd>${tasks.oldestSeconds === null ? states.none : span(tasks.oldestSeconds)}</dd></div>
      <div><dt>${said.tasksReady}</dt><dd>${number(tasks.ready)}</dd></div>
      <div><dt>${said.tasksRunning}</dt><dd>${number(tasks.running)}</dd></div>
      <div><dt>${said.tasksDead}</dt><dd><a href=${tenantPath(tenant, "dead-letters")}>${count(tasks.dead)}</a></dd></div>
      <div><dt>${said.messagesWaiting}</dt><dd><a href="${tenantPath(tenant, "messages")}?state=waiting">${number(messages.waiting)}</a></dd></div>
      <div><dt>${said.messagesFailed}</dt><dd><a href="${tenantPath(tenant, "messages")}?state=failed">${count(messages.failed)}</a></dd></div>
    </dl>`;
  }
}
