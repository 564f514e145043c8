// What the element tests share: mounting, waiting, assertions, and an edge that answers from a list.
import "axe-core";
import type { AxeResults, RunOptions } from "axe-core";

const page: typeof globalThis & { axe?: { run(element: Element, options: RunOptions): Promise<AxeResults> } } = globalThis;

declare global {
  function describe(name: string, run: () => void): void;
  function it(name: string, run: () => void | Promise<void>): void;
  function beforeEach(run: () => void | Promise<void>): void;
  function afterEach(run: () => void | Promise<void>): void;
}

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

export function equal<Value>(actual: Value, expected: NoInfer<Value>, message = "values differ"): void {
  if (!Object.is(actual, expected)) throw new Error(`${message}: got ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
}

export function same(actual: unknown, expected: unknown): void {
  equal(JSON.stringify(actual), JSON.stringify(expected));
}

/** Makes an element with attributes, puts it on the page and waits for its first sight. */
export async function mount<Tag extends "ats-linkedin-onboard" | "interview-questions" | "pitchyou-apply-button" | "pitchyou-chat">(
  tag: Tag,
  attributes: Record<string, string> = {},
  parent: Node = document.body,
): Promise<HTMLElementTagNameMap[Tag]> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.appendChild(element);
  await element.updateComplete;
  return element;
}

export function part(element: HTMLElement, name: string): HTMLElement {
  const found = [...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part='${name}']`) ?? [])];
  const shown = found.find((each) => each.checkVisibility()) ?? found[0];
  ok(shown, `${element.localName} has no part ${name}`);
  return shown;
}

/** The words that a visitor sees in an element. */
export function visibleText(element: HTMLElement): string {
  const texts: string[] = [];
  const walker = document.createTreeWalker(element.shadowRoot ?? element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode } = walker;
    if (currentNode.parentElement?.checkVisibility()) texts.push(currentNode.textContent ?? "");
  }
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

export async function until(condition: () => unknown, what: string, withinMs = 3_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`never saw: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function collect<Type extends keyof HTMLElementEventMap>(target: EventTarget, type: Type): CustomEvent[] {
  const events: CustomEvent[] = [];
  target.addEventListener(type, (event) => {
    if (event instanceof CustomEvent) events.push(event);
  });
  return events;
}

/** Replaces something of the browser until the test is over. */
const undo: (() => void)[] = [];

export function replace<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name, value: Owner[Name]): void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  undo.push(() => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  });
}

export function restore(): void {
  while (undo.length) undo.pop()?.();
  document.body.replaceChildren();
}

export interface Call {
  url: string;
  init: RequestInit;
  body: unknown;
}

/** `fetch` from a list of answers, the last of which repeats; what was asked stands in the answer. */
export function answerFetch(...answers: ((call: Call) => Response | Promise<Response>)[]): Call[] {
  const calls: Call[] = [];
  replace(globalThis, "fetch", async (input, init = {}) => {
    const call = { url: String(input), init, body: typeof init.body === "string" ? JSON.parse(init.body) : undefined };
    calls.push(call);
    const answer = answers[Math.min(calls.length, answers.length) - 1];
    ok(answer, "an answer is prepared");
    return answer(call);
  });
  return calls;
}

export function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

export function problem(status: number, code: string, detail = "a detail"): Response {
  return json(status, { type: "about:blank", title: "T", status, detail, code, requestId: "req-1" });
}

/** Fails with axe's own words where an element breaks a WCAG 2.2 AA rule that a machine can see. */
export async function accessible(element: Element): Promise<void> {
  ok(page.axe, "axe is loaded");
  const { violations } = await page.axe.run(element, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { region: { enabled: false } },
  });
  const words = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ""}`).join("; ")}`);
  equal(words.join("\n"), "", "axe found violations");
}
