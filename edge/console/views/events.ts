// The notifications that came in: each with how often it came, and that it was done once.
import { html, nothing, type TemplateResult } from "lit";
import { PROVIDERS, type BridgeEvent, type Page } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { words } from "../language.ts";
import { ListView } from "../list-view.ts";
import { moment } from "../parts/moment.ts";
import { onceOf } from "../parts/once.ts";
import { search } from "../parts/search.ts";
import { providerName } from "../parts/status.ts";
import { apiPath, tenantPath } from "../routes.ts";

export class EventsView extends ListView<BridgeEvent> {
  protected heading(): string {
    return words().shell.pages.events;
  }

  protected keyOf({ id }: BridgeEvent): string {
    return id;
  }

  protected fetchPage(after: string | null, signal?: AbortSignal): Promise<Answer<Page<BridgeEvent>>> {
    const { tenant, query: asked } = this.route;
    return call("GET", apiPath(tenant, "events") + query({ provider: asked.get("provider"), q: asked.get("q"), after }), { signal });
  }

  protected body({ items }: Page<BridgeEvent>): TemplateResult {
    const { records } = words();
    const { tenant, query: asked } = this.route;
    return html`${search(this.route, { label: records.eventSearch, hint: records.eventHint }, [
      { name: "provider", label: records.provider, options: PROVIDERS.map((each) => [each, providerName(each)]) },
    ])}
      ${items.length === 0 ? html`<p class="empty">${asked.get("q") || asked.get("provider") ? records.notFound : records.eventsEmpty}</p>` : nothing}
      <ol class="line" role="list" aria-label=${this.heading()}>
        ${items.map(
          (event) =>
            html`<li>
              <span class="muted when">${moment(event.lastAt)}</span>
              <span class="what">${onceOf(event.received)}</span>
              <span class="how"
                ><a href=${tenantPath(tenant, "events", event.id)}><strong>${providerName(event.provider)}</strong> <span lang="en">${event.outcome}</span></a>
                <code class="muted" dir="ltr">${event.key}</code></span
              >
            </li>`,
        )}
      </ol>
      ${this.more()}`;
  }
}
