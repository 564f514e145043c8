// Search and filters above a list; what is asked stands in the address, so it can be shared and gone back from.
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { query } from "../call.ts";
import { words } from "../language.ts";
import { go, type Route } from "../routes.ts";
import { valuesOf, type Option } from "./form.ts";

interface Filter {
  name: string;
  label: string;
  options: Option[];
}

export function search(route: Route, text: { label: string; hint: string } | undefined, filters: Filter[]): TemplateResult {
  const { records } = words();
  const follow = (form: HTMLFormElement | null): void => {
    if (form) go(route.path + query(valuesOf(form)));
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement) follow(event.target);
  };
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) follow(event.target.form);
  };
  return html`<form class="search" role="search" @submit=${onSubmit} @change=${onChange}>
    ${
      text
        ? html`<div class="field grow">
          <label for="q">${text.label}</label>
          <span class="row tight"
            ><input id="q" name="q" type="search" .value=${live(route.query.get("q") ?? "")} aria-describedby="q-hint" autocapitalize="none" autocomplete="off" spellcheck="false" dir="auto" /><button class="primary">
              ${records.search}
            </button></span
          >
          <small id="q-hint">${text.hint}</small>
        </div>`
        : nothing
    }
    ${filters.map(
      ({ name, label, options }) =>
        html`<div class="field">
          <label for=${name}>${label}</label>
          <select id=${name} name=${name}>
            ${[["", records.all] as Option, ...options].map(([value, shown]) => html`<option value=${value} .selected=${value === (route.query.get(name) ?? "")}>${shown}</option>`)}
          </select>
        </div>`,
    )}
  </form>`;
}
