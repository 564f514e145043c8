// The keys of the ATS's backend: the one made just now is shown this once, of the others their beginning.
import { html, nothing, type TemplateResult } from "lit";
import type { ApiKey } from "../answers.ts";
import { words } from "../language.ts";
import { shownOnce } from "./copy.ts";
import { moment } from "./moment.ts";

export function apiKeys(keys: ApiKey[], made: string | undefined, make: TemplateResult, revoke: (key: ApiKey) => TemplateResult): TemplateResult {
  const { keys: said } = words();
  return html`${made === undefined ? nothing : shownOnce([[said.key, made]])}
    ${
      keys.length === 0
        ? html`<p class="empty">${said.empty}</p>`
        : html`<ul class="rows" role="list">
          ${keys.map((key) => html`<li><span><code dir="ltr">${key.prefix}…</code> <span class="muted">${said.madeAt} ${moment(key.createdAt)}</span></span> ${revoke(key)}</li>`)}
        </ul>`
    }
    <div class="row">${make}</div>`;
}
