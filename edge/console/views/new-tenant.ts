// A new tenant: one form, and what was made with it, shown this once.
import { html, nothing, type TemplateResult } from "lit";
import type { Tenant } from "../answers.ts";
import { call, type Answer } from "../call.ts";
import { words } from "../language.ts";
import { shownOnce } from "../parts/copy.ts";
import { inputField, readForm } from "../parts/form.ts";
import { apiPath, tenantPath } from "../routes.ts";
import { tenantBody, tenantFields } from "../parts/tenant-form.ts";
import { View } from "../view.ts";

export class NewTenantView extends View<null> {
  static override properties = { made: { state: true } };
  declare private made: Tenant | undefined;

  protected heading(): string {
    return this.made ? words().newTenant.made : words().newTenant.title;
  }

  protected override load(): Promise<Answer<null>> {
    return Promise.resolve({ value: null });
  }

  private async make(event: Event): Promise<void> {
    const values = readForm(event);
    const id = values["id"] ?? "";
    const answer = await this.act("make", async () => {
      const there = await call<Tenant>("GET", apiPath(id));
      if (there.value) return { problem: { code: "tenant-exists", message: "", status: 409, errors: [{ path: "id", message: words().newTenant.taken }] } };
      return call<Tenant>("PUT", apiPath(id), { body: tenantBody(values) });
    });
    if (answer?.value) this.made = answer.value;
    await this.focusOn(answer?.value ? "h1" : "[aria-invalid=true]");
  }

  protected body(): TemplateResult {
    return this.made ? this.done(this.made) : this.form();
  }

  private form(): TemplateResult {
    const { newTenant, forms } = words();
    const problem = this.problemOf("make");
    return html`<form class="surface form" @submit=${(event: Event) => this.make(event)}>
      ${inputField({ name: "id", label: newTenant.id, hint: newTenant.idHint, required: true, pattern: "[a-z0-9][a-z0-9\\-]{0,62}", problem })} ${tenantFields(undefined, problem)} ${this.faultOf("make")}
      <div class="row">${this.button("make", newTenant.make, "primary")}<a class="control" href="/console">${forms.cancel}</a></div>
    </form>`;
  }

  private done({ id, name, webhook }: Tenant): TemplateResult {
    const { newTenant } = words();
    return html`<div class="surface">
      <p><strong class="status done">${newTenant.done}</strong> <bdi>${name}</bdi> <code>${id}</code></p>
      ${webhook?.secret ? shownOnce([[newTenant.secret, webhook.secret]]) : nothing}
      <h2>${newTenant.next}</h2>
      <ul class="row next" role="list">
        <li><a class="control primary" href=${tenantPath(id)}>${newTenant.nextConnect}</a></li>
        <li><a class="control" href=${tenantPath(id, "settings")}>${newTenant.nextKey}</a></li>
      </ul>
    </div>`;
  }
}
