// One job's questions, for as long as the element shows them: the last known at once, then the edge's own, kept live;
// and the way into the suite.
import { callEdge, edgeOf, type EdgeAccess, type EdgeAnswer, type EdgeCall } from "../shared/edge-client.ts";
import { keepLive } from "../shared/live.ts";
import type { SessionKeeper } from "../shared/session.ts";
import { badAnswer, noteProblem, problemState, type Problem } from "../shared/state.ts";
import { drop, put, recall } from "./kept.ts";
import type { Opening } from "./opening.ts";
import { parseAnswer, type Answer } from "./questions.ts";

export interface Visit {
  /** Undefined while nothing is known that this user may see. */
  answer?: Answer | undefined;
  /** The edge itself has said so in this visit. */
  fresh?: boolean;
  problem?: Problem | undefined;
  opening?: Opening | undefined;
}

export interface LiveVisit extends Visit {
  /** `tab` was opened in the click. */
  open(tab: Window | null, title: string): Promise<void>;
  /** Something was done whose effect is awaited, or the session has changed. */
  act(): void;
  stop(): void;
}

export interface VisitWatch {
  access: () => EdgeAccess;
  changed: () => void;
  loaded: (answer: Answer) => void;
  failed: (problem: Problem) => void;
}

export function startVisit(jobId: string, watch: VisitWatch): LiveVisit {
  const { access, changed, loaded, failed } = watch;
  const leaving = new AbortController();
  const { signal } = leaving;
  let etag: string | undefined;
  let reader: string | undefined;
  /** Under which answers are kept; empty where nobody knows whose session it is. */
  let name = "";

  const visit: LiveVisit = {
    async open(tab, title) {
      live.act();
      visit.opening = { busy: true };
      changed();
      const file = await import("./opening.ts").catch(() => tab?.close());
      const openUrl = visit.answer?.project?.openUrl;
      const opening = file
        ? await file.openSuite({ jobId, openUrl, tab, title, signal, ask })
        : { problem: { code: "edge-unreachable", message: "opening.ts does not come", retryable: true } };
      if (signal.aborted) return;
      visit.opening = opening;
      if (opening?.problem) failed(opening.problem);
      changed();
    },
    act: () => live.act(),
    stop() {
      leaving.abort();
      live.stop();
    },
  };

  const live = keepLive(async () => {
    const problem = await load();
    if (signal.aborted) return false;
    return noteProblem(visit, problem, watch);
  });

  async function load(): Promise<Problem | undefined> {
    const known = etag;
    const result = await ask({ method: "GET", path: `/v1/interview/questions?jobId=${encodeURIComponent(jobId)}`, headers: { ...(known && { "if-none-match": known }) } });
    if (signal.aborted) return;
    if ("problem" in result) {
      const { problem } = result;
      // What one may no longer see is forgotten; what only fails to come stays.
      if (isRefusal(problem)) {
        if (name) void drop(name);
        forget();
      }
      return problem;
    }
    const { value } = result;
    if (!value && known) {
      // Not modified for somebody else, who has left meanwhile.
      if (!visit.answer || !etag) return load();
      visit.answer.asOf = new Date().toISOString();
      return;
    }
    const answer = parseAnswer(value);
    if (!answer) return badAnswer("questions");
    ({ etag } = result);
    visit.answer = answer;
    visit.fresh = true;
    if (name) void put(name, answer);
    loaded(answer);
    return;
  }

  function ask(call: Omit<EdgeCall, "signal">): Promise<EdgeAnswer> {
    const given = access();
    const session: SessionKeeper = {
      async token(refused) {
        const held = await given.session.token(refused);
        if ("token" in held && !signal.aborted) meet(held.token);
        return held;
      },
    };
    return callEdge({ ...given, session }, { ...call, signal });
  }

  /** Nobody sees what another user was shown: each has a name of its own, and so has each set of permissions. */
  function meet(token: string): void {
    const known = readerOf(token);
    if ((known || token) === reader) return;
    if (reader) {
      forget();
      changed();
    }
    reader = known || token;
    name = known && JSON.stringify([edgeOf(access().edge), jobId, known]);
    if (name) void show(name);
  }

  async function show(wanted: string): Promise<void> {
    const answer = parseAnswer(await recall(wanted));
    if (!answer || signal.aborted || wanted !== name || visit.answer || (visit.problem && isRefusal(visit.problem))) return;
    visit.answer = answer;
    changed();
  }

  function forget(): void {
    visit.answer = visit.opening = etag = undefined;
    visit.fresh = false;
  }

  return visit;
}

function isRefusal(problem: Problem): boolean {
  return problemState(problem) === "blocked" || problem.status === 404;
}

/** Customer, user and permissions, as far as the token tells; it is the edge that vouches for them. */
function readerOf(token: string): string {
  try {
    const { tenant, user, grants } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    return tenant && user?.id ? JSON.stringify([tenant, user.id, grants]) : "";
  } catch {
    return "";
  }
}
