// Times: relative, with the exact one on hover and focus.
import { css } from "lit";
import { node, type Child } from "./dom.ts";

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Its words come from `tellTimes`. */
export function moment(since: string): Child {
  return !Number.isNaN(Date.parse(since)) && node("time", { datetime: since, tabindex: "0" }, node("span", {}), " ", node("span", {}));
}

export function tellTimes(root: ParentNode, language: string): void {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  for (const time of root.querySelectorAll("time")) {
    const at = Date.parse(time.dateTime);
    // Clocks differ: what has happened is never said to come.
    const seconds = Math.max(0, (Date.now() - at) / 1_000);
    const [unit, size] = units.find(([, size]) => seconds >= size) ?? ["second", 1];
    const [near, far] = time.children;
    if (near) near.textContent = relative.format(-Math.floor(seconds / size), unit);
    if (far) far.textContent = exact.format(at);
  }
}

/** Both stand in the same place, so that nothing moves. */
export const momentStyles = css`
  time {
    display: inline-grid;
    text-align: start;
  }
  time span {
    grid-area: 1 / 1;
  }
  time :last-child,
  time:is(:hover, :focus) :first-child {
    opacity: 0;
  }
  time:is(:hover, :focus) :last-child {
    opacity: 1;
  }
`;
