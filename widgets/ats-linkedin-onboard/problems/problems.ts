// What stands in the way, in words, with the way out. Loaded when something does.
import { node, type Child } from "../../shared/dom.ts";
import type { Language } from "../../shared/text.ts";
import type { Saved } from "../outbox.ts";
import type { Problem, ProblemState } from "../../shared/state.ts";
import { loadProblemTexts, type ProblemTexts } from "./texts.ts";

export interface Ways {
  debug: boolean;
  retry: () => void;
  send: (id: string) => void;
  discard: (id: string) => void;
  /** A page of its own that does the same. */
  hostedUrl: string | null | undefined;
}

export interface ProblemWords {
  problemNode(problem: Problem, state: ProblemState, ways: Ways): Child;
  refusedNode(saved: Saved, ways: Ways): Child;
}

type Row = [title: keyof ProblemTexts, words: keyof ProblemTexts, wayOut?: "retry" | "reload"];

/** Our own; the edge, too, has a refusal `origin-not-allowed`: of its own list of origins. */
const own: Record<string, Row> = {
  "script-blocked": ["pluginTitle", "scriptBlocked", "retry"],
  "csp-blocked": ["pluginTitle", "cspBlocked"],
  "trusted-types-blocked": ["pluginTitle", "trustedTypes"],
  "origin-not-allowed": ["pluginTitle", "origin", "retry"],
  "second-key": ["pluginTitle", "secondKey", "reload"],
  "plugin-blank": ["blankTitle", "blank", "retry"],
  "key-too-young": ["blankTitle", "young", "retry"],
  "bad-callback": ["callbackTitle", "callback"],
  "unknown-bundle": ["setupTitle", "setup"],
  "incomplete-rsc": ["setupTitle", "setup"],
};

const byState: Record<ProblemState, Row> = {
  offline: ["offlineTitle", "offline", "retry"],
  expired: ["expiredTitle", "expired", "retry"],
  blocked: ["setupTitle", "setup", "retry"],
  error: ["errorTitle", "error", "retry"],
};

/** `replaced` has single texts of the page's own. */
export async function loadProblems(language: Language, replaced: Partial<ProblemTexts> | undefined): Promise<ProblemWords> {
  const texts = { ...(await loadProblemTexts(language)), ...replaced };

  return {
    problemNode(problem, state, ways) {
      const { code, status, at = "" } = problem;
      const ours = status ? undefined : own[code];
      const [title, words, wayOut] = ours ?? (code === "grant-missing" ? ["grantTitle", "grant", "retry"] : byState[state]);
      return node(
        "div",
        { class: "problem" },
        node("p", { class: `line ${state === "error" ? "failed" : "needed"}` }, node("strong", {}, texts[title])),
        node(
          "p",
          {},
          texts[words].replace("{at}", () => at),
        ),
        node(
          "p",
          { class: "row" },
          wayOut === "retry" && button("retry", "primary", ways.retry, texts.retry),
          wayOut === "reload" && button("reload", "primary", () => location.reload(), texts.reload),
          ours && title !== "setupTitle" && hostedLink(ways.hostedUrl, texts),
        ),
        codeLine(problem, ways),
      );
    },

    refusedNode({ id, refused }, ways) {
      return (
        refused &&
        node(
          "div",
          { class: "problem" },
          node("p", { class: "line failed" }, node("strong", {}, texts.refusedTitle)),
          node("p", {}, refused.code === "development-limit" ? texts.limit : texts.refused),
          node(
            "p",
            { class: "row" },
            button("send", "primary", () => ways.send(id), texts.sendAgain),
            button("discard", "", () => ways.discard(id), texts.discard),
          ),
          codeLine(refused, ways),
        )
      );
    },
  };
}

/** Only an address that a browser can show. */
function hostedLink(url: string | null | undefined, { hosted, newTab }: ProblemTexts): Child {
  const { protocol, href } = url && URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : { protocol: "", href: "" };
  return protocol.startsWith("http") && node("a", { class: "control", part: "hosted", href, target: "_blank", rel: "noopener" }, hosted, node("small", {}, ` (${newTab})`));
}

/** To copy and pass on; what it means stands there for developers only. */
function codeLine({ code, message, requestId }: Problem, { debug }: Ways): Child {
  return node("p", { class: "note" }, node("span", { class: "code" }, [code, requestId].filter(Boolean).join(" · ")), debug && ` ${message}`);
}

function button(part: string, look: string, click: () => void, words: string): Child {
  return node("button", { type: "button", part, class: look, click }, words);
}
