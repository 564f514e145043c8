// One person's profile as a form, its state with the company, and how the message is written.
import { html } from "hono/html";
import { stateLabel, timeOf, type Html } from "../page.ts";
import type { Language } from "../mail/texts.ts";
import type { LtState, Person } from "./state.ts";
import { variants } from "./switches.ts";
import { said, variantTexts } from "./texts.ts";

type Text = (key: keyof typeof said) => string;

export function profilePage(state: LtState, person: Person, language: Language): Html {
  const text: Text = (key) => said[key][language];
  const path = `/lt/people/${encodeURIComponent(person.id)}`;
  const send = person.shared === "shared" ? "update" : person.shared === "withdrawn" ? "shareAgain" : "share";
  return html`
    <main class="sheet profile-sheet">
      <header>
        <h1>${text("profileTitle")}</h1>
        <p class="muted">${text("intro")}</p>
        <nav class="people" aria-label="${text("people")}">
          ${[...state.people.values()].map(({ id, profile }) => html`<a class="button" href="/lt?person=${encodeURIComponent(id)}" ${id === person.id ? 'aria-current="page"' : ""}>${profile.first_name} ${profile.last_name}</a>`)}
        </nav>
      </header>
      ${
        state.target
          ? html`
            <section class="company" aria-label="${text("partner")}">
              <strong>${state.target.partner}</strong>
              ${personState(state, person, language)}
              <a class="small" href="/lt/deliveries?person=${encodeURIComponent(person.id)}">${text("allDeliveries")}</a>
            </section>`
          : html`<p class="empty">${text("noTarget")} <a href="/lt/control">${text("openControl")}</a></p>`
      }
      <form method="post" action="${path}/share" class="profile">
        ${fields(person, text)}
        <details ${state.switches.variants.length > 0 ? "open" : ""}>
          <summary>${text("form")}</summary>
          <p class="muted small">${text("formIntro")} <a href="/lt/control">${text("openControl")}</a></p>
          ${variantBoxes(state, language)}
        </details>
        <button class="button primary wide" ${state.target ? "" : "disabled"}>${text(send)}</button>
      </form>
      ${person.shared === "shared" ? html`<form method="post" action="${path}/withdraw"><button class="button danger wide">${text("withdraw")}</button></form>` : ""}
    </main>`;
}

/** What became of the person's last message. */
export function personState(state: LtState, person: Person, language: Language): Html {
  const last = state.deliveries.findLast(({ personId }) => personId === person.id);
  const [text, at] = [(key: keyof typeof said) => said[key][language], person.changedAt];
  if (person.shared === "never" || !at) return html`<span class="state"><span class="shape" aria-hidden="true">○</span><span>${text("never")}</span></span>`;
  if (last?.nextAt) return stateLabel("wait", text("onItsWay"));
  if (last && last.answerStatus !== 200) return stateLabel("bad", text("notArrived"));
  return html`${stateLabel("good", text(person.shared === "withdrawn" ? "withdrawn" : "shared"))} <span class="muted small">${timeOf(at, language)}</span>`;
}

export function variantBoxes(state: LtState, language: Language): Html {
  return html`<div class="variants">
    ${variants.map((name) => html`<label><input type="checkbox" name="variants" value="${name}" ${state.switches.variants.includes(name) ? "checked" : ""} /><span>${variantTexts[name][language]}</span></label>`)}
  </div>`;
}

function fields({ profile }: Person, text: Text): Html {
  const [occupation] = profile.occupations;
  // No type=email: a person of this stand-in may also write what no mail server takes.
  const line = (name: keyof typeof said, value: string | number, type = "text") =>
    html`<label><span class="label">${text(name)}</span><input class="input" name="${name}" type="${type}" value="${value}" /></label>`;
  return html`
    <fieldset>
      <legend>${text("person")}</legend>
      ${line("first_name", profile.first_name)} ${line("last_name", profile.last_name)} ${line("email", profile.email)} ${line("phone", profile.phone)} ${line("municipality", profile.municipality)}
    </fieldset>
    <fieldset>
      <legend>${text("work")}</legend>
      ${line("title", occupation?.title ?? "")} ${line("experience_years", occupation?.experience_years ?? 0, "number")} ${line("driving_licence", profile.driving_licence.join(", "))} ${line("from", profile.availability.from, "date")}
    </fieldset>
    <fieldset>
      <legend>${text("qualifications")}</legend>
      ${[...profile.qualifications, { name: "", valid_until: null }].map(({ name, valid_until }) => html`${line("qualification", name)} ${line("valid_until", valid_until ?? "", "date")}`)}
    </fieldset>
    <label><span class="label">${text("free_text")}</span><textarea class="input" name="free_text" rows="3">${profile.free_text}</textarea></label>`;
}
