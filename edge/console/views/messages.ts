// The messages to the ATS by state, and sending them again: the chosen ones, all that failed, or all since a moment.
import { html, nothing, type TemplateResult } from "lit";
import type { Message, Page } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { fill, number, plural } from "../format.ts";
import { words } from "../language.ts";
import { ListView } from "../list-view.ts";
import { confirm } from "../parts/confirm.ts";
import { inputField, readForm } from "../parts/form.ts";
import { moment } from "../parts/moment.ts";
import { say } from "../parts/say.ts";
import { search } from "../parts/search.ts";
import { messageStatus } from "../parts/status.ts";
import { apiPath, tenantPath } from "../routes.ts";

const STATES = ["waiting", "delivered", "failed"] as const;

export class MessagesView extends ListView<Message> {
  static override properties = { chosen: { state: true } };
  declare private chosen: ReadonlySet<string>;

  constructor() {
    super();
    this.chosen = new Set();
  }

  protected heading(): string {
    return words().shell.pages.messages;
  }

  protected keyOf({ id }: Message): string {
    return id;
  }

  protected fetchPage(after: string | null, signal?: AbortSignal): Promise<Answer<Page<Message>>> {
    const { tenant, query: asked } = this.route;
    return call("GET", apiPath(tenant, "messages") + query({ state: asked.get("state"), type: asked.get("type"), q: asked.get("q"), after }), { signal });
  }

  private async replay(action: string, body: object): Promise<void> {
    const answer = await this.act(action, () => call<{ count: number }>("POST", apiPath(this.route.tenant, "messages", "replay"), { body }));
    if (!answer?.value) return;
    this.chosen = new Set();
    say(plural(words().records.onTheirWay, answer.value.count));
  }

  private choose(id: string, event: Event): void {
    const on = event.target instanceof HTMLInputElement && event.target.checked;
    this.chosen = new Set(on ? [...this.chosen, id] : [...this.chosen].filter((each) => each !== id));
  }

  private async since(event: Event): Promise<void> {
    const { records } = words();
    const at = new Date(readForm(event)["since"] ?? "");
    if (Number.isNaN(at.getTime())) return;
    const sure = await confirm({ title: records.sinceTitle, text: fill(records.sinceText, { at: at.toLocaleString(this.language) }), action: records.sendAgain, harmless: true });
    if (sure) await this.replay("since", { since: at.toISOString() });
  }

  protected body({ items }: Page<Message>): TemplateResult {
    const { records, states } = words();
    const { query: asked } = this.route;
    const chosen = items.filter(({ id }) => this.chosen.has(id)).map(({ id }) => id);
    const filtered = ["q", "state", "type"].some((name) => asked.get(name));
    return html`${search(this.route, { label: records.messageSearch, hint: records.messageHint }, [
      { name: "state", label: records.state, options: STATES.map((state) => [state, states.message[state]]) },
    ])}
      ${items.length === 0 ? html`<p class="empty">${filtered ? records.notFound : records.messagesEmpty}</p>` : this.table(items)} ${this.more()}
      <section aria-labelledby="again">
        <h2 id="again">${records.sendAgain}</h2>
        <p class="muted">${records.sendAgainMeans}</p>
        <div class="row">
          ${this.button("chosen", chosen.length > 0 ? `${records.sendChosen} (${number(chosen.length)})` : records.sendChosen, "", () => (chosen.length > 0 ? this.replay("chosen", { ids: chosen }) : say(records.chooseFirst)))}
          ${this.button("failed", records.sendFailed, "", () => this.replay("failed", { failed: true }))}
        </div>
        <form class="row end" @submit=${(event: Event) => this.since(event)}>
          ${inputField({ name: "since", label: records.since, type: "datetime-local", required: true })} ${this.button("since", records.sendSince, "")}
        </form>
        ${this.faultOf("chosen")} ${this.faultOf("failed")} ${this.faultOf("since")}
      </section>`;
  }

  private table(items: Message[]): TemplateResult {
    const { records } = words();
    const { tenant } = this.route;
    return html`<div class="table surface" tabindex="0" role="region" aria-label=${this.heading()}>
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">${records.choose}</span></th>
            <th scope="col">${records.message}</th>
            <th scope="col">${records.state}</th>
            <th scope="col">${records.madeAt}</th>
            <th scope="col">${records.tries}</th>
            <th scope="col">${records.lastOutcome}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (message) =>
              html`<tr>
                <td>
                  <label class="tick"
                    ><input type="checkbox" .checked=${this.chosen.has(message.id)} @change=${(event: Event) => this.choose(message.id, event)} /><span class="hidden"
                      >${fill(records.chooseThis, { what: `${message.type} ${message.id}` })}</span
                    ></label
                  >
                </td>
                <th scope="row">
                  <a href=${tenantPath(tenant, "messages", message.id)}><code>${message.type}</code></a>
                </th>
                <td>${messageStatus(message.state)}</td>
                <td>${moment(message.createdAt)}</td>
                <td class="figure">${message.tries}</td>
                <td><span lang="en">${message.lastOutcome ?? "–"}</span> ${message.lastAt ? html`<span class="muted">${moment(message.lastAt)}</span>` : nothing}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
