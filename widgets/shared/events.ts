// How every element speaks to its page: bubbling, composed events with plain JSON as detail.

/** What each `…-error` event carries; `code` is stable, `message` is for developers. */
export interface ElementError {
  code: string;
  message: string;
  retryable: boolean;
  requestId?: string;
}

/** Answers false when a listener cancelled the event. */
export function emit<Type extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  type: Type,
  detail: HTMLElementEventMap[Type] extends CustomEvent<infer Detail> ? Detail : never,
  cancelable = false,
): boolean {
  return element.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
}

const told = new Set<string>();

/** One line for the developer, once a page and cause; visitors never see it. */
export function hint(element: HTMLElement, text: string): void {
  const line = `<${element.localName}> ${text}`;
  if (told.has(line)) return;
  told.add(line);
  // oxlint-disable-next-line no-console -- the console is where a page's developer looks first
  console.warn(line, element);
}
