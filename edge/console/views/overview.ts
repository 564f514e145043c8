// The overview: what is wrong comes first, then every tenant with its connections, then the edge itself.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PROVIDERS, type Alert, type Page, type System, type TenantGlance } from "../answers.ts";
import { call, gather, query, type Answer } from "../call.ts";
import { number, plural, span } from "../format.ts";
import { words } from "../language.ts";
import { alertList, edgeNeeds } from "../parts/alerts.ts";
import { inputField } from "../parts/form.ts";
import { moment } from "../parts/moment.ts";
import { say } from "../parts/say.ts";
import { connectionShape, status } from "../parts/status.ts";
import { systemFacts } from "../parts/system.ts";
import { tiles } from "../parts/tile.ts";
import { BASE, go, tenantPath } from "../routes.ts";
import { View } from "../view.ts";

interface Data {
  system: System;
  tenants: Page<TenantGlance>;
  alerts: Page<Alert>;
}

const needsSomebody = ({ suspended, alerts, tasksDead, webhook, connections }: TenantGlance): boolean =>
  alerts > 0 || (!suspended && (tasksDead > 0 || webhook?.state === "disabled" || connections.some((each) => connectionShape(each) === "needs")));

/** With so many, one looks for a name instead of reading them all. */
const MANY = 8;

export class OverviewView extends View<Data> {
  static override properties = { sought: { state: true } };
  declare private sought: string;
  private pages = 1;
  // Every tenant is looked at each time.
  protected override everyMs = 10_000;

  constructor() {
    super();
    this.sought = "";
  }

  protected heading(): string {
    return words().overview.title;
  }

  protected override load(signal: AbortSignal): Promise<Answer<Data>> {
    return gather({
      system: call<System>("GET", "/v1/system", { signal }),
      tenants: this.loadTenants(signal),
      alerts: call<Page<Alert>>("GET", "/v1/alerts", { signal }),
    });
  }

  private async loadTenants(signal: AbortSignal): Promise<Answer<Page<TenantGlance>>> {
    const items: TenantGlance[] = [];
    let next: string | null = null;
    for (let page = 0; page < this.pages && (page === 0 || next); page++) {
      const answer: Answer<Page<TenantGlance>> = await call("GET", `/v1/overview${query({ after: next })}`, { signal });
      if (answer.problem) return answer;
      items.push(...answer.value.items);
      next = answer.value.next;
    }
    return { value: { items, next } };
  }

  protected override namesIn({ tenants }: Data): [string, string][] {
    return tenants.items.map(({ id, name }) => [id, name]);
  }

  private async test(): Promise<void> {
    const answer = await this.act("test-alert", () => call("POST", "/v1/alerts/test"));
    if (answer && !answer.problem) say(words().system.testSent);
  }

  private async showMore(): Promise<void> {
    this.pages += 1;
    await this.reload();
  }

  protected body({ system, tenants, alerts }: Data): TemplateResult {
    const { overview } = words();
    const nameOf = (id: string): string => tenants.items.find((tenant) => tenant.id === id)?.name ?? id;
    const edge = edgeNeeds(system);
    const sought = this.sought.toLowerCase();
    const shown = tenants.items.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(sought)).toSorted((a, b) => Number(needsSomebody(b)) - Number(needsSomebody(a)));
    return html`${this.summary(tenants.items, alerts.items, edge.length)}
      ${
        alerts.items.length + edge.length > 0
          ? html`<section aria-labelledby="alerts">
            <h2 id="alerts">${overview.alerts}</h2>
            ${alertList(alerts.items, nameOf, edge)}
          </section>`
          : nothing
      }
      <section aria-labelledby="tenants">
        <div class="heading">
          <h2 id="tenants">${overview.tenants}</h2>
          <a class="control ${tenants.items.length === 0 ? "primary" : ""}" href="${BASE}/new">${overview.newTenant}</a>
        </div>
        ${tenants.items.length === 0 ? html`<p class="empty">${overview.empty}</p>` : nothing}
        ${tenants.items.length > MANY ? this.finder() : nothing} ${repeat(
          shown,
          ({ id }) => id,
          (tenant) => this.tenant(tenant),
        )}
        ${tenants.next ? html`<p class="more">${this.button("more", overview.more, "", () => void this.showMore())}</p>` : nothing}
      </section>
      <section aria-labelledby="system">
        <h2 id="system">${words().system.title}</h2>
        <div class="surface">
          ${systemFacts(system)} ${system.alertsTo > 0 ? html`<p>${this.button("test-alert", words().system.test, "", () => void this.test())}</p>` : nothing} ${this.faultOf("test-alert")}
        </div>
      </section>`;
  }

  /** Narrows the list while one types; Enter opens the tenant of exactly this id, shown or not. */
  private finder(): TemplateResult {
    const { overview } = words();
    const onSubmit = (event: Event): void => {
      event.preventDefault();
      if (this.sought) go(tenantPath(this.sought));
    };
    const onInput = (event: Event): void => {
      if (event.target instanceof HTMLInputElement) this.sought = event.target.value.trim();
    };
    return html`<form class="search" role="search" @submit=${onSubmit} @input=${onInput}>${inputField({ name: "find", label: overview.find, hint: overview.findHint, type: "search", required: true })}</form>`;
  }

  /** The whole in one line: what one reads first at two in the morning. */
  private summary(tenants: TenantGlance[], alerts: Alert[], ofEdge: number): TemplateResult {
    const { overview } = words();
    const needed = ofEdge + (alerts.length || tenants.filter(needsSomebody).length);
    const oldest = alerts.map(({ since }) => since).sort()[0];
    return html`<p class="summary">
      ${
        needed > 0
          ? html`<strong>${status("needs", plural(overview.needed, needed))}</strong>${oldest ? html` <span class="muted">${overview.oldest} ${moment(oldest)}</span>` : nothing}`
          : html`<strong>${status("done", overview.calm)}</strong> <span class="muted">${plural(overview.watched, tenants.length)}</span>`
      }
    </p>`;
  }

  private tenant(tenant: TenantGlance): TemplateResult {
    const { overview, states } = words();
    const { id, name, connections, webhook } = tenant;
    const figure = (label: string, value: unknown, href?: string): TemplateResult =>
      html`<div>
        <dt>${label}</dt>
        <dd>${href ? html`<a href=${href}>${value}</a>` : value}</dd>
      </div>`;
    const ordered = PROVIDERS.flatMap((provider) => connections.find((each) => each.provider === provider) ?? []);
    return html`<article class="surface tenant" aria-labelledby="tenant-${id}">
      <header>
        <h3 id="tenant-${id}"><a href=${tenantPath(id)}><bdi>${name}</bdi></a></h3>
        <code class="muted">${id}</code>
        ${tenant.suspended ? status("waiting", states.suspended) : nothing}
      </header>
      ${tiles(id, ordered)}
      <dl class="figures">
        ${figure(overview.received, number(tenant.receivedLastDay), tenantPath(id, "events"))} ${figure(overview.delivered, number(tenant.deliveredLastDay), tenantPath(id, "messages"))}
        ${figure(overview.failed, tenant.messagesFailed > 0 ? status("failed", number(tenant.messagesFailed)) : number(0), `${tenantPath(id, "messages")}?state=failed`)}
        ${figure(overview.dead, tenant.tasksDead > 0 ? status("failed", number(tenant.tasksDead)) : number(0), tenantPath(id, "dead-letters"))}
        ${figure(overview.oldestTask, tenant.oldestTaskSeconds === null ? states.none : span(tenant.oldestTaskSeconds))} ${figure(overview.webhook, this.webhook(webhook), tenantPath(id, "settings"))}
      </dl>
    </article>`;
  }

  private webhook(webhook: TenantGlance["webhook"]): TemplateResult {
    const { webhook: said } = words().states;
    if (!webhook) return status("waiting", said.none);
    if (webhook.state === "disabled") return status("failed", said.disabled);
    return webhook.failingSince ? html`${status("needs", said.failing)}` : status("done", said.enabled);
  }
}
