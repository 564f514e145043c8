// How the ATS hears from us: address, state, secret, a message to try it.
import { html, nothing, type TemplateResult } from "lit";
import type { Tenant } from "../answers.ts";
import { words } from "../language.ts";
import { tenantPath } from "../routes.ts";
import { shownOnce } from "./copy.ts";
import { moment } from "./moment.ts";
import { status } from "./status.ts";

export function webhookSection({ id, webhook }: Tenant, secret: string | undefined, buttons: Record<"test" | "rotate" | "enable", TemplateResult>): TemplateResult {
  const { webhook: said, states } = words();
  if (!webhook) return html`<p class="empty">${said.empty}</p>`;
  const enabled = webhook.state === "enabled";
  const state = enabled ? (webhook.failingSince ? status("needs", states.webhook.failing) : status("done", states.webhook.enabled)) : status("failed", states.webhook.disabled);
  return html`<p>${state} ${webhook.failingSince ? html`<span class="muted">${moment(webhook.failingSince)}</span>` : nothing} <code dir="ltr">${webhook.url}</code></p>
    ${enabled ? nothing : html`<p>${said.disabledWhy}</p>`} ${secret === undefined ? nothing : shownOnce([[said.secret, secret]])}
    <div class="row">${enabled ? buttons.test : buttons.enable}${buttons.rotate}</div>
    <p class="muted">${said.seeMessages} <a href=${tenantPath(id, "messages")}>${words().shell.pages.messages}</a></p>`;
}
