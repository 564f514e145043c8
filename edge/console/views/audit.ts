// Who changed what, when, from where; newest first.
import { html, type TemplateResult } from "lit";
import type { AuditEntry, Page } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { words } from "../language.ts";
import { ListView } from "../list-view.ts";
import { moment } from "../parts/moment.ts";
import { apiPath } from "../routes.ts";

export class AuditView extends ListView<AuditEntry> {
  protected heading(): string {
    return words().shell.pages.audit;
  }

  // One request may do several things.
  protected keyOf({ at, action, subject, requestId }: AuditEntry): string {
    return [at, action, subject, requestId].join(" ");
  }

  protected fetchPage(after: string | null, signal?: AbortSignal): Promise<Answer<Page<AuditEntry>>> {
    return call("GET", apiPath(this.route.tenant, "audit") + query({ newest: true, limit: 100, after }), { signal });
  }

  protected body({ items }: Page<AuditEntry>): TemplateResult {
    const { records, audit } = words();
    if (items.length === 0) return html`<p class="empty">${audit.empty}</p>`;
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
            ${items.map(
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
      ${this.more()}`;
  }
}
