// People: what is held of somebody, giving it to them, and erasing it with a signed receipt.
import { html, nothing, type TemplateResult } from "lit";
import type { Erasure, Export, Page, Person } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { plural } from "../format.ts";
import { words } from "../language.ts";
import { ListView } from "../list-view.ts";
import { confirm } from "../parts/confirm.ts";
import { readForm } from "../parts/form.ts";
import { moment } from "../parts/moment.ts";
import { receiptBox } from "../parts/receipt.ts";
import { save } from "../parts/save.ts";
import { say } from "../parts/say.ts";
import { providerName, status } from "../parts/status.ts";

type Identity = { email: string } | { externalId: string };

const toIdentity = (text: string): Identity => (text.includes("@") ? { email: text } : { externalId: text });

export class PeopleView extends ListView<Erasure> {
  static override properties = { sought: { state: true }, found: { state: true }, receipt: { state: true } };
  /** Personal data: never in the address, and gone with this view. */
  declare private sought: string | undefined;
  declare private found: Person[] | undefined;
  declare private receipt: Erasure | undefined;

  protected heading(): string {
    return words().shell.pages.people;
  }

  protected keyOf({ receipt }: Erasure): string {
    return receipt.id;
  }

  protected fetchPage(after: string | null, signal?: AbortSignal): Promise<Answer<Page<Erasure>>> {
    return call("GET", `/v1/receipts${query({ after })}`, { tenant: this.route.tenant, signal });
  }

  private async find(event: Event): Promise<void> {
    const asked = readForm(event)["person"] ?? "";
    if (!asked) return;
    this.receipt = this.found = undefined;
    const answer = await this.act("find", () => call<Page<Person>>("GET", `/v1/people${query({ ...toIdentity(asked) })}`, { tenant: this.route.tenant }));
    if (answer?.value) [this.sought, this.found] = [asked, answer.value.items];
  }

  private async export(asked: string): Promise<void> {
    const answer = await this.act("export", () => call<Export>("POST", "/v1/people/export", { tenant: this.route.tenant, body: toIdentity(asked) }));
    if (!answer?.value) return;
    const { items, receipt, signature } = answer.value;
    save(`${receipt.id}.json`, { items, receipt, signature });
    this.receipt = { receipt, signature };
    say(words().people.exported);
  }

  private async erase(asked: string): Promise<void> {
    const { people } = words();
    if (!(await confirm({ title: people.eraseTitle, text: people.eraseText, action: people.erase, typed: asked }))) return;
    const answer = await this.act("erase", () => call<Erasure>("POST", "/v1/people/erase", { tenant: this.route.tenant, body: toIdentity(asked) }));
    if (!answer?.value) return;
    this.receipt = answer.value;
    this.found = undefined;
    await this.focusOn("#receipt");
  }

  protected body({ items }: Page<Erasure>): TemplateResult {
    const { people } = words();
    return html`<form class="search" role="search" @submit=${(event: Event) => this.find(event)}>
        <div class="field grow">
          <label for="person">${people.search}</label>
          <span class="row tight"
            ><input id="person" name="person" type="search" required aria-describedby="person-hint" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto" />${this.button("find", people.find, "primary")}</span
          >
          <small id="person-hint">${people.searchHint}</small>
        </div>
      </form>
      ${this.faultOf("find")} ${this.sought !== undefined && this.found ? this.person(this.sought, this.found) : nothing}
      ${this.receipt ? html`<section aria-labelledby="receipt">${receiptBox(this.receipt, true)}</section>` : nothing}
      <section aria-labelledby="receipts">
        <h2 id="receipts">${people.receipts}</h2>
        ${items.length === 0 ? html`<p class="empty">${people.receiptsEmpty}</p>` : items.map((each) => receiptBox(each, false))} ${this.more()}
      </section>`;
  }

  private person(asked: string, found: Person[]): TemplateResult {
    const { people } = words();
    const applications = found.flatMap((person) => person.applications);
    if (found.length === 0) return html`<p class="empty" role="status">${people.nobody}</p>`;
    return html`<section class="surface" aria-labelledby="found">
      <h2 id="found">${plural(people.found, applications.length)}</h2>
      <ul class="rows" role="list">
        ${applications.map((application) => {
          const person = "person" in application ? application.person : undefined;
          const receivedAt = "receivedAt" in application ? application.receivedAt : application.updatedAt;
          return html`<li>
            <div>
              <p><strong dir="auto">${person?.name ?? people.noName}</strong> <span class="muted">${providerName(application.channel)}</span></p>
              <p class="muted">${status(application.state === "revoked" ? "waiting" : "done", people.applicationStates[application.state as keyof typeof people.applicationStates] ?? application.state)} · ${moment(receivedAt)} · <code dir="ltr">${application.id}</code></p>
            </div>
          </li>`;
        })}
      </ul>
      <div class="row">
        ${this.button("export", people.export, "", () => void this.export(asked))} ${this.button("erase", people.erase, "danger", () => void this.erase(asked))}
      </div>
      ${this.faultOf("export")} ${this.faultOf("erase")}
    </section>`;
  }
}
