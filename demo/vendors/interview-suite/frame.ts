// The frame of the suite's pages: where one is, who is signed in, and the words of the browser's language.
import type { Context } from "hono";
import { html } from "hono/html";
import { page, stateLabel, type Html, type PageOptions } from "../page.ts";
import { languageOf, type Language } from "../pitchyou/languages.ts";
import { evaluationStatus } from "./evaluation.ts";
import type { Candidate, Project } from "./records.ts";
import { signedIn } from "./sign-on.ts";
import type { Vendor } from "./state.ts";
import { candidateTexts, counted, projectTexts, said } from "./texts.ts";

export type Words = ReturnType<typeof wordsFor>;
type Step = { href: string; name: string };

export const assetsOf = { path: "/suite", styles: ["messenger.css", "suite.css"], icon: "suite.svg" };

export function wordsFor(c: Context) {
  return wordsIn(languageOf(c.req.header("accept-language")));
}

export function wordsIn(language: Language) {
  return {
    language,
    text: (key: keyof typeof said) => said[key][language],
    number: (value: number) => new Intl.NumberFormat(language).format(value),
    count(what: keyof typeof counted, value: number) {
      const forms = counted[what][language];
      return `${new Intl.NumberFormat(language).format(value)} ${new Intl.PluralRules(language).select(value) === "one" ? forms.one : forms.other}`;
    },
    duration: (seconds: number) =>
      seconds > 0 && seconds % 60 === 0
        ? new Intl.NumberFormat(language, { style: "unit", unit: "minute" }).format(seconds / 60)
        : new Intl.NumberFormat(language, { style: "unit", unit: "second" }).format(seconds),
    moment: (at: string) =>
      html`<time datetime="${at}" title="${at}">${new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" })}</time>`,
  };
}

/** `trail` leads back, the nearest place last. */
export function show(
  vendor: Vendor,
  c: Context,
  { trail = [], body, ...rest }: { trail?: readonly Step[]; body: Html } & Pick<PageOptions, "title" | "live" | "status">,
): Response | Promise<Response> {
  const { language, text } = wordsFor(c);
  const user = signedIn(vendor, c);
  const steps = trail.map(({ href, name }) => html`<li><a href="${href}">${name}</a></li>`);
  const top = html`
    ${trail.length > 0 ? html`<nav aria-label="${text("where")}"><ol class="trail">${steps}</ol></nav>` : ""}
    ${user ? html`<form method="post" action="/suite/sign-out" class="row user"><span class="small">${text("signedIn")} <strong>${user.first_name} ${user.last_name}</strong></span><button class="button quiet">${text("signOut")}</button></form>` : ""}`;
  const main = html`<main class="sheet suite-sheet"><div class="top">${top}</div>${body}</main>`;
  return page(c, { ...assetsOf, language, band: said.band[language], body: main, ...rest });
}

export function projectState({ status }: Project, language: Language): Html {
  const text = projectTexts[status][language];
  return status === "draft" ? waiting(text) : stateLabel(status === "active" ? "wait" : "good", text);
}

export function candidateState(vendor: Vendor, candidate: Candidate, language: Language): Html {
  const { status } = candidate;
  if (status === "interviewed" && evaluationStatus(vendor, candidate) === "completed") return stateLabel("good", candidateTexts.rated[language]);
  const text = candidateTexts[status][language];
  if (status === "new" || status === "skipped") return waiting(text);
  return stateLabel(status === "interviewed" ? "warn" : status === "expired" || status === "aborted" ? "bad" : "wait", text);
}

function waiting(text: string): Html {
  return html`<span class="state"><span class="shape" aria-hidden="true">○</span><span>${text}</span></span>`;
}
