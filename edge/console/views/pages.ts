// The pages that the elements stand on: where applications came from, and what stands in the elements' way on an address.
import { html, nothing, type TemplateResult } from "lit";
import type { PageCheck, Sources } from "../answers.ts";
import { call, type Answer } from "../call.ts";
import { dayAndHour, number } from "../format.ts";
import { words } from "../language.ts";
import { copyable } from "../parts/copy.ts";
import { readForm } from "../parts/form.ts";
import { moment } from "../parts/moment.ts";
import { providerName, status } from "../parts/status.ts";
import { View } from "../view.ts";

const SIGHTS = { blocked: "failed", warning: "needs", good: "done" } as const;

export class PagesView extends View<Sources> {
  static override properties = { checked: { state: true } };
  declare private checked: PageCheck | undefined;

  protected override everyMs = 30_000;

  protected heading(): string {
    return words().shell.pages.pages;
  }

  protected load(signal: AbortSignal): Promise<Answer<Sources>> {
    return call("GET", "/v1/sources", { tenant: this.route.tenant, signal });
  }

  private async check(event: Event): Promise<void> {
    const url = readForm(event)["address"] ?? "";
    if (!url) return;
    this.checked = undefined;
    const answer = await this.act("check", () => call<PageCheck>("POST", "/v1/page-check", { tenant: this.route.tenant, body: { url } }));
    if (!answer?.value) return;
    this.checked = answer.value;
    await this.focusOn("#found");
  }

  private found({ url, findings, policy }: PageCheck): TemplateResult {
    const { pages } = words();
    return html`<section class="surface" aria-labelledby="found">
      <h3 id="found" tabindex="-1"><bdi>${url}</bdi></h3>
      <ul class="checklist" role="list">
        ${findings.map(
          ({ level, text, fix }) =>
            html`<li>${status(SIGHTS[level], pages.levels[level])} <span lang="en">${text}</span>${fix === null ? nothing : html`<br /><span class="muted" lang="en">→ ${fix}</span>`}</li>`,
        )}
      </ul>
      <p>${pages.policy}</p>
      ${copyable(policy, "Content-Security-Policy")}
    </section>`;
  }

  protected body({ items, since, complete }: Sources): TemplateResult {
    const { pages } = words();
    return html`<section aria-labelledby="sources">
        <h2 id="sources">${pages.sources}</h2>
        <p class="muted">${pages.since} ${dayAndHour(since)}${complete ? nothing : html` · ${pages.notAll}`}</p>
        ${items.length === 0 ? html`<p class="empty">${pages.noSources}</p>` : this.table(items)}
      </section>
      <section aria-labelledby="check">
        <h2 id="check">${pages.check}</h2>
        <form class="search" @submit=${(event: Event) => this.check(event)}>
          <div class="field grow">
            <label for="address">${pages.address}</label>
            <span class="row tight"><input id="address" name="address" type="url" required aria-describedby="address-hint" dir="ltr" />${this.button("check", pages.run, "primary")}</span>
            <small id="address-hint">${pages.addressHint}</small>
          </div>
        </form>
        ${this.faultOf("check")} ${this.checked ? this.found(this.checked) : nothing}
      </section>`;
  }

  private table(items: Sources["items"]): TemplateResult {
    const { pages } = words();
    return html`<div class="table surface" tabindex="0" role="region" aria-labelledby="sources">
      <table>
        <thead>
          <tr>
            <th scope="col">${pages.channel}</th>
            <th scope="col">utm_source</th>
            <th scope="col">utm_medium</th>
            <th scope="col">utm_campaign</th>
            <th scope="col">utm_content</th>
            <th scope="col" class="figure">${pages.applications}</th>
            <th scope="col">${pages.last}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            ({ channel, utmSource, utmMedium, utmCampaign, utmContent, applications, lastAt }) =>
              html`<tr>
                <th scope="row">${providerName(channel)}</th>
                ${[utmSource, utmMedium, utmCampaign, utmContent].map((value) => html`<td><bdi>${value ?? "–"}</bdi></td>`)}
                <td class="figure">${number(applications)}</td>
                <td>${moment(lastAt)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
