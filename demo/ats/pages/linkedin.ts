// LinkedIn in the settings: the onboarding element beside a link for whoever administers Recruiter, messages received, and files for support.
import { html } from "hono/html";
import { BridgeError } from "../bridge.ts";
import type { HostedLink } from "../contract.ts";
import { fill } from "../language.ts";
import type { NotedChange } from "../store.ts";
import { layout, type Html, type View } from "./layout.ts";
import { onboardingState } from "./linkedin-state.ts";
import { moment, problemNotice, state, version } from "./parts.ts";

export const linkDays = [1, 7, 30] as const;
const usualDays = 7;

export type LinkedinOutcome = "made" | "taken-back" | BridgeError;

export function linkedinPage(view: View, links: HostedLink[], changes: NotedChange[], outcome: LinkedinOutcome | undefined): Html {
  const { t, language } = view;
  return layout(view, {
    title: "LinkedIn",
    area: "settings",
    scripts: ["live.ts", "copy.ts"],
    body: html`
      <p id="status" role="status" class="hidden-text"></p>
      <p class="back"><a href="/ats/settings">${t.settings}</a></p>
      <header class="page-head"><h1>LinkedIn</h1></header>
      <div class="linkedin">
        <ats-linkedin-onboard session-url="/bridge/session" hosted-url="/ats/settings/linkedin/own-page" locale="${language}"></ats-linkedin-onboard>
        <div class="stack">${linkPart(view, links, outcome)} ${messagesPart(view, changes)} ${supportPart(view)}</div>
      </div>`,
  });
}

function linkPart(view: View, links: HostedLink[], outcome: LinkedinOutcome | undefined): Html {
  const { t, language } = view;
  const days = new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" });
  return html`
    <section class="surface pad" id="link">
      <h2>${t.liLinkTitle}</h2>
      <p class="muted">${t.liLinkText}</p>
      <form method="post" action="/ats/settings/linkedin/links" class="inline">
        <label><span class="label">${t.liLinkFor}</span>
          <select class="select" name="days">${linkDays.map((count) => html`<option value="${count}" ${count === usualDays ? "selected" : ""}>${days.format(count)}</option>`)}</select>
        </label>
        <button class="button">${t.liLinkMake}</button>
      </form>
      ${outcome === "made" ? html`<p role="status">${state({ shape: "●", tone: "good", word: t.liLinkMade })}</p>` : ""}
      ${outcome === "taken-back" ? html`<p role="status">${state({ shape: "●", tone: "good", word: t.liLinkTakenBack })}</p>` : ""}
      ${outcome instanceof BridgeError ? problemNotice(view, outcome) : ""}
      <ul class="links" data-live="links" data-version="${version(links.map(({ id }) => id))}">
        ${links.map((link) => linkItem(view, link))}
      </ul>
    </section>`;
}

function linkItem(view: View, { id, url, expiresAt }: HostedLink): Html {
  const { t } = view;
  const mail = `mailto:?${new URLSearchParams({ subject: t.liMailSubject, body: fill(t.liMailBody, { url }) }).toString().replaceAll("+", "%20")}`;
  return html`<li>
    <label><span class="label">${t.liLink} <span class="muted">· ${t.liLinkEnds} ${moment(expiresAt, view)}</span></span><input class="input" id="${id}" readonly value="${url}" /></label>
    <div class="row">
      <button class="button" type="button" id="copy-${id}" data-copies="${id}" data-copied="${t.liLinkCopied}">${t.liLinkCopy}</button>
      <a class="button" href="${mail}">${t.liLinkMail}</a>
      <form method="post" action="/ats/settings/linkedin/links/${encodeURIComponent(id)}/take-back"><button class="button danger">${t.liLinkTakeBack}</button></form>
    </div>
  </li>`;
}

function messagesPart(view: View, changes: NotedChange[]): Html {
  const { t } = view;
  const words = ({ change: { integrationName, previousStatus, onboardingStatus } }: NotedChange) =>
    [integrationName, onboardingState(previousStatus, t).word, "→", onboardingState(onboardingStatus, t).word].join(" ");
  return html`
    <section class="surface pad" data-live="messages" data-version="${version(changes.map(({ id }) => id))}" data-news="${changes[0] ? words(changes[0]) : ""}">
      <h2>${t.liMessages}</h2>
      <p class="muted">${t.liMessagesText}</p>
      ${
        changes.length === 0
          ? html`<p class="muted">${t.liMessagesNone}</p>`
          : html`<ol class="changes">
            ${changes.map(({ at, change }) => {
              const [level, id] = change.integrationContext.split(":").slice(2);
              return html`<li>
                <p><span class="change-name">${change.integrationName}</span>${level === "contract" ? html` <span class="muted small">${t.liContract} ${id}</span>` : ""}</p>
                <p><span><span class="muted">${onboardingState(change.previousStatus, t).word} →</span> ${state(onboardingState(change.onboardingStatus, t))}</span> <span class="muted small">${moment(at, view)}</span></p>
              </li>`;
            })}
          </ol>`
      }
    </section>`;
}

function supportPart({ t }: View): Html {
  return html`
    <section class="surface pad">
      <h2>${t.liSupport}</h2>
      <p class="muted">${t.liSupportText}</p>
      <p class="row">
        <a class="button" href="/ats/settings/linkedin/support-bundle" download="linkedin-support.json">${t.liSupportBundle}</a>
        <a class="button" href="/ats/settings/linkedin/integrations" download="linkedin-integrations.csv">${t.liSupportList}</a>
      </p>
    </section>`;
}
