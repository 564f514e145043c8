// What the element shows. It is made anew only for other words or another heading; within it each part only when what it says
// has changed, so that focus and scrolling stay where they are. What stands in the way comes with a file that is loaded then.
import { fill, keep, node, type Child } from "../shared/dom.ts";
import { moment, tellTimes } from "../shared/moments.ts";
import type { Asked, Details } from "./details/details.ts";
import type { ProblemWords } from "./problems/problems.ts";
import type { QuestionsTexts } from "./texts.ts";
import type { Visit } from "./visit.ts";

export interface Content extends Visit, Asked {
  language: string;
  debug: boolean;
  /** Undefined while they are awaited. */
  details: Details | undefined;
  words: ProblemWords | undefined;
  open: (event: Event) => void;
  linkUsed: (event: Event) => void;
  retry: () => void;
}

export interface View {
  show(content: Content): void;
}

export function createView(root: ParentNode, texts: QuestionsTexts, level: number): View {
  const title = node(headings[level - 1] ?? "h3", { id: "title", part: "title" }, texts.title);
  const test = node("span", { part: "test", title: texts.test }, "TEST");
  const about = node("p", { class: "about" });
  const list = node("div", {});
  const body = node("div", { part: "body", role: "group", tabindex: "0", "aria-labelledby": "title" }, about, list);
  const notice = node("div", { part: "notice", role: "status" });
  const action = node("span", {});
  const age = node("span", { part: "age" });
  const updating = node("span", { class: "updating" }, texts.updating);
  const live = node("small", { role: "status" });
  const footer = node("footer", { part: "footer" }, action, age);
  const panel = node("section", { part: "panel", "aria-labelledby": "title" }, node("header", { part: "header" }, title, test, updating), body, notice, footer, live);
  fill(root, [panel]);
  return {
    show(content) {
      const { answer, fresh, problem, opening, details, words, language, debug, retry, criteria, times, counts } = content;
      const { state, project, questions = [], asOf = "" } = answer ?? {};
      // What the page asks for beside the questions comes together with them.
      const loading = (!answer && !problem) || ((criteria || times || counts) && !details);
      const linked = state === "linked";
      panel.lang = language;
      test.hidden = !answer?.sandbox;
      const form = new Intl.PluralRules(language).select(questions.length) === "one" ? texts.one : texts.other;
      const count = form.replace("{count}", questions.length.toLocaleString(language));
      const ways = { debug, retry, besides: Boolean(answer) };

      keep(about, [project, count, linked, loading], () =>
        loading ? [texts.loading] : answer ? [project?.name && node("bdi", {}, project.name, " "), project && statusNode(project.status), linked && node("span", {}, count)] : [],
      );
      keep(list, [answer && { ...answer, asOf: "" }, problem, debug, criteria, times, counts, !words, !details], () => {
        if (loading) return [node("div", { part: "skeleton" }, ...[1, 2, 3, 4].map(() => node("span", {})))];
        if (!answer) return [node("div", { class: "said" }, ...(problem && words ? words.problem(problem, ways) : [node("p", {}, texts.wrong)]))];
        return [
          counts && details?.ofCandidates(answer.candidates),
          linked
            ? node(
                "ol",
                { part: "questions" },
                ...questions.map((each) => node("li", { part: "question" }, node("p", { dir: "auto" }, each.text), ...(details?.ofQuestion(each, content) ?? []))),
              )
            : node("div", { class: "said" }, ...((state && words?.remark(state)) ?? [])),
        ];
      });
      keep(notice, [answer && problem, opening, debug, !words], () => {
        if (opening?.problem) return words?.opening(opening.problem, { ...ways, retry: () => content.open(new Event("click")) }) ?? [texts.wrong];
        if (opening?.blocked) return words?.remark("popup") ?? [];
        return answer && problem ? (words?.problem(problem, ways) ?? [texts.wrong]) : [];
      });
      footer.hidden = !answer && !loading;
      keep(action, [state, opening?.url], () => [answer && state !== "not_linked" && actionNode(content)]);
      keep(age, [asOf], () => (answer ? [texts.asOf, " ", moment(asOf)] : []));
      updating.hidden = !answer || fresh || problem !== undefined;
      tellTimes(age, language);
      const say = linked ? count : (list.querySelector("strong")?.textContent ?? "");
      if (live.textContent !== say) live.textContent = say;
    },
  };

  function actionNode({ opening, open, linkUsed }: Content): Child {
    const words = [texts.open, node("small", {}, ` (${texts.newTab})`)];
    if (!opening?.url) return node("button", { type: "button", part: "open", class: "primary", click: open }, ...words);
    return node("a", { part: "open", class: "control primary", href: opening.url, target: "_blank", rel: "noopener noreferrer", click: linkUsed }, ...words);
  }

  function statusNode(status: string): Child {
    const [look, word] = statuses[status] ?? [];
    return word && node("span", { class: `line ${look}` }, texts[word]);
  }
}

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;

const statuses: Record<string, [look: string, word: "draft" | "active" | "closed"]> = { draft: ["", "draft"], active: ["underWay", "active"], closed: ["done", "closed"] };
