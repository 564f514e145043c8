// Fields of a form: label, hint, what the edge found wrong with it, and reading them back.
import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../call.ts";
import { words } from "../language.ts";

interface Input {
  name: string;
  label: string;
  hint?: string | undefined;
  value?: string | number | undefined;
  type?: "text" | "url" | "number" | "password" | "email" | "datetime-local" | "search";
  required?: boolean;
  pattern?: string;
  placeholder?: string | undefined;
  /** Where the edge's answer may find fault with it. */
  problem?: Problem | undefined;
  min?: number;
  max?: number;
}

const wrongWith = (problem: Problem | undefined, name: string): string | undefined => problem?.errors.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message;

function around({ name, label, hint, problem, required = false }: Input, control: (described: string | typeof nothing, invalid: boolean) => TemplateResult): TemplateResult {
  const wrong = wrongWith(problem, name);
  const described = [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(" ");
  return html`<div class="field">
    <label for=${name}>${label}${required ? nothing : html` <span class="optional">${words().forms.optional}</span>`}</label>
    ${control(described || nothing, wrong !== undefined)} ${hint ? html`<small id="${name}-hint">${hint}</small>` : nothing}
    ${wrong ? html`<small id="${name}-wrong" class="wrong" lang="en">${wrong}</small>` : nothing}
  </div>`;
}

export const inputField = (input: Input): TemplateResult =>
  around(
    input,
    (described, invalid) =>
      html`<input
        id=${input.name}
        name=${input.name}
        type=${input.type ?? "text"}
        .defaultValue=${String(input.value ?? "")}
        ?required=${input.required ?? false}
        pattern=${input.pattern ?? nothing}
        placeholder=${input.placeholder ?? nothing}
        min=${input.min ?? nothing}
        max=${input.max ?? nothing}
        aria-describedby=${described}
        aria-invalid=${invalid || nothing}
        autocomplete=${input.type === "password" ? "new-password" : "off"}
        autocapitalize="none"
        spellcheck="false"
        dir="auto"
      />`,
  );

export const areaField = (input: Input & { rows?: number }): TemplateResult =>
  around(
    input,
    (described, invalid) =>
      html`<textarea
        id=${input.name}
        name=${input.name}
        rows=${input.rows ?? 3}
        ?required=${input.required ?? false}
        aria-describedby=${described}
        aria-invalid=${invalid || nothing}
        .defaultValue=${String(input.value ?? "")}
        spellcheck="false"
        dir="auto"
      ></textarea>`,
  );

export type Option = [value: string, text: string];

export const selectField = (input: Input & { options: Option[] }): TemplateResult =>
  around(
    { ...input, required: true },
    (described) =>
      html`<select id=${input.name} name=${input.name} aria-describedby=${described}>
        ${input.options.map(([value, text]) => html`<option value=${value} ?selected=${value === String(input.value ?? "")}>${text}</option>`)}
      </select>`,
  );

export const checkField = ({ name, label, hint, value }: Input): TemplateResult =>
  html`<div class="field check">
    <label><input id=${name} name=${name} type="checkbox" ?checked=${value === "true"} /> ${label}</label>
    ${hint ? html`<small>${hint}</small>` : nothing}
  </div>`;

/** Every field's text by its name; what is not ticked is not there. */
export function readForm(event: Event): Record<string, string> {
  event.preventDefault();
  return event.target instanceof HTMLFormElement ? valuesOf(event.target) : {};
}

export const valuesOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])));

export const linesOf = (text: string | undefined): string[] => (text ?? "").split(/[\n,]+/).flatMap((line) => line.trim() || []);
