// Copying: a value with its button, and secrets that are shown this once.
import { html, type TemplateResult } from "lit";
import { fill } from "../format.ts";
import { words } from "../language.ts";
import { say } from "./say.ts";

async function copy(event: Event, value: string, name: string): Promise<void> {
  const { copied, notCopied } = words().shell;
  const field = event.currentTarget instanceof Element ? event.currentTarget.parentElement?.querySelector("code") : undefined;
  try {
    await navigator.clipboard.writeText(value);
    say(fill(copied, { name }));
  } catch {
    // Without the right to the clipboard the value is marked, one key away from being copied.
    if (field) getSelection()?.selectAllChildren(field);
    say(notCopied);
  }
}

/** The name is what the value is, for the button's own. */
export const copyable = (value: string, name: string): TemplateResult =>
  html`<span class="copyable"><code dir="ltr">${value}</code
    ><button type="button" class="small" aria-label=${fill(words().shell.copyThis, { name })} @click=${(event: Event) => copy(event, value, name)}>
      ${words().shell.copy}
    </button></span>`;

export const shownOnce = (secrets: [name: string, value: string][]): TemplateResult =>
  html`<div class="once" tabindex="-1" role="group" aria-label=${words().shell.shownOnce}>
    <p><strong>${words().shell.shownOnce}</strong> ${words().shell.shownOnceWhy}</p>
    <dl class="facts">
      ${secrets.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${copyable(value, name)}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
