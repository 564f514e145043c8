// The inbox and one mail: text and HTML side by side, the HTML in a frame that runs nothing and loads nothing.
import { html } from "hono/html";
import { stateLabel, timeOf, type Html } from "../page.ts";
import { faultKinds, type Mail, type MailState } from "./state.ts";
import { faultTexts, outcomeTexts, said, type Language } from "./texts.ts";

const shownAttempts = 8;

export function inboxPage(state: MailState, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  return html`
    <main class="sheet wide-sheet">
      <header><h1>${text("title")}</h1><p class="muted">${text("intro")}</p></header>
      ${
        state.mails.length === 0
          ? html`<p class="empty muted">${text("empty")}</p>`
          : html`<ul class="list mails">${state.mails.toReversed().map(
              (mail) => html`
            <li>
              <a href="/mail/messages/${mail.id}"><strong>${mail.subject || text("noSubject")}</strong></a>
              <span class="muted small">${mail.to.join(", ")} · ${timeOf(mail.receivedAt, language)}</span>
            </li>`,
            )}</ul>`
      }
      ${serverSection(state, language)}
      ${state.mails.length === 0 ? "" : html`<form method="post" action="/mail/control/reset"><button class="button danger fit">${text("forget")}</button></form>`}
    </main>`;
}

function serverSection(state: MailState, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  const { fault, attempts } = state;
  const more = fault?.times ? `, ${fault.times} ${text("more")}` : "";
  return html`
    <section>
      <h2>${text("faultHeading")}</h2>
      <p class="muted">${text("faultIntro")}</p>
      <p>${stateLabel(fault ? "warn" : "good", `${faultTexts[fault?.fault ?? "none"][language]}${more}`)}</p>
      <form method="post" action="/mail/control/faults" class="row">
        <select class="select" name="fault" aria-label="${text("fault")}">
          ${(["none", ...faultKinds] as const).map((kind) => html`<option value="${kind}" ${kind === (fault?.fault ?? "none") ? "selected" : ""}>${faultTexts[kind][language]}</option>`)}
        </select>
        <input class="input short" name="times" type="number" min="1" placeholder="${text("always")}" aria-label="${text("times")}" />
        <button class="button">${text("set")}</button>
      </form>
      ${
        attempts.length === 0
          ? ""
          : html`
            <h3 class="small muted">${text("attempts")}</h3>
            <ul class="attempts">${attempts
              .slice(-shownAttempts)
              .toReversed()
              .map(
                ({ at, outcome, to }) =>
                  html`<li><span>${stateLabel(outcome === "kept" ? "good" : "warn", outcomeTexts[outcome][language])}</span><span class="muted small">${to.join(", ")} ${timeOf(at, language)}</span></li>`,
              )}</ul>`
      }
    </section>`;
}

export function mailPage(mail: Mail, language: Language): Html {
  const text = (key: keyof typeof said) => said[key][language];
  return html`
    <main class="sheet widest-sheet">
      <header>
        <p class="small"><a href="/mail">${text("back")}</a></p>
        <h1>${mail.subject || text("noSubject")}</h1>
        <dl class="facts">
          <dt>${text("to")}</dt><dd>${mail.to.join(", ")}</dd>
          <dt>${text("from")}</dt><dd>${mail.from}</dd>
          <dt>${text("received")}</dt><dd>${timeOf(mail.receivedAt, language)}</dd>
        </dl>
      </header>
      <div class="parts">
        <section>
          <h2>${text("plain")}</h2>
          ${mail.text === "" ? html`<p class="empty muted">${text("noPlain")}</p>` : html`<pre class="paper">${mail.text}</pre>`}
        </section>
        <section>
          <h2>${text("html")}</h2>
          ${mail.html === "" ? html`<p class="empty muted">${text("noHtml")}</p>` : html`<iframe class="paper" sandbox="" src="/mail/messages/${mail.id}/html" title="${text("html")}"></iframe>`}
        </section>
      </div>
      ${mail.attachments.length === 0 ? "" : html`<section><h2>${text("attachments")}</h2><ul class="list">${mail.attachments.map(({ fileName, mimeType, size }) => html`<li>${fileName} <span class="muted small">${mimeType}, ${size} B</span></li>`)}</ul></section>`}
      <details>
        <summary>${text("headers")}</summary>
        <dl class="facts headers">${mail.headers.map(({ key, value }) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>
      </details>
    </main>`;
}
