// Small parts that several pages show: a moment, a state with its shape, a list of facts, a file size, a problem.
import { html } from "hono/html";
import type { BridgeError } from "../bridge.ts";
import { relativeTime } from "../browser/relative-time.ts";
import { fill, type Texts } from "../language.ts";
import type { Candidate } from "../store.ts";
import type { Html, View } from "./layout.ts";

export type State = { shape: "○" | "◐" | "●" | "▲" | "✕"; tone: "wait" | "good" | "warn" | "bad"; word: string; who?: string | undefined };

export function state({ shape, tone, word, who }: State): Html {
  return html`<span class="state ${tone}"><span class="shape" aria-hidden="true">${shape}</span><span>${word}${who ? html`<span class="muted">, ${who}</span>` : ""}</span></span>`;
}

/** Relative, with the exact time on hover and focus. */
export function moment(iso: string, { language }: View): Html {
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium", timeZone: "Europe/Berlin" }).format(new Date(iso));
  return html`<time datetime="${iso}" data-exact="${exact}" tabindex="0">${relativeTime(iso, language, Date.now())}</time>`;
}

export function facts(rows: [string, Html | string | null][]): Html {
  return html`<dl class="facts">
    ${rows.filter(([, value]) => value !== null && value !== "").map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

export function fileSize(bytes: number, language: string): string {
  const [unit, size] = bytes < 1024 * 1024 ? ["kilobyte", 1024] : ["megabyte", 1024 * 1024];
  return new Intl.NumberFormat(language, { style: "unit", unit: String(unit), maximumFractionDigits: bytes < 10 * Number(size) ? 1 : 0 }).format(bytes / Number(size));
}

/** `{n}` with the right word for one and for many. */
export function counted(n: number, one: string, many: string, language: string): string {
  return fill(new Intl.PluralRules(language).select(n) === "one" ? one : many, { n: new Intl.NumberFormat(language).format(n) });
}

export function candidateState({ application, openedAt }: Candidate, t: Texts): State {
  if (application.state === "parked") return { shape: "▲", tone: "warn", word: t.stateParked, who: t.forYou };
  return openedAt ? { shape: "◐", tone: "wait", word: t.stateOpened } : { shape: "○", tone: "wait", word: t.stateNew, who: t.forYou };
}

/** How the mail stands that thanks a candidate, where one is sent. */
export function acknowledgementState({ application: { acknowledgement } }: Candidate, t: Texts): State | undefined {
  if (!acknowledgement) return undefined;
  const states: Record<string, State> = {
    waiting: { shape: "◐", tone: "wait", word: t.ackWaiting },
    sent: { shape: "●", tone: "good", word: t.ackSent },
    failed: { shape: "✕", tone: "bad", word: t.ackFailed, who: t.forYou },
    "no-address": { shape: "▲", tone: "warn", word: t.ackNoAddress, who: t.forYou },
  };
  return states[acknowledgement.state] ?? { shape: "○", tone: "wait", word: acknowledgement.state };
}

export function candidateName({ application: { person } }: Candidate, t: Texts): string {
  return person.name || [person.firstName, person.lastName].filter(Boolean).join(" ") || t.withoutName;
}

export function channelName(channel: string): string {
  return { pitchyou: "WhatsApp · PitchYou", "luotettava-tyontekija": "Luotettava Työntekijä", icims: "iCIMS" }[channel] ?? channel;
}

/** What the page changes into when it changes at all: the value of `data-version`. */
export function version(value: unknown): string {
  return JSON.stringify(value);
}

/** What happened, that nothing was lost, the next step, and small what support asks for. */
export function problemNotice({ t }: View, problem: BridgeError): Html {
  return html`<div class="problem" role="alert">
    <p>${state({ shape: "✕", tone: "bad", word: problem.status === 0 ? t.problemAway : t.problemRefused })}</p>
    <p>${problem.status === 0 ? t.problemAwayText : problem.message}</p>
    <p class="small muted"><code>${problem.code}${problem.requestId ? ` · ${problem.requestId}` : ""}</code></p>
  </div>`;
}
