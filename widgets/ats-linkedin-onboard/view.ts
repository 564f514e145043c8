// What the element shows. It is made anew only for another language; within it each part only when what it says has changed,
// so that focus stays where it is. What is not needed at once (steps, problems) comes with files that are loaded then.
import type { Guide } from "./guide/guide.ts";
import type { GuideTexts } from "./guide/texts.ts";
import { fill, keep, node, type Child } from "../shared/dom.ts";
import type { ProblemWords, Ways } from "./problems/problems.ts";
import { problemState, type Problem } from "../shared/state.ts";
import type { Steps } from "./steps/steps.ts";
import type { OnboardTexts } from "./texts.ts";
import type { Visit } from "./visit.ts";

export interface Content extends Ways {
  visit: Partial<Visit> | undefined;
  language: string;
  test: boolean;
  /** Of the plugin alone. */
  pluginProblem?: Problem | undefined;
  pluginShown: boolean;
  /** Undefined while they are not there. */
  steps: Steps | undefined;
  words: ProblemWords | undefined;
  refresh: () => void;
}

export interface View {
  show(content: Content): void;
  /** Says aloud what has changed. */
  say(words: string): void;
  /** Where LinkedIn's window stands. */
  stage: HTMLElement;
}

/** The guide is asked for when somebody opens it. */
export function createView(root: ParentNode, texts: OnboardTexts, guide: () => Promise<Guide>): View {
  const aloud = { role: "status" };
  const test = node("span", { part: "test", title: texts.test }, "TEST");
  const notice = node("div", { part: "notice", ...aloud });
  const count = node("span", { class: "muted" });
  const outgoing = node("div", aloud);
  const items = node("ul", { part: "items" });
  const after = node("div", {});
  const checks = node("ul", { class: "checks" });
  const words = node("div", aloud);
  const live = node("small", aloud);
  const stage = node("div", { class: "stage" }, words, node("slot", { name: "plugin" }));
  const before = node("details", { part: "before", open: "open" }, node("summary", {}, texts.before), checks);
  // It scrolls within the panel's height.
  const columns = node(
    "div",
    { class: "columns", role: "group", tabindex: "0", "aria-labelledby": "panel" },
    node("div", { class: "beside" }, before, section("status", node("p", { class: "head" }, title("status", texts.status), " ", count), outgoing, items, after)),
    section("plugin", title("plugin", texts.plugin), more("how", texts.how, "howSteps"), more("trouble", texts.trouble, "troubleSigns"), stage),
  );
  const panel = section("panel", node("header", { part: "header" }, title("panel", texts.title), " ", test, node("slot", { name: "help" })), notice, columns, live);
  fill(root, [panel]);
  let begun = false;

  return {
    stage,
    say: (words) => void (live.textContent = words),
    show(content) {
      const { visit = {}, pluginProblem, pluginShown, steps, words: known, debug, language } = content;
      const { settings, items: list, problem, outbox, delayed, warnings = [] } = visit;
      const waiting = outbox?.waiting ?? [];
      const away = pluginShown || Boolean(pluginProblem);
      const say = (each: Problem): Child => known?.problemNode(each, problemState(each), content) ?? node("p", {}, texts.wrong);
      panel.lang = language;
      test.hidden = !content.test;

      // All of it is shown at once, so that nothing in it moves.
      const early = !list && !problem && !pluginProblem;
      columns.classList.toggle("early", early);
      keep(notice, [problem, pluginProblem, debug, !known, early], () => [problem && say(problem), pluginProblem && say(pluginProblem), early && loading()]);
      // Before anything is known there is nothing to see beside a problem.
      columns.hidden = Boolean(problem && !list);

      keep(outgoing, [waiting, outbox?.lasting, delayed, warnings, !known], () => [
        waiting.some(({ refused }) => !refused) && node("p", { class: "line underWay" }, outbox?.lasting ? (delayed ? texts.later : texts.saved) : texts.unsaved),
        ...waiting.map((saved) => known?.refusedNode(saved, content)),
        ...warnings.map((each) => node("p", { class: "line" }, each)),
      ]);
      // Who has got that far needs the list no more; who gets that far now is not to see it go.
      if (list && !begun) before.open = !list[0];
      begun ||= Boolean(list);
      keep(items, [list, !steps], () => list?.map((item) => steps?.itemNode(item)) ?? []);
      steps?.tellTimes(items);
      count.textContent = (list?.[0] && steps?.count(list)) ?? "";
      keep(after, [list?.length, !steps], () => [
        list && (list[0] ? steps && node("button", { type: "button", part: "refresh", click: content.refresh }, steps.refresh) : node("p", { class: "muted" }, texts.empty)),
      ]);

      const isKnown = settings?.allowedDomains?.includes(location.origin);
      const lets = pluginShown || (pluginProblem?.code === "csp-blocked" ? false : undefined);
      keep(checks, [isKnown, lets], () => [
        ...[texts.seat, texts.admin, texts.signedIn].map((each) => check(each)),
        check(texts.cookies, navigator.cookieEnabled ? undefined : false),
        isKnown !== undefined && check(texts.known, isKnown),
        check(texts.let, lets, lets === undefined),
      ]);
      keep(words, [away, early], () => [!away && !early && loading()]);
    },
  };

  function more(part: string, title: string, name: keyof GuideTexts): Child {
    const list = node("ul", {});
    const open = async (): Promise<void> => {
      const file = await guide().catch(() => undefined);
      const lines = (file?.[name] ?? texts.wrong).split("\n");
      fill(
        list,
        lines.map((each) => node("li", {}, each)),
      );
      const cookies = name === "troubleSigns" ? await file?.cookies(list) : undefined;
      if (cookies !== undefined) list.prepend(check(texts.cookies, cookies) || "");
    };
    const details = node("details", { part, toggle: () => void (details.open && open()) }, node("summary", {}, title), list);
    return details;
  }

  function loading(): Child {
    return node("p", { class: "line underWay" }, texts.loading);
  }

  /** What the page cannot see for itself is for the customer to check; what it will see soon has its place already. */
  function check(words: string, answer?: boolean, soon = false): Child {
    const [look, meaning] = answer === undefined ? ["", texts.yours] : answer ? ["done", texts.checked] : ["failed", texts.unmet];
    return node("li", { class: `line ${soon ? "early" : look}` }, node("span", {}, words, " ", node("span", { class: "muted" }, `· ${meaning}`)));
  }
}

function section(name: string, ...children: Child[]): HTMLElement {
  return node("section", { part: name, "aria-labelledby": name }, ...children);
}

function title(id: string, words: string): Child {
  return node("strong", { id }, words);
}
