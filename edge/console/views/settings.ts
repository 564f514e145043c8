// A tenant's settings: what it is called and keeps, its webhook, its API keys, and its end.
import { html, type TemplateResult } from "lit";
import type { ApiKey, Page, Tenant } from "../answers.ts";
import { call, gather, type Answer } from "../call.ts";
import { fill } from "../format.ts";
import { words } from "../language.ts";
import { apiKeys } from "../parts/api-keys.ts";
import { confirm } from "../parts/confirm.ts";
import { readForm } from "../parts/form.ts";
import { say } from "../parts/say.ts";
import { tenantBody, tenantFields } from "../parts/tenant-form.ts";
import { webhookSection } from "../parts/webhook.ts";
import { BASE, apiPath, go } from "../routes.ts";
import { View } from "../view.ts";

interface Data {
  tenant: Tenant;
  keys: Page<ApiKey>;
}

export class SettingsView extends View<Data> {
  static override properties = { secret: { state: true }, key: { state: true } };
  /** Made just now: they live here, and go with this view. */
  declare private secret: string | undefined;
  declare private key: string | undefined;

  protected heading(): string {
    return words().settings.title;
  }

  private get path(): string {
    return apiPath(this.route.tenant);
  }

  protected override load(signal: AbortSignal): Promise<Answer<Data>> {
    return gather({
      tenant: call<Tenant>("GET", this.path, { signal }),
      keys: call<Page<ApiKey>>("GET", `${this.path}/api-keys?limit=200`, { signal }),
    });
  }

  private async run<Value>(action: string, done: string, ask: () => Promise<Answer<Value>>): Promise<Value | undefined> {
    const answer = await this.act(action, ask);
    if (answer && !answer.problem) say(done);
    return answer?.value;
  }

  private async save(event: Event): Promise<void> {
    const body = tenantBody(readForm(event));
    await this.run("save", words().forms.saved, () => call<Tenant>("PUT", this.path, { body }));
    await this.focusOn("[aria-invalid=true]");
  }

  /** Setting the address again is what switches a webhook on; all else stays as it is. */
  private enable({ name, origins, locale, retentionDays, onRevoke, webhook, mail, silenceHours }: Tenant): Promise<unknown> {
    const address = webhook && { webhook: { url: webhook.url, ordered: webhook.ordered } };
    const body = { name, origins, retentionDays, onRevoke, ...address, ...(locale && { locale }), ...(mail && { mail }), ...(silenceHours && { silenceHours }) };
    return this.run("enable", words().webhook.enabledNow, () => call("PUT", this.path, { body }));
  }

  private async rotate(): Promise<void> {
    const { webhook } = words();
    if (!(await confirm({ title: webhook.rotateTitle, text: webhook.rotateText, action: webhook.rotate }))) return;
    const made = await this.run("rotate", webhook.rotated, () => call<{ secret: string }>("POST", `${this.path}/webhook/secret`));
    if (!made) return;
    this.secret = made.secret;
    await this.focusOn("[aria-labelledby=webhook-title] .once");
  }

  private async makeKey(): Promise<void> {
    const made = await this.run("make-key", words().keys.made, () => call<{ key?: string }>("POST", `${this.path}/api-keys`, { body: {} }));
    if (!made) return;
    this.key = made.key;
    await this.focusOn("[aria-labelledby=keys] .once");
  }

  private async revokeKey({ id, prefix }: ApiKey): Promise<void> {
    const { keys } = words();
    if (!(await confirm({ title: fill(keys.revokeTitle, { prefix }), text: keys.revokeText, action: keys.revoke }))) return;
    await this.run(`revoke-${id}`, keys.revoked, () => call("DELETE", `${this.path}/api-keys/${encodeURIComponent(id)}`));
  }

  private async deleteTenant(): Promise<void> {
    const { settings } = words();
    const { tenant } = this.route;
    if (!(await confirm({ title: fill(settings.removeTitle, { name: this.tenantName() }), text: settings.removeText, action: settings.remove, typed: tenant }))) return;
    const answer = await this.act("remove", () => call("DELETE", this.path));
    if (!answer || answer.problem) return;
    go(BASE);
    say(fill(settings.removed, { tenant }));
  }

  protected body({ tenant, keys }: Data): TemplateResult {
    const { settings, forms, webhook, keys: said } = words();
    return html`<section aria-labelledby="basics">
        <h2 id="basics">${settings.basics}</h2>
        <form class="surface form" @submit=${(event: Event) => this.save(event)}>
          ${tenantFields(tenant, this.problemOf("save"))} ${this.faultOf("save")}
          <div class="row">${this.button("save", forms.save, "primary")}</div>
        </form>
      </section>
      <section aria-labelledby="webhook-title">
        <h2 id="webhook-title">${webhook.title}</h2>
        <div class="surface">
          ${webhookSection(tenant, this.secret, {
            test: this.button("test", webhook.test, "", () => this.run("test", webhook.tested, () => call("POST", "/v1/messages/test", { tenant: tenant.id }))),
            rotate: this.button("rotate", webhook.rotate, "", () => void this.rotate()),
            enable: this.button("enable", webhook.enable, "", () => this.enable(tenant)),
          })}
          ${this.faultOf("test")} ${this.faultOf("rotate")} ${this.faultOf("enable")}
        </div>
      </section>
      <section aria-labelledby="keys">
        <h2 id="keys">${said.title}</h2>
        <div class="surface">
          ${apiKeys(
            keys.items,
            this.key,
            this.button("make-key", said.make, "", () => void this.makeKey()),
            (key) => this.button(`revoke-${key.id}`, said.revoke, "danger", () => void this.revokeKey(key)),
          )}
          ${this.faultOf("make-key")} ${keys.items.map(({ id }) => this.faultOf(`revoke-${id}`))}
        </div>
      </section>
      <section aria-labelledby="end">
        <h2 id="end">${settings.end}</h2>
        <div class="surface">
          <p>${settings.removeText}</p>
          ${this.button("remove", settings.remove, "danger", () => void this.deleteTenant())} ${this.faultOf("remove")}
        </div>
      </section>`;
  }
}
