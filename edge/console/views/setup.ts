// Setting a connection up, as a short path: what is needed, the form, what to hand over, a check, and the first message.
import { html, nothing, type TemplateResult } from "lit";
import type { Connection, LogEntry, Page, Tenant } from "../answers.ts";
import { PROVIDERS, type Provider } from "../answers.ts";
import { call, gather, query, type Answer } from "../call.ts";
import { fill } from "../format.ts";
import { words } from "../language.ts";
import { confirm } from "../parts/confirm.ts";
import { valuesOf } from "../parts/form.ts";
import { moment } from "../parts/moment.ts";
import { say } from "../parts/say.ts";
import { connectionStatus, providerName, turnOf } from "../parts/status.ts";
import { apiPath, go, tenantPath } from "../routes.ts";
import { bodyOf, rowsOf, textOf, type Rows, type Values } from "../setup/body.ts";
import { setups, type Field, type Setup } from "../setup/fields.ts";
import { checkStep, enterStep, firstStep, handOverStep, needStep, type Buttons } from "../setup/steps.ts";
import { View } from "../view.ts";

export interface SetupData {
  tenant: Tenant;
  connection: Connection;
  arrived: Page<LogEntry>;
}

const isProvider = (name: string): name is Provider => PROVIDERS.some((each) => each === name);

export class SetupView extends View<SetupData> {
  static override properties = { values: { state: true }, rows: { state: true }, shown: { state: true } };
  /** As they stand in the form; undefined until it is first shown. */
  declare private values: Values | undefined;
  declare private rows: Rows;
  /** Secrets made just now: they live here, and go with this view. */
  declare private shown: [name: string, value: string][];
  /** What was kept when the form was last filled; a poll does not touch what is being typed. */
  private settings: Readonly<Record<string, unknown>> = {};
  private rowsMade = 0;
  protected override everyMs = 3_000;

  constructor() {
    super();
    this.rows = {};
    this.shown = [];
  }

  private get provider(): Provider | undefined {
    return isProvider(this.route.id) ? this.route.id : undefined;
  }

  private get setup(): Setup | undefined {
    return this.provider && setups[this.provider];
  }

  protected heading(): string {
    return providerName(this.route.id);
  }

  private path(...parts: string[]): string {
    return apiPath(this.route.tenant, "connections", this.route.id, ...parts);
  }

  protected override async load(signal: AbortSignal): Promise<Answer<SetupData>> {
    const { tenant, id } = this.route;
    const answer = await gather({
      tenant: call<Tenant>("GET", apiPath(tenant), { signal }),
      connection: call<Connection>("GET", this.path(), { signal }),
      arrived: call<Page<LogEntry>>("GET", apiPath(tenant, "log") + query({ provider: id, kind: "event", newest: true, limit: 1 }), { signal }),
    });
    if (answer.value && this.values === undefined) this.fillForm(answer.value.connection.settings);
    return answer;
  }

  private fillForm(settings: Readonly<Record<string, unknown>>): void {
    const fields = this.setup?.fields ?? [];
    this.settings = settings;
    this.values = Object.fromEntries(fields.map((field) => [field.name, textOf(field, settings)]));
    this.rows = Object.fromEntries(fields.filter(({ kind }) => kind === "rows").map((field) => [field.name, rowsOf(field, settings)]));
  }

  /** What is typed in the rows, so that adding or taking one away forgets nothing. */
  private readRows(form: HTMLFormElement | null): Rows {
    if (!form) return this.rows;
    const values = valuesOf(form);
    const columnsOf = (name: string) => this.setup?.fields.find((field) => field.name === name)?.columns ?? [];
    return Object.fromEntries(
      Object.entries(this.rows).map(([name, rows]) => [
        name,
        rows.map(({ key }) => ({ ...Object.fromEntries(columnsOf(name).map((column) => [column.name, values[`${name}.${key}.${column.name}`] ?? ""])), key })),
      ]),
    );
  }

  private readonly addRow = ({ name }: Field): void => {
    const rows = this.readRows(this.querySelector("form"));
    this.rows = { ...rows, [name]: [...(rows[name] ?? []), { key: `new${(this.rowsMade += 1)}` }] };
  };

  private readonly removeRow = ({ name }: Field, key: string): void => {
    const rows = this.readRows(this.querySelector("form"));
    this.rows = { ...rows, [name]: (rows[name] ?? []).filter((row) => row.key !== key) };
  };

  private readonly onChange = (event: Event): void => {
    const form = event.currentTarget;
    if (form instanceof HTMLFormElement) this.values = valuesOf(form);
  };

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { setup } = this;
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !setup) return;
    const body = bodyOf(setup, valuesOf(form), this.readRows(form));
    const answer = await this.change("save", () => call<Connection>("PUT", this.path(), { body }));
    await this.updateComplete;
    if (!answer) return this.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    // Shows what is kept now, and forgets the secrets that were typed.
    form.reset();
    say(words().forms.saved);
  };

  /** Of what the edge answers, secrets are shown this once. */
  private async change(action: string, ask: () => Promise<Answer<Connection>>): Promise<Connection | undefined> {
    const answer = await this.act(action, ask);
    if (!answer?.value) return undefined;
    const { made } = words().setup;
    const secrets = (["token", "clientId", "clientSecret", "tokenUrl"] as const).flatMap((name): [string, string][] => {
      const value = answer.value?.[name];
      return value ? [[made[name], value]] : [];
    });
    if (secrets.length > 0) this.shown = secrets;
    if (action === "save" || action === "provision") this.fillForm(answer.value.settings);
    if (secrets.length > 0) void this.focusOn(".once");
    return answer.value;
  }

  private async newSecret(): Promise<void> {
    const { setup } = words();
    if (!(await confirm({ title: setup.newSecretTitle, text: setup.newSecretText, action: setup.newSecret }))) return;
    if (await this.change("secret", () => call<Connection>("POST", this.path("secret")))) say(setup.newSecretDone);
  }

  private async disconnect(): Promise<void> {
    const { setup } = words();
    const name = providerName(this.route.id);
    if (!(await confirm({ title: fill(setup.removeTitle, { name }), text: setup.removeText, action: setup.removeConnection, typed: this.route.id }))) return;
    const answer = await this.act("remove", () => call("DELETE", this.path()));
    if (!answer || answer.problem) return;
    go(tenantPath(this.route.tenant));
    say(fill(setup.removed, { name }));
  }

  /** Of the three the one that is due is the primary. */
  private buttons({ state }: Connection): Buttons {
    const { setup: said, forms } = words();
    const there = state !== "not_set_up";
    const due = this.setup?.provision && !this.settings["clientId"] ? "provision" : there && state !== "action_needed" ? "check" : "save";
    const look = (action: string) => (action === due ? "primary" : "");
    const provision = (): Promise<unknown> => this.change("provision", () => call<Connection>("POST", this.path("provision"), { body: {} }));
    const check = (): Promise<unknown> => this.change("check", () => call<Connection>("POST", this.path("check")));
    return {
      save: this.button("save", there ? forms.save : said.connect, look("save")),
      provision: this.button("provision", said.provision, look("provision"), provision),
      check: this.button("check", said.check, look("check"), check),
      secret: this.button("secret", said.newSecret, "", () => void this.newSecret()),
    };
  }

  protected body(data: SetupData): TemplateResult {
    const { provider, setup, values = {}, rows, settings, addRow, removeRow } = this;
    const { setup: said } = words();
    if (!provider || !setup) return html`<p>${words().problems.noPageNext}</p>`;
    const { connection, arrived } = data;
    const there = connection.state !== "not_set_up";
    const turn = turnOf(connection);
    const buttons = this.buttons(connection);
    const asked = { setup, settings, hasSecrets: there && connection.hasSecrets, values, rows, problem: this.problemOf("save"), addRow, removeRow };
    const faults = (...actions: string[]) => actions.map((action) => this.faultOf(action));
    return html`<div class="summary">
        <p><strong>${connectionStatus(connection)}</strong> <span class="muted">${turn && there ? `${turn} · ` : nothing}${moment(connection.since)}</span></p>
        ${connection.cause ? html`<p>${connection.cause}</p>` : nothing}
        ${connection.nextStep && there ? html`<p class="muted">${connection.nextStep}</p>` : nothing}
      </div>
      <ol class="steps" role="list">
        ${needStep(provider)} ${enterStep(provider, asked, buttons, { save: this.save, change: this.onChange }, faults("save", "provision"))}
        ${handOverStep(provider, setup, connection, this.shown, buttons, faults("secret"))} ${checkStep(setup, connection, buttons, faults("check"))}
        ${firstStep(setup, connection, arrived, this.route.tenant)}
      </ol>
      ${
        there
          ? html`<section aria-labelledby="end">
            <h2 id="end">${said.removeConnection}</h2>
            <p class="muted">${said.removeText}</p>
            ${this.button("remove", said.removeConnection, "danger", () => void this.disconnect())} ${this.faultOf("remove")}
          </section>`
          : nothing
      }`;
  }
}
