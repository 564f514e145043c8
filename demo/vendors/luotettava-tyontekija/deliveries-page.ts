// What was sent, newest first: each try with its answer, the message behind a fold.
import { html } from "hono/html";
import type { Language } from "../mail/texts.ts";
import { stateLabel, timeOf, type Html } from "../page.ts";
import { personState } from "./profile-page.ts";
import type { Delivery, LtState } from "./state.ts";
import { said } from "./texts.ts";

const shown = 50;

/** Without a person, everybody's. */
export function deliveriesPage(state: LtState, personId: string | undefined, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  const person = personId === undefined ? undefined : state.people.get(personId);
  const listed = state.deliveries
    .filter((delivery) => person === undefined || delivery.personId === person.id)
    .slice(-shown)
    .toReversed();
  return html`
    <main class="sheet profile-sheet">
      <header>
        <p class="small"><a href="/lt${person ? html`?person=${encodeURIComponent(person.id)}` : ""}">${text("backToProfile")}</a></p>
        <h1>${text("deliveriesTitle")}</h1>
        <p class="muted">${text("deliveriesIntro")}</p>
      </header>
      ${person && state.target ? html`<section class="company"><strong>${person.profile.first_name} ${person.profile.last_name}</strong> ${personState(state, person, language)}</section>` : ""}
      ${listed.length === 0 ? html`<p class="empty muted">${text("deliveriesEmpty")}</p>` : html`<ol class="list">${listed.map((delivery) => row(delivery, language))}</ol>`}
    </main>`;
}

function row(delivery: Delivery, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  const { status, attempt, answerStatus, answer, at, nextAt, sent, bytes } = delivery;
  const tone = answerStatus === 200 ? "good" : answerStatus === null && answer === "" ? "wait" : "bad";
  return html`
    <li>
      <div class="row spread">
        <strong>${status}</strong>
        ${stateLabel(tone, String(answerStatus ?? text("noAnswer")))}
      </div>
      <span class="muted small">${timeOf(at, language)} · ${attempt}. ${text("attempt")} · ${new Intl.NumberFormat(language).format(bytes)} ${text("bytes")}${nextAt ? html` · ${text("next")} ${timeOf(nextAt, language)}` : ""}</span>
      <code class="answer"><span class="hidden-text">${text("answer")}: </span>${answer === "" ? text("emptyAnswer") : answer.slice(0, 400)}</code>
      <details><summary class="small">${text("sent")}</summary><code>${sent.slice(0, 2000)}</code></details>
    </li>`;
}
