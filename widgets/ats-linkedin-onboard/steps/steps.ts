// What became of each integration: its steps, who has to act and what to do. Loaded as soon as there is one.
import { node, type Child } from "../../shared/dom.ts";
import type { OwnTexts } from "../../shared/element.ts";
import type { Language } from "../../shared/text.ts";
import { readAnswer, type Integration, type IntegrationError } from "./integrations.ts";
import { moment, tellTimes } from "../../shared/moments.ts";
import { styles } from "./styles.ts";
import { loadStepTexts, type StepTexts } from "./texts.ts";

export interface Steps {
  read: typeof readAnswer;
  itemNode(item: Integration): Child;
  /** How many are enabled. */
  count(items: Integration[]): string;
  /** The status in words, to be said aloud. */
  say(item: Integration): string;
  /** To be called as time goes on. */
  tellTimes(list: HTMLElement): void;
  refresh: string;
  styles: typeof styles;
}

const order = ["REQUESTED", "PARTNER_READY", "ENABLED"];

/** `replaced` has single texts of the page's own. */
export async function loadSteps(language: Language, replaced: OwnTexts<StepTexts> | undefined): Promise<Steps> {
  const texts = { ...(await loadStepTexts(language)), ...replaced };
  const names = [texts.requested, texts.ready, texts.enabled];
  const next: Record<string, [who: string, what: string]> = {
    REQUESTED: [texts.forUs, texts.doRequested],
    PARTNER_READY: [texts.forAdmin, texts.doReady],
    ENABLED: [texts.forNobody, texts.doEnabled],
  };

  return {
    read: readAnswer,
    styles,
    refresh: texts.refresh,
    tellTimes: (list) => tellTimes(list, replaced?.lang ?? language),
    count: (items) => texts.count.replace("{done}", String(items.filter(({ onboardingStatus }) => onboardingStatus === "ENABLED").length)).replace("{all}", String(items.length)),

    itemNode(item) {
      const { integrationContext, onboardingStatus, since, error, nextStep } = item;
      const [level, id] = integrationContext.split(":").slice(2);
      const reached = order.indexOf(onboardingStatus);
      const [who, what] = next[onboardingStatus] ?? ["", nextStep];
      return node(
        "li",
        { part: "item" },
        node("p", { class: "name" }, node("strong", {}, nameOf(item)), " ", node("span", { class: "muted" }, `${level === "contract" ? texts.contract : texts.company} ${id}`)),
        // LinkedIn may know more statuses than we do: such a one is shown as it came.
        reached < 0
          ? node("p", { class: "line waiting" }, node("span", { class: "code" }, onboardingStatus), moment(since))
          : node("ol", { class: "steps" }, ...order.map((_, step) => stepNode(item, reached, step))),
        error ? failure(error, nextStep) : node("p", {}, node("strong", {}, who), " ", what),
      );
    },

    say(item) {
      const { onboardingStatus, error, nextStep } = item;
      const name = names[order.indexOf(onboardingStatus)] ?? onboardingStatus;
      const words = error ? [texts.refusedItem, error.message] : (next[onboardingStatus] ?? [nextStep]);
      return `${nameOf(item)}: ${name}. ${words.join(" ")}`;
    },
  };

  function stepNode({ since, error }: Integration, reached: number, step: number): Child {
    const coming = error || reached > 0 ? "needed" : "underWay";
    const state = step <= reached ? "done" : step === reached + 1 ? coming : "waiting";
    const now = step === reached;
    return node(
      "li",
      { class: `line ${state}`, "aria-current": now ? "step" : undefined },
      node("span", {}, names[step], node("small", {}, `, ${texts[state]}`), now && " ", now && moment(since)),
    );
  }

  function failure(error: IntegrationError, nextStep: string): Child {
    const { message, status, serviceErrorCode, code } = error;
    return node(
      "div",
      { class: "problem" },
      node("p", { class: "line failed" }, node("span", {}, node("strong", {}, texts.refusedItem), " ", node("q", {}, message))),
      node("p", {}, nextStep || texts.refusedItemNext),
      node("p", { class: "note code" }, [status, serviceErrorCode, code].filter(Boolean).join(" · ")),
    );
  }
}

function nameOf({ integrationName, integrationType }: Integration): string {
  return integrationName || integrationType;
}
