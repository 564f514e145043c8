// Who changed what, when, from where; newest first.
import { html, type TemplateResult } from "lit";
import type { AuditEntry, Page } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { words } from "../language.ts";
import { moment } from "../parts/moment.ts";
import { apiPath } from "../routes.ts";
import { View } from "../view.ts";

/** The edge lists them oldest first: what was read stays, and only what came after its last page is asked again. */
interface Reading {
  /** Of full pages, oldest first. */
  settled: AuditEntry[];
  from: string | null;
}

const SHOWN = 100;

export class AuditView extends View<AuditEntry[]> {
  static override properties = { shown: { state: true } };
  declare private shown: number;
  private reading: Reading = { settled: [], from: null };

  constructor() {
    super();
    this.shown = SHOWN;
  }

  protected heading(): string {
    return words().shell.pages.audit;
  }

  protected override async load(signal: AbortSignal): Promise<Answer<AuditEntry[]>> {
    for (;;) {
      const { settled, from } = this.reading;
      const answer = await call<Page<AuditEntry>>("GET", apiPath(this.route.tenant, "audit") + query({ limit: 200, after: from }), { signal });
      if (answer.problem) return answer;
      const all = [...settled, ...answer.value.items];
      if (answer.value.next === null) return { value: all.toReversed() };
      this.reading = { settled: all, from: answer.value.next };
    }
  }

  protected body(entries: AuditEntry[]): TemplateResult {
    const { records, audit } = words();
    if (entries.length === 0) return html`<p class="empty">${audit.empty}</p>`;
    return html`<div class="table surface" tabindex="0" role="region" aria-label=${this.heading()}>
        <table>
          <thead>
            <tr>
              <th scope="col">${records.at}</th>
              <th scope="col">${audit.who}</th>
              <th scope="col">${audit.did}</th>
              <th scope="col">${audit.to}</th>
              <th scope="col">${audit.from}</th>
              <th scope="col">${audit.request}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.slice(0, this.shown).map(
              ({ at, actor, action, subject, source, requestId }) =>
                html`<tr>
                  <td>${moment(at)}</td>
                  <th scope="row"><bdi>${actor}</bdi></th>
                  <td><code>${action}</code></td>
                  <td><code dir="ltr">${subject ?? "–"}</code></td>
                  <td><code dir="ltr">${source ?? "–"}</code></td>
                  <td><code dir="ltr">${requestId ?? "–"}</code></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${entries.length > this.shown ? html`<p class="more">${this.button("older", records.older, "", () => (this.shown += SHOWN))}</p>` : ""}`;
  }
}
