// Settings: how the connections stand, fetching now, what a person may ask for, and receipts of what was withdrawn.
import { html } from "hono/html";
import type { BridgeError } from "../bridge.ts";
import type { Connection, Receipt } from "../contract.ts";
import { layout, type Html, type View } from "./layout.ts";
import { linkedinCard, type Standing } from "./linkedin-state.ts";
import { facts, moment, problemNotice, state, version, type State } from "./parts.ts";

/** What the last request on this page did, to be said on the page that follows it. */
export type Outcome =
  { pulled: true } | { confirmErase: string } | { erased: Receipt; own: number; email: string } | { exported: Receipt; email: string; file: string } | { problem: BridgeError };

/** How each vendor's connection stands, and what was withdrawn by a vendor. */
export type Standings = { connection: Connection; suite: Connection; linkedin: Standing; receipts: Receipt[] | BridgeError };

export function settingsPage(view: View, { connection, suite, linkedin, receipts }: Standings, outcome: Outcome | undefined): Html {
  const { t } = view;
  const email = outcome && "confirmErase" in outcome ? outcome.confirmErase : outcome && "email" in outcome ? outcome.email : "";
  return layout(view, {
    title: t.settings,
    area: "settings",
    scripts: ["live.ts"],
    body: html`
      <header class="page-head"><h1>${t.settings}</h1></header>
      <div class="settings">
        <div class="stack">${connectionPart(view, connection, outcome)} ${suitePart(view, suite)} ${linkedinCard(view, linkedin)} ${developerPart(view)}</div>
        <div class="stack">
          <section class="surface pad">
            <h2>${t.privacyTitle}</h2>
            <p class="muted">${t.privacyIntro}</p>
            <form method="post" action="/ats/settings/people" class="inline">
              <label class="grow"><span class="label">${t.email}</span><input class="input" type="email" name="email" required value="${email}" autocomplete="off" /></label>
              <button class="button" name="do" value="export">${t.exportPerson}</button>
              <button class="button danger" name="do" value="ask-erase">${t.erasePerson}</button>
            </form>
            ${outcome ? privacyOutcome(view, outcome) : ""}
          </section>
          ${withdrawalsPart(view, receipts)}
        </div>
      </div>`,
  });
}

function connectionPart(view: View, connection: Connection, outcome: Outcome | undefined): Html {
  const { t } = view;
  return html`
    <section class="surface pad">
      <h2>PitchYou</h2>
      ${standing(view, connection, { who: t.forVendor, degraded: t.connDegradedText, action_needed: t.connActionText })}
      <p class="muted">${t.pullText}</p>
      <form method="post" action="/ats/settings/pull"><button class="button primary">${t.pullNow}</button></form>
      ${outcome && "pulled" in outcome ? html`<p class="done" role="status">${state({ shape: "◐", tone: "wait", word: t.pulled })} <a href="/ats/candidates">${t.candidates}</a></p>` : ""}
    </section>`;
}

function suitePart(view: View, connection: Connection): Html {
  const { t } = view;
  return html`
    <section class="surface pad">
      <h2>Interview suite</h2>
      ${standing(view, connection, { who: t.forSuite, degraded: t.suiteDegradedText, action_needed: t.suiteActionText })}
      <p class="muted">${t.suiteCard}</p>
    </section>`;
}

function standing(view: View, connection: Connection, words: { who: string; degraded: string; action_needed: string }): Html {
  const { provider, since, cause } = connection;
  const explanation = { ...words, unreachable: view.t.problemAwayText }[connection.state];
  return html`<div data-live="${provider}" data-version="${version(connection)}">
    <p class="connection">${state(connectionState(view, connection, words.who))}${since ? html` <span class="muted">· ${moment(since, view)}</span>` : ""}</p>
    ${explanation ? html`<p>${explanation}</p>` : ""}${cause ? html`<p class="small muted"><code>${cause}</code></p>` : ""}
  </div>`;
}

function developerPart(view: View): Html {
  const { t } = view;
  return html`
    <section class="surface pad">
      <h2>${t.developerTitle}</h2>
      <p class="muted">${t.developerText}</p>
      ${facts([
        [t.bridgeAddress, html`<a href="${view.edgeUrl}/docs">${view.edgeUrl}</a>`],
        [t.sessionAddress, html`<code>POST /bridge/session</code>`],
        [t.webhookAddress, html`<code>POST /webhooks/ats-bridge</code>`],
      ])}
    </section>`;
}

function privacyOutcome(view: View, outcome: Outcome): Html | string {
  const { t } = view;
  if ("problem" in outcome) return problemNotice(view, outcome.problem);
  if ("confirmErase" in outcome) {
    return html`<form method="post" action="/ats/settings/people" class="confirm" role="group" aria-label="${t.erasePerson}">
      <p>${t.eraseConfirm} <strong>${outcome.confirmErase}</strong></p>
      <input type="hidden" name="email" value="${outcome.confirmErase}" />
      <p class="row"><button class="button danger" name="do" value="erase">${t.eraseNow}</button> <a class="button" href="/ats/settings">${t.keep}</a></p>
    </form>`;
  }
  if ("erased" in outcome)
    return html`<div class="receipt" role="status"><p>${state({ shape: "●", tone: "good", word: t.erasedWord })}</p>${receipt(view, outcome.erased, outcome.own)}</div>`;
  if ("exported" in outcome) {
    return html`<div class="receipt" role="status">
      <p>${state({ shape: "●", tone: "good", word: t.exportedWord })} <a class="button" download="export.json" href="/ats/settings/exports/${outcome.file}">${t.exportDownload}</a></p>
      ${receipt(view, outcome.exported, null)}
    </div>`;
  }
  return "";
}

function withdrawalsPart(view: View, receipts: Receipt[] | BridgeError): Html {
  const { t } = view;
  const known = Array.isArray(receipts) ? receipts : [];
  return html`
    <section class="surface pad" data-live="withdrawals" data-version="${version(known.map((one) => one.receipt.id))}">
      <h2>${t.withdrawals}</h2>
      <p class="muted">${t.withdrawalsText}</p>
      ${Array.isArray(receipts) ? "" : problemNotice(view, receipts)}
      ${known.map((one) => html`<details class="withdrawal"><summary>${state({ shape: "●", tone: "good", word: t.withdrawn })} <span class="muted">· ${moment(one.receipt.at, view)}</span></summary>${receipt(view, one, null)}</details>`)}
    </section>`;
}

function receipt(view: View, { receipt: { id, at, counts, notErased }, signature }: Receipt, own: number | null): Html {
  const { t } = view;
  const words: Record<string, string> = t;
  return html`${facts([
    [t.receipt, html`<code>${id}</code>`],
    [t.at, moment(at, view)],
    ...Object.entries(counts).map(([name, count]): [string, string] => [words[`count_${name}`] ?? name, String(count)]),
    [t.ownRows, own === null ? null : String(own)],
    [t.signature, html`<code class="long">${signature}</code>`],
  ])}
    ${notErased.length > 0 ? html`<p class="small muted">${t.notErased}</p><ul class="points small">${notErased.map(({ where, why }) => html`<li>${where}: ${why}</li>`)}</ul>` : ""}`;
}

function connectionState({ t }: View, { state: name }: Connection, vendor: string): State {
  const states: Record<string, State> = {
    healthy: { shape: "●", tone: "good", word: t.connHealthy },
    degraded: { shape: "▲", tone: "warn", word: t.connDegraded, who: vendor },
    action_needed: { shape: "▲", tone: "bad", word: t.connAction, who: t.forAdmin },
    not_set_up: { shape: "○", tone: "wait", word: t.connNone, who: t.forAdmin },
    waiting_for_us: { shape: "○", tone: "wait", word: t.connWaitingUs, who: t.forAdmin },
    waiting_for_customer: { shape: "○", tone: "wait", word: t.connWaitingCustomer, who: t.forAdmin },
    unreachable: { shape: "✕", tone: "bad", word: t.connUnreachable, who: t.forAdmin },
  };
  return states[name] ?? { shape: "○", tone: "wait", word: name };
}
