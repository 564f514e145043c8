// One short line about what was just done: seen at the foot of the page, and read out.

const SHOWN_MS = 8_000;

/** The app's own; it is there as long as the page is. */
let place: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  clearTimeout(timer);
  if (!place) return;
  place.textContent = text;
  if (text) timer = setTimeout(() => say(""), SHOWN_MS);
}

export const sayIn = (element: Element | undefined): void => void (place = element instanceof HTMLElement ? element : undefined);
