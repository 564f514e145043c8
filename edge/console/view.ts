// What every view is: a heading that takes the focus, its data kept live, its actions with their problems beside them.
import { LitElement, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Answer, Problem } from "./call.ts";
import { fill } from "./format.ts";
import { words } from "./language.ts";
import { moment } from "./parts/moment.ts";
import { problemBox } from "./parts/problem.ts";
import { poll, type Poll } from "./poll.ts";
import { BASE, tenantPath, type Route } from "./routes.ts";

/** As heard last, for the pages of a tenant that do not ask for its name. */
export const tenantNames = new Map<string, string>();

export abstract class View<Data> extends LitElement {
  static override properties: PropertyDeclarations = {
    route: { attribute: false },
    language: {},
    data: { state: true },
    problem: { state: true },
    asOf: { state: true },
    acting: { state: true },
    fault: { state: true },
  };
  declare route: Route;
  /** Changes when all is to be said in other words. */
  declare language: string;
  declare data: Data | undefined;
  /** Why the data is not there, or no longer fresh. */
  declare problem: Problem | undefined;
  declare asOf: string | undefined;
  /** The name of the action under way. */
  declare acting: string | undefined;
  declare fault: { action: string; problem: Problem } | undefined;

  protected everyMs = 5_000;
  private polling: Poll | undefined;

  protected abstract heading(): string;
  protected abstract body(data: Data): TemplateResult;
  protected abstract load(signal: AbortSignal): Promise<Answer<Data>>;

  // One style sheet for the whole page: nothing here is anybody else's.
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.polling = poll(this.everyMs, (signal) => this.refresh(signal));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.polling?.stop();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // The edge speaks the reader's language too.
    if ((changed.has("language") && changed.get("language")) || (changed.has("route") && changed.get("route"))) void this.reload();
  }

  protected override updated(): void {
    const name = this.data === undefined ? "" : this.tenantName();
    document.title = [this.heading(), name, "ats-bridge"].filter(Boolean).join(" · ");
  }

  protected async reload(): Promise<void> {
    await this.polling?.again();
  }

  protected tenantName(): string {
    return tenantNames.get(this.route.tenant) ?? this.route.tenant;
  }

  /** Of the tenants that the data is of. */
  protected namesIn(data: Data): [id: string, name: string][] {
    const tenant: unknown = Object(data)["tenant"];
    const { id, name }: Record<string, unknown> = { ...Object(tenant) };
    return typeof id === "string" && typeof name === "string" ? [[id, name]] : [];
  }

  private async refresh(signal: AbortSignal): Promise<void> {
    const answer = await this.load(signal);
    if (signal.aborted) return;
    this.problem = answer.problem;
    if (answer.problem) return;
    this.data = answer.value;
    for (const [id, name] of this.namesIn(answer.value)) tenantNames.set(id, name);
    this.asOf = new Date().toISOString();
  }

  /** Does it, shows what went wrong beside it, and looks again. A second click meanwhile does nothing. */
  protected async act<Value>(action: string, run: () => Promise<Answer<Value>>): Promise<Answer<Value> | undefined> {
    if (this.acting !== undefined) return undefined;
    this.acting = action;
    this.fault = undefined;
    const answer = await run();
    this.acting = undefined;
    if (answer.problem) this.fault = { action, problem: answer.problem };
    else this.polling?.hurry();
    return answer;
  }

  /** What an action has brought about is looked at next. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  protected faultOf(action: string): TemplateResult | typeof nothing {
    return this.fault?.action === action ? problemBox(this.fault.problem) : nothing;
  }

  protected problemOf(action: string): Problem | undefined {
    return this.fault?.action === action ? this.fault.problem : undefined;
  }

  protected button(action: string, label: string, look: "" | "primary" | "danger" | "small", run?: () => unknown): TemplateResult {
    const busy = this.acting === action;
    return html`<button type=${run ? "button" : "submit"} class=${look} aria-disabled=${busy ? "true" : nothing} @click=${run ?? nothing}>
      ${label}${busy ? html`<span class="busy" aria-hidden="true"></span>` : nothing}
    </button>`;
  }

  protected crumbs(): TemplateResult | typeof nothing {
    const { tenant, view } = this.route;
    if (view === "overview") return nothing;
    return html`<nav class="crumbs" aria-label=${words().shell.crumbs}>
      <a href=${BASE}>${words().overview.title}</a>
      ${tenant && view !== "tenant" ? html`<a href=${tenantPath(tenant)}>${this.tenantName()}</a>` : nothing}
    </nav>`;
  }

  protected override render(): TemplateResult {
    const { data, problem, asOf } = this;
    return html`${this.crumbs()}
      <h1 tabindex="-1">${this.heading()}</h1>
      ${problem && data !== undefined ? html`<div class="stale"><p><strong class="status needs" role="status">${words().shell.stale}</strong> ${words().shell.staleSince} ${moment(asOf)}</p></div>` : nothing}
      ${
        data !== undefined
          ? this.body(data)
          : problem
            ? problemBox(problem, () => void this.reload())
            : html`<div class="skeleton" role="status"><span class="hidden">${fill(words().shell.loading, { what: this.heading() })}</span><span></span><span></span><span></span></div>`
      }`;
  }
}
