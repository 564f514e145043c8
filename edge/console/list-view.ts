// A view of a long list: newest first, kept live at its head, with older entries fetched on demand.
import { html, nothing, type TemplateResult } from "lit";
import type { Page } from "./answers.ts";
import type { Answer } from "./call.ts";
import { words } from "./language.ts";
import { View } from "./view.ts";

export abstract class ListView<Item> extends View<Page<Item>> {
  private asked = "";

  protected abstract keyOf(item: Item): string;
  protected abstract fetchPage(after: string | null, signal?: AbortSignal): Promise<Answer<Page<Item>>>;

  protected override async load(signal: AbortSignal): Promise<Answer<Page<Item>>> {
    const asked = this.route.query.toString();
    const answer = await this.fetchPage(null, signal);
    if (answer.problem) return answer;
    const before = asked === this.asked ? this.data : undefined;
    this.asked = asked;
    return { value: before ? this.join(answer.value, before) : answer.value };
  }

  /** Keeps what was fetched beyond the first page, as long as the two still meet. */
  private join(fresh: Page<Item>, before: Page<Item>): Page<Item> {
    const last = fresh.items.at(-1);
    const seam = last === undefined ? -1 : before.items.findIndex((item) => this.keyOf(item) === this.keyOf(last));
    const older = before.items.slice(seam + 1);
    return seam < 0 || older.length === 0 ? fresh : { items: [...fresh.items, ...older], next: before.next };
  }

  protected more(): TemplateResult | typeof nothing {
    if (!this.data?.next) return nothing;
    return html`<p class="more">${this.button("older", words().records.older, "", () => void this.older())}</p>
      ${this.faultOf("older")}`;
  }

  private async older(): Promise<void> {
    const { data } = this;
    if (!data?.next || this.acting !== undefined) return;
    this.acting = "older";
    const answer = await this.fetchPage(data.next);
    this.acting = undefined;
    this.fault = answer.problem && { action: "older", problem: answer.problem };
    if (answer.value) this.data = { items: [...(this.data?.items ?? []), ...answer.value.items], next: answer.value.next };
  }
}
