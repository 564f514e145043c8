// A connection's form: its fields in the present words, repeatable rows, secrets that are kept without being shown.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Problem } from "../call.ts";
import { fill, languageName } from "../format.ts";
import { words } from "../language.ts";
import { areaField, checkField, inputField, selectField, type Option } from "../parts/form.ts";
import type { Words } from "../texts/en/index.ts";
import { isAsked, textOf, type Rows, type Values } from "./body.ts";
import { isKept, type Column, type Field, type Setup } from "./fields.ts";

export interface Asked {
  setup: Setup;
  settings: Readonly<Record<string, unknown>>;
  hasSecrets: boolean;
  /** As they stand in the form now. */
  values: Values;
  rows: Rows;
  problem: Problem | undefined;
  addRow: (field: Field) => void;
  removeRow: (field: Field, key: string) => void;
}

type Said = Words["setup"]["fields"][keyof Words["setup"]["fields"]];

/** The words of a field; a provider's own texts name exactly its fields. */
function said(texts: Said, name: string): { label: string; hint?: string } {
  const found: unknown = Reflect.get(texts, name);
  const [label = name, hint] = Array.isArray(found) ? found.map(String) : [String(found ?? name)];
  return { label, ...(hint && { hint }) };
}

function option(value: string): Option {
  const { options, none } = words().setup;
  return [value, value === "" ? none : (options[value as keyof typeof options] ?? value)]; // others are the vendor's own names
}

export function connectionFields(texts: Said, asked: Asked): TemplateResult {
  return html`${repeat(
    asked.setup.fields.filter((field) => isAsked(field, asked.values)),
    ({ name }) => name,
    (field) => fieldOf(texts, field, asked),
  )}`;
}

function fieldOf(texts: Said, field: Field, asked: Asked): TemplateResult {
  const { name, kind } = field;
  const { setup } = words();
  const { label, hint } = said(texts, name);
  const { problem, hasSecrets, settings } = asked;
  const value = kind === "secret" || kind === "rows" ? "" : textOf(field, settings);
  const required = field.required ?? false;
  const input = { name, label, hint, value, problem, required };
  if (kind === "choice") return selectField({ ...input, options: (field.options ?? []).map(name.endsWith(".locale") ? (tag): Option => [tag, languageName(tag)] : option) });
  if (kind === "tick") return checkField(input);
  if (kind === "lines") return areaField(input);
  if (kind === "area") return areaField({ ...input, rows: 6 });
  if (kind === "rows") return rowsField(texts, field, asked);
  if (kind === "secret") {
    const kept = hasSecrets && isKept(settings, field);
    return inputField({ ...input, type: "password", required: required && !kept, placeholder: kept ? setup.secretKept : undefined });
  }
  return inputField({ ...input, type: kind });
}

function rowsField(texts: Said, field: Field, { rows, addRow, removeRow }: Asked): TemplateResult {
  const { setup } = words();
  const { label, hint } = said(texts, field.name);
  return html`<fieldset class="repeated">
    <legend>${label} <span class="optional">${words().forms.optional}</span></legend>
    ${hint ? html`<p class="muted">${hint}</p>` : nothing}
    ${repeat(
      rows[field.name] ?? [],
      ({ key }) => key,
      (row, index) =>
        html`<div class="rule" role="group" aria-label="${label} ${index + 1}">
          ${(field.columns ?? []).map((column) => columnOf(texts, field, column, row))}
          <button type="button" class="small" aria-label=${fill(setup.removeRow, { what: `${label} ${index + 1}` })} @click=${() => removeRow(field, row.key)}>${setup.remove}</button>
        </div>`,
    )}
    <button type="button" class="small" @click=${() => addRow(field)}>${setup.addRow}</button>
  </fieldset>`;
}

function columnOf(texts: Said, field: Field, column: Column, row: Rows[string][number]): TemplateResult {
  const { label } = said(texts, `${field.name}.${column.name}`);
  const input = { name: `${field.name}.${row.key}.${column.name}`, label, value: row[column.name] ?? "", required: column.required ?? false };
  if (column.kind === "choice") return selectField({ ...input, options: (column.options ?? []).map(option) });
  return inputField({ ...input, type: column.kind });
}
