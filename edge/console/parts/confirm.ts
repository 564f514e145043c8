// A plain question before what cannot be taken back; where it must not happen by a slip, a word is typed first.
import { html, nothing, render } from "lit";
import { fill } from "../format.ts";
import { words } from "../language.ts";

interface Question {
  title: string;
  text: string;
  /** What the button does, as its label. */
  action: string;
  /** Has to be typed first. */
  typed?: string;
  harmless?: boolean;
}

export function confirm({ title, text, action, typed, harmless = false }: Question): Promise<boolean> {
  const { confirming } = words();
  const back = document.activeElement;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "question");
  return new Promise((resolve) => {
    const onSubmit = (event: Event): void => {
      const said = new FormData(event.target instanceof HTMLFormElement ? event.target : undefined).get("typed");
      if (typed === undefined || said === typed) return dialog.close("yes");
      event.preventDefault();
      const field = dialog.querySelector("input");
      field?.setAttribute("aria-invalid", "true");
      field?.focus();
    };
    render(
      html`<form method="dialog" @submit=${onSubmit}>
        <h2 id="question">${title}</h2>
        <p>${text}</p>
        ${
          typed === undefined
            ? nothing
            : html`<label class="field"
              ><span>${fill(confirming.type, { word: typed })}</span> <input name="typed" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto" /><small class="wrong">${confirming.mismatch}</small></label
            >`
        }
        <div class="row">
          <button class=${harmless ? "primary" : "danger"}>${action}</button>
          <button type="button" ?autofocus=${typed === undefined} @click=${() => dialog.close()}>${confirming.cancel}</button>
        </div>
      </form>`,
      dialog,
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (back instanceof HTMLElement) back.focus();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
