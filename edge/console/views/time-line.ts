// The time line: what came in, was refused, ran and was delivered; found by whatever id or address one has in hand.
import { html, nothing, type TemplateResult } from "lit";
import { PROVIDERS, type LogEntry, type Page } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { words } from "../language.ts";
import { ListView } from "../list-view.ts";
import { moment } from "../parts/moment.ts";
import { search } from "../parts/search.ts";
import { kindStatus, providerName } from "../parts/status.ts";
import { subjectLink } from "../parts/subject.ts";
import { apiPath } from "../routes.ts";

const KINDS = ["event", "repeat", "refusal", "task", "delivery"] as const;

export class TimeLineView extends ListView<LogEntry> {
  protected heading(): string {
    return words().shell.pages["time-line"];
  }

  protected keyOf(entry: LogEntry): string {
    return JSON.stringify(entry);
  }

  protected fetchPage(after: string | null, signal?: AbortSignal): Promise<Answer<Page<LogEntry>>> {
    const { tenant, query: asked } = this.route;
    const wanted = { q: asked.get("q"), provider: asked.get("provider"), kind: asked.get("kind") };
    return call("GET", apiPath(tenant, "log") + query({ newest: true, ...wanted, after }), { signal });
  }

  protected body({ items }: Page<LogEntry>): TemplateResult {
    const { records, states } = words();
    const { tenant, query: asked } = this.route;
    const filtered = ["q", "provider", "kind"].some((name) => asked.get(name));
    return html`${search(this.route, { label: records.timeLineSearch, hint: records.timeLineHint }, [
      { name: "provider", label: records.provider, options: PROVIDERS.map((each) => [each, providerName(each)]) },
      { name: "kind", label: records.kind, options: KINDS.map((kind) => [kind, states.kinds[kind]]) },
    ])}
      ${items.length === 0 ? html`<p class="empty">${filtered ? records.notFound : records.timeLineEmpty}</p>` : nothing}
      <ol class="line" role="list" aria-label=${this.heading()}>
        ${items.map(
          ({ at, provider, kind, subject, outcome, cause }) =>
            html`<li>
              <span class="muted when">${moment(at)}</span>
              <span class="what">${kindStatus(kind, outcome, cause)} <span class="muted">${providerName(provider)}</span></span>
              <span class="how"><strong lang="en">${outcome}</strong>${cause ? html` <span lang="en" class="muted">${cause}</span>` : nothing} ${subjectLink(tenant, subject)}</span>
            </li>`,
        )}
      </ol>
      ${this.more()}`;
  }
}
