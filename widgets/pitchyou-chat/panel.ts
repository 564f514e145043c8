// What the chat element shows, for each of its sights; the element decides which.
// The stage, with the frame, is never rebuilt: a frame that is moved would load again, with a spent token.
import { drawing, fill, node, type Child } from "../shared/dom.ts";
import { missingProfile, type ChatProblem, type ProblemWords } from "./problems.ts";
import type { ChatTexts } from "./texts.ts";

export type Sight = "ready" | "loading" | "frame" | "widget" | "tab" | "link" | "problem";

export interface Actions {
  open: () => void;
  openTab: () => void;
  close: () => void;
  linkUsed: () => void;
}

export interface Panel {
  actions: Actions;
  title: HTMLElement;
  test: HTMLElement;
  openTab: HTMLElement;
  close: HTMLElement;
  /** Says aloud what has changed. */
  live: HTMLElement;
  stage: HTMLElement;
  words: HTMLElement;
  /** The chat's address, while a link needs it. */
  url: string | undefined;
  shown: string;
}

export interface PanelContent {
  sight: Sight;
  problem?: ChatProblem | undefined;
  /** Undefined while they are awaited. */
  problemWords?: ProblemWords | undefined;
  texts: ChatTexts;
  language: string;
  recruiterName: string;
  /** Why the chat is where it is. */
  reason: string;
  /** The button opens a tab, and says so. */
  tabOnly: boolean;
  test: boolean;
  /** The frame has shown something. */
  loaded: boolean;
  slow: boolean;
  debug: boolean;
}

export function createPanel(root: ParentNode, actions: Actions): Panel {
  const title = node("strong", { id: "title" });
  const test = node("span", { part: "test" }, "TEST");
  const openTab = button("open-tab", "", actions.openTab);
  const close = button("close", "close", actions.close, drawing(16, "M3 3l10 10M13 3L3 13"));
  // Nothing flashes up before the first words are there.
  test.hidden = openTab.hidden = close.hidden = true;
  const live = node("small", { role: "status" });
  const stage = node("div", { class: "stage" }, node("slot", { name: "widget" }));
  const words = node("div", { class: "words" });
  const keydown = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key === "Escape" && !close.hidden) actions.close();
  };
  fill(root, [
    node(
      "section",
      { part: "panel", "aria-labelledby": "title", keydown },
      node("header", { part: "header" }, title, test, node("span", { class: "actions" }, openTab, close)),
      node("div", { part: "body" }, stage, words),
      live,
    ),
  ]);
  return { actions, title, test, openTab, close, live, stage, words, url: undefined, shown: "" };
}

export function showPanel(panel: Panel, content: PanelContent): void {
  // Only what has changed is rebuilt, lest focus be lost.
  const key = JSON.stringify(content);
  if (key === panel.shown) return;
  panel.shown = key;

  const { sight, texts, loaded } = content;
  const inPage = sight === "frame" || sight === "widget";
  panel.title.textContent = texts.title;
  panel.test.hidden = !content.test;
  panel.test.title = texts.test;
  panel.openTab.textContent = texts.openTab;
  panel.openTab.hidden = !inPage;
  panel.close.ariaLabel = panel.close.title = texts.close;
  panel.close.hidden = !inPage && sight !== "loading";
  panel.stage.hidden = !inPage;
  panel.words.hidden = inPage && loaded;
  panel.words.lang = panel.title.lang = content.language;
  fill(panel.words, wordsFor(panel, content));
  panel.live.textContent = sight === "ready" || panel.words.hidden ? "" : (panel.words.querySelector(".lead")?.textContent ?? "");
}

function wordsFor(panel: Panel, content: PanelContent): Child[] {
  const { texts, sight, problem, slow, tabOnly, recruiterName, reason } = content;
  const { open, openTab, linkUsed } = panel.actions;
  const inTab = (look: string): Child => button("open-tab", look, openTab, texts.openTab);

  if (problem) return problemFor(panel, content, problem);
  switch (sight) {
    case "tab":
      return [lead(texts.inTab), row(inTab(tabOnly ? "primary" : ""), !tabOnly && button("open", "primary", open, texts.open)), debugNote(content, reason)];
    case "link": {
      const link = { class: "control primary", href: panel.url, target: "_blank", rel: "noopener noreferrer", click: linkUsed };
      return [lead(texts.popup), row(node("a", link, texts.open, node("small", {}, ` (${texts.newTab})`)))];
    }
    case "ready":
      return [
        lead(texts.intro),
        text(texts.uses, " ", recruiterName ? texts.signedBy.replace("{name}", () => recruiterName) : texts.signed),
        row(!tabOnly && button("open", "primary", open, texts.open), inTab(tabOnly ? "primary" : "")),
        node("p", { class: "note" }, texts.window),
      ];
    default:
      return slow ? [lead(texts.slow), row(inTab("primary"))] : [node("span", { class: "wait" }), lead(texts.loading)];
  }
}

function problemFor({ actions }: Panel, content: PanelContent, problem: ChatProblem): Child[] {
  const { texts, tabOnly, problemWords } = content;
  if (!problemWords) return [];
  const { title, words, action } = problemWords;
  const { code, message, requestId } = problem;
  return [
    lead(node("strong", {}, title)),
    text(words),
    action === "tab" && row(button("open-tab", "primary", actions.openTab, texts.openTab)),
    action === "retry" && row(button("open", "primary", tabOnly ? actions.openTab : actions.open, texts.retry)),
    debugNote(content, message),
    code !== missingProfile.code && node("p", { class: "note code" }, [code, requestId].filter(Boolean).join(" · ")),
  ];
}

function debugNote({ debug }: PanelContent, words: string): Child {
  return debug && node("p", { part: "debug", class: "note" }, words);
}

function button(part: string, look: string, click: () => void, ...children: Child[]): HTMLElement {
  return node("button", { type: "button", part, class: look, click }, ...children);
}

function lead(...children: Child[]): Child {
  return node("p", { class: "lead" }, ...children);
}

function text(...children: Child[]): Child {
  return node("p", {}, ...children);
}

function row(...children: Child[]): Child {
  return node("p", { class: "row" }, ...children);
}
