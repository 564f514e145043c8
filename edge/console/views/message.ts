// One message with each try to deliver it, and sending it again.
import { html, nothing, type TemplateResult } from "lit";
import type { MessageHistory } from "../answers.ts";
import { call, type Answer } from "../call.ts";
import { number, plural, precise } from "../format.ts";
import { words } from "../language.ts";
import { copyable } from "../parts/copy.ts";
import { moment } from "../parts/moment.ts";
import { say } from "../parts/say.ts";
import { messageStatus } from "../parts/status.ts";
import { subjectLink } from "../parts/subject.ts";
import { apiPath } from "../routes.ts";
import { View } from "../view.ts";

export class MessageView extends View<MessageHistory> {
  protected heading(): string {
    return words().records.message;
  }

  protected override load(signal: AbortSignal): Promise<Answer<MessageHistory>> {
    const { tenant, id } = this.route;
    return call("GET", apiPath(tenant, "messages", id), { signal });
  }

  private async replay(): Promise<void> {
    const { tenant, id } = this.route;
    const answer = await this.act("replay", () => call<{ count: number }>("POST", apiPath(tenant, "messages", "replay"), { body: { ids: [id] } }));
    if (answer?.value) say(plural(words().records.onTheirWay, answer.value.count));
  }

  protected body(message: MessageHistory): TemplateResult {
    const { records } = words();
    const fact = (name: string, value: unknown): TemplateResult => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    return html`<p class="summary"><strong>${messageStatus(message.state)}</strong> <code>${message.type}</code></p>
      <dl class="facts surface">
        ${fact(records.madeAt, moment(message.createdAt))} ${fact(records.tries, number(message.tries))} ${fact(records.ourId, copyable(message.id, records.ourId))}
        ${message.subject ? fact(records.about, subjectLink(this.route.tenant, message.subject)) : nothing}
      </dl>
      <p class="row">${this.button("replay", records.sendAgain, "primary", () => void this.replay())}</p>
      <p class="muted">${records.sendAgainMeans}</p>
      ${this.faultOf("replay")}
      <h2 id="deliveries">${records.deliveries}</h2>
      ${
        message.deliveries.length === 0
          ? html`<p class="empty">${records.noDeliveries}</p>`
          : html`<div class="table surface" tabindex="0" role="region" aria-labelledby="deliveries">
            <table>
              <thead>
                <tr>
                  <th scope="col"><span class="hidden">${records.number}</span></th>
                  <th scope="col">${records.at}</th>
                  <th scope="col">${records.outcome}</th>
                  <th scope="col">${records.cause}</th>
                </tr>
              </thead>
              <tbody>
                ${message.deliveries.map(
                  ({ at, outcome, cause }, index) =>
                    html`<tr>
                      <th scope="row" class="figure">${index + 1}</th>
                      <td class="figure"><time datetime=${at}>${precise(at)}</time></td>
                      <td lang="en">${outcome}</td>
                      <td lang="en">${cause ?? "–"}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
      }`;
  }
}
