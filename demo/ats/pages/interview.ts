// The video interview of one candidate: the invitation, how it stands, ratings, and the way into the suite.
import { html } from "hono/html";
import type { BridgeError } from "../bridge.ts";
import { fill, type Texts } from "../language.ts";
import type { Interview, Rating } from "../interviews.ts";
import { invitee, jobOf } from "../jobs.ts";
import type { Candidate } from "../store.ts";
import type { Html, View } from "./layout.ts";
import { moment, problemNotice, state, type State } from "./parts.ts";

/** A status that this system does not know is shown as it came. */
export function interviewState(status: string, t: Texts): State {
  const states: Record<string, State> = {
    created: { shape: "○", tone: "wait", word: t.iv_created, who: t.forYou },
    invited: { shape: "○", tone: "wait", word: t.iv_invited, who: t.forCandidate },
    in_progress: { shape: "◐", tone: "wait", word: t.iv_in_progress, who: t.forCandidate },
    completed: { shape: "▲", tone: "warn", word: t.iv_completed, who: t.forYou },
    evaluated: { shape: "●", tone: "good", word: t.iv_evaluated },
    expired: { shape: "✕", tone: "bad", word: t.iv_expired, who: t.forYou },
    cancelled: { shape: "✕", tone: "bad", word: t.iv_cancelled },
    skipped: { shape: "●", tone: "wait", word: t.iv_skipped },
    deleted: { shape: "✕", tone: "bad", word: t.iv_deleted },
  };
  return states[status] ?? { shape: "○", tone: "wait", word: status };
}

export function interviewSection(view: View, candidate: Candidate, interview: Interview | undefined, problem: BridgeError | undefined): Html | string {
  const { t } = view;
  // What is missing is asked for above, and comes first.
  if (candidate.application.state === "parked") return "";
  const job = jobOf(candidate);
  const invited = interview !== undefined && (interview.invitedAt !== null || interview.status !== "created");
  return html`<section class="surface pad" aria-labelledby="video">
    <h2 id="video">${t.videoInterview}</h2>
    ${interview ? standing(view, interview) : ""}
    ${invited ? "" : !job ? html`<p class="muted">${t.ivNeedsJob}</p>` : !invitee(candidate) ? html`<p class="muted">${t.ivNeedsEmail}</p>` : invitation(view, candidate)}
    ${interview && interview.ratings.length > 0 ? ratings(view, interview.ratings) : ""}
    ${problem ? problemNotice(view, problem) : ""}
    ${invited && interview.status !== "deleted" && interview.standing !== "waiting" ? wayIn(view, candidate) : ""}
  </section>`;
}

function standing(view: View, { status, at, heardAt, deadline, standing }: Interview): Html {
  const { t, language } = view;
  const own: State | undefined =
    heardAt !== null
      ? undefined
      : standing === "waiting"
        ? { shape: "◐", tone: "wait", word: status === "invited" ? t.ivOnItsWay : t.ivTelling }
        : standing === "refused"
          ? { shape: "✕", tone: "bad", word: t.ivRefused, who: t.forAdmin }
          : undefined;
  const until = status === "invited" && deadline !== null ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(deadline)) : undefined;
  return html`<p class="connection">${state(own ?? interviewState(status, t))} <span class="muted">· ${moment(at, view)}</span></p>
    ${until ? html`<p class="muted">${fill(t.ivUntil, { date: until })}</p>` : ""}`;
}

function invitation({ t }: View, { application: { id } }: Candidate): Html {
  const today = new Date().toISOString().slice(0, 10);
  return html`<p class="muted">${t.ivText}</p>
    <form method="post" action="/ats/candidates/${encodeURIComponent(id)}/invite" class="inline">
      <label><span class="label">${t.ivDeadline} <span class="muted">· ${t.optional}</span></span><input class="input" type="date" id="deadline" name="deadline" min="${today}" /></label>
      <button class="button primary" id="invite">${t.ivInvite}</button>
    </form>`;
}

function ratings({ t, language }: View, given: Rating[]): Html {
  const number = new Intl.NumberFormat(language);
  return html`<div class="rated">
    <h3>${t.ivRatings}</h3>
    <ul class="ratings">
      ${given.map(({ value, maximum }) => html`<li>${maximum === null ? number.format(value) : fill(t.ivRating, { value: number.format(value), maximum: number.format(maximum) })}</li>`)}
    </ul>
  </div>`;
}

function wayIn({ t }: View, { application: { id } }: Candidate): Html {
  return html`<form method="post" action="/ats/candidates/${encodeURIComponent(id)}/interview" target="_blank" rel="noopener">
    <button class="button" id="open-interview">${t.ivOpen}</button>
  </form>`;
}
