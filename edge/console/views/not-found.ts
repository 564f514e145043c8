// An address below /console that is none of ours.
import { html, type TemplateResult } from "lit";
import type { Answer } from "../call.ts";
import { words } from "../language.ts";
import { BASE } from "../routes.ts";
import { View } from "../view.ts";

export class NotFoundView extends View<null> {
  protected heading(): string {
    return words().problems.noPage;
  }

  protected override load(): Promise<Answer<null>> {
    return Promise.resolve({ value: null });
  }

  protected body(): TemplateResult {
    return html`<p>${words().problems.noPageNext}</p>
      <p><a class="control primary" href=${BASE}>${words().overview.title}</a></p>`;
  }
}
