// What is asked of a tenant, when it is made and when it is changed.
import { html, type TemplateResult } from "lit";
import type { Tenant } from "../answers.ts";
import type { Problem } from "../call.ts";
import { languageName } from "../format.ts";
import { words } from "../language.ts";
import { PROVIDERS } from "../answers.ts";
import { areaField, checkField, inputField, linesOf, selectField } from "./form.ts";
import { providerName } from "./status.ts";

const PARTS = ["application", "message", "event", "log"] as const;
const LOCALES = ["en", "de", "fi", "sv", "fr"] as const;

export function tenantFields(tenant: Tenant | undefined, problem: Problem | undefined): TemplateResult {
  const { forms, tenantForm: said } = words();
  const locales = tenant?.locale && !LOCALES.some((each) => each === tenant.locale) ? [tenant.locale, ...LOCALES] : LOCALES;
  return html`${inputField({ name: "name", label: said.name, required: true, value: tenant?.name, problem })}
    ${areaField({ name: "origins", label: said.origins, hint: said.originsHint, value: tenant?.origins.join("\n"), problem })}
    ${inputField({ name: "webhook", label: said.webhook, hint: said.webhookHint, type: "url", value: tenant?.webhook?.url, problem })}
    ${checkField({ name: "ordered", label: said.ordered, hint: said.orderedHint, value: String(tenant?.webhook?.ordered ?? false) })}
    ${selectField({ name: "locale", label: said.locale, hint: said.localeHint, value: tenant?.locale ?? "", options: [["", forms.none], ...locales.map((tag): [string, string] => [tag, languageName(tag)])] })}
    ${selectField({
      name: "onRevoke",
      label: said.onRevoke,
      hint: said.onRevokeHint,
      value: tenant?.onRevoke ?? "erase",
      options: (["erase", "anonymise", "flag"] as const).map((way) => [way, said.revocations[way]]),
    })}
    <fieldset>
      <legend>${said.retention}</legend>
      <div class="grid">
        ${PARTS.map((part) => inputField({ name: `retentionDays.${part}`, label: said.retentions[part], type: "number", required: true, value: tenant?.retentionDays[part] ?? 180, min: 1, max: 3_650, problem }))}
      </div>
    </fieldset>
    <fieldset>
      <legend>${said.silence}</legend>
      <p class="muted">${said.silenceHint}</p>
      <div class="grid">
        ${PROVIDERS.map((provider) =>
          inputField({ name: `silenceHours.${provider}`, label: providerName(provider), type: "number", value: tenant?.silenceHours?.[provider], min: 1, max: 8_760, problem }),
        )}
      </div>
    </fieldset>
    <fieldset>
      <legend>${said.mail}</legend>
      <div class="form">
        ${inputField({ name: "mail.from", label: said.mailFrom, hint: said.mailHint, value: tenant?.mail?.from, problem })}
        ${inputField({ name: "mail.replyTo", label: said.mailReplyTo, type: "email", value: tenant?.mail?.replyTo, problem })}
      </div>
    </fieldset>`;
}

export function tenantBody(values: Record<string, string>): object {
  const { name, webhook, locale, onRevoke } = values;
  const [from, replyTo] = [values["mail.from"], values["mail.replyTo"]];
  const silence = PROVIDERS.flatMap((provider) => {
    const hours = values[`silenceHours.${provider}`];
    return hours ? [[provider, Number(hours)] as const] : [];
  });
  return {
    name,
    origins: linesOf(values["origins"]),
    onRevoke,
    retentionDays: Object.fromEntries(PARTS.map((part) => [part, Number(values[`retentionDays.${part}`])])),
    ...(locale && { locale }),
    ...(webhook && { webhook: { url: webhook, ordered: values["ordered"] === "on" } }),
    ...(from && { mail: { from, ...(replyTo && { replyTo }) } }),
    ...(silence.length > 0 && { silenceHours: Object.fromEntries(silence) }),
  };
}
