// How LinkedIn stands, in words: one integration by its status, and all of them together on the card of the settings page.
import { html } from "hono/html";
import { BridgeError } from "../bridge.ts";
import type { Integration } from "../contract.ts";
import { fill, type Texts } from "../language.ts";
import type { Html, View } from "./layout.ts";
import { problemNotice, state, version, type State } from "./parts.ts";

export type Standing = Integration[] | BridgeError;

/** A status that this system does not know is shown as it came. */
export function onboardingState(status: string, t: Texts): State {
  const states: Record<string, State> = {
    REQUESTED: { shape: "○", tone: "wait", word: t.liRequested },
    PARTNER_READY: { shape: "◐", tone: "wait", word: t.liReady },
    ENABLED: { shape: "●", tone: "good", word: t.liEnabled },
  };
  return states[status] ?? { shape: "○", tone: "wait", word: status };
}

export function linkedinCard(view: View, standing: Standing): Html {
  const { t } = view;
  const items = standing instanceof BridgeError ? [] : standing;
  const enabled = items.filter(({ onboardingStatus }) => onboardingStatus === "ENABLED").length;
  return html`
    <section class="surface pad">
      <h2>LinkedIn</h2>
      <div data-live="linkedin" data-version="${version([items.map(({ onboardingStatus, error }) => [onboardingStatus, error]), standing instanceof BridgeError && standing.code])}">
        <p class="connection">${state(standingState(t, standing))}${items.length > 0 ? html` <span class="muted">· ${fill(t.liCount, { n: enabled, all: items.length })}</span>` : ""}</p>
      </div>
      ${standing instanceof BridgeError && standing.status === 0 ? problemNotice(view, standing) : html`<p class="muted">${t.liCard}</p>`}
      <p><a class="button" href="/ats/settings/linkedin">${t.liOpen}</a></p>
    </section>`;
}

/** The one that needs someone comes before those that are merely under way. */
function standingState(t: Texts, standing: Standing): State {
  if (standing instanceof BridgeError) {
    if (standing.status === 0) return { shape: "✕", tone: "bad", word: t.connUnreachable, who: t.forAdmin };
    return standing.code === "not-connected"
      ? { shape: "○", tone: "wait", word: t.connNone, who: t.forAdmin }
      : { shape: "▲", tone: "warn", word: t.connDegraded, who: t.forAdmin };
  }
  const some = (status: string) => standing.some(({ onboardingStatus }) => onboardingStatus === status);
  if (standing.length === 0) return { shape: "○", tone: "wait", word: t.liNone, who: t.forYou };
  if (standing.some(({ error }) => error)) return { shape: "▲", tone: "warn", word: t.liRefused, who: t.forAdmin };
  if (some("PARTNER_READY")) return { shape: "▲", tone: "warn", word: t.liToEnable, who: t.forYou };
  if (standing.every(({ onboardingStatus }) => onboardingStatus === "ENABLED")) return { shape: "●", tone: "good", word: t.connHealthy };
  return { shape: "◐", tone: "wait", word: t.liRequested, who: t.forLinkedin };
}
