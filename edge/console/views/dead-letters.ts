// Work that was given up after all its tries: why, since when, and trying it again.
import { html, type TemplateResult } from "lit";
import type { Page, Task } from "../answers.ts";
import { call, query, type Answer } from "../call.ts";
import { fill, plural } from "../format.ts";
import { words } from "../language.ts";
import { ListView } from "../list-view.ts";
import { moment } from "../parts/moment.ts";
import { say } from "../parts/say.ts";
import { apiPath } from "../routes.ts";

export class DeadLettersView extends ListView<Task> {
  protected heading(): string {
    return words().shell.pages["dead-letters"];
  }

  protected keyOf({ id }: Task): string {
    return id;
  }

  protected fetchPage(after: string | null, signal?: AbortSignal, limit = 50): Promise<Answer<Page<Task>>> {
    return call("GET", apiPath(this.route.tenant, "tasks") + query({ state: "dead", limit, after }), { signal });
  }

  private retryOne(id: string): Promise<Answer<unknown>> {
    return call("POST", apiPath(this.route.tenant, "tasks", id, "retry"));
  }

  private async retry({ id, name }: Task): Promise<void> {
    const answer = await this.act(`retry-${id}`, () => this.retryOne(id));
    if (answer && !answer.problem) say(fill(words().records.retried, { name }));
  }

  private async retryAll(): Promise<void> {
    let done = 0;
    const answer = await this.act<number>("all", async () => {
      let after: string | null = null;
      do {
        const page: Answer<Page<Task>> = await this.fetchPage(after, undefined, 200);
        if (page.problem) return page;
        for (const { id } of page.value.items) {
          const { problem } = await this.retryOne(id);
          // Somebody else, or the one before of its kind, was quicker.
          if (problem && problem.status !== 404) return { problem };
          if (!problem) done += 1;
        }
        after = page.value.next;
      } while (after);
      return { value: done };
    });
    if (answer) say(plural(words().records.retriedAll, done));
  }

  protected body({ items }: Page<Task>): TemplateResult {
    const { records } = words();
    if (items.length === 0) return html`<p class="summary"><strong class="status done">${records.noDead}</strong></p><p class="empty">${records.deadEmpty}</p>`;
    return html`<p class="muted">${records.deadMeans}</p>
      <p class="row">${this.button("all", records.retryAll, "primary", () => void this.retryAll())}</p>
      ${this.faultOf("all")}
      <ul class="rows surface" role="list">
        ${items.map(
          (task) =>
            html`<li>
              <div>
                <p><strong class="status failed">${records.givenUp}</strong> <code>${task.name}</code></p>
                <p lang="en" dir="auto">${task.error ?? "–"}</p>
                <p class="muted">${plural(records.afterTries, task.tries)} · ${records.begun} ${moment(task.createdAt)} · <code dir="ltr">${task.id}</code></p>
                ${this.faultOf(`retry-${task.id}`)}
              </div>
              ${this.button(`retry-${task.id}`, records.retry, "", () => void this.retry(task))}
            </li>`,
        )}
      </ul>
      ${this.more()}`;
  }
}
