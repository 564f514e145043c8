// The control page: where messages go, how they are written and repeated, and further people.
import { html } from "hono/html";
import type { Language } from "../mail/texts.ts";
import type { Html } from "../page.ts";
import { variantBoxes } from "./profile-page.ts";
import type { LtState } from "./state.ts";
import { said } from "./texts.ts";

export function controlPage(state: LtState, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  const { target, switches } = state;
  const field = (name: string, label: string, value: string | number, more = html``) =>
    html`<label><span class="label">${label}</span><input class="input" name="${name}" value="${value}" ${more} /></label>`;
  return html`
    <main class="sheet profile-sheet">
      <header>
        <p class="small"><a href="/lt">${text("backToProfile")}</a> · <a href="/lt/deliveries">${text("allDeliveries")}</a></p>
        <h1>${text("controlTitle")}</h1>
        <p class="muted">${text("controlIntro")}</p>
      </header>
      <form method="post" action="/lt/control/target" class="profile">
        <fieldset>
          <legend>${text("target")}</legend>
          ${field("edgeUrl", text("edgeUrl"), target?.edgeUrl ?? "http://localhost:8787", html`required`)}
          ${field("tenant", text("tenant"), target?.tenant ?? "acme", html`required`)}
          ${field("partner", text("partner"), target?.partner ?? "Nordlicht")}
          <label><span class="label">${text("token")}</span><input class="input" name="token" type="password" autocomplete="off" required placeholder="${target ? text("tokenKept") : ""}" /></label>
        </fieldset>
        <button class="button fit">${text("save")}</button>
      </form>
      <form method="post" action="/lt/control/switches" class="profile">
        <fieldset>
          <legend>${text("behaviour")}</legend>
          ${field("repeat", text("repeat"), switches.repeat, html`type="number" min="1" max="20" required`)}
          ${field("retry", text("retry"), switches.retryMs.map((ms) => ms / 1000).join(", "))}
          ${field("newStatus", text("newStatus"), switches.newStatus)}
        </fieldset>
        <fieldset class="one"><legend>${text("form")}</legend>${variantBoxes(state, language)}</fieldset>
        <button class="button fit">${text("save")}</button>
      </form>
      <div class="row">
        <form method="post" action="/lt/control/people"><button class="button">${text("newPerson")}</button></form>
        <form method="post" action="/lt/control/reset"><button class="button danger">${text("forget")}</button></form>
      </div>
    </main>`;
}
