// A thread of messages in the page: bubbles with text or a file, newest in view.

export type Bubble = { from: string; text: string; name?: string; at?: string; file?: { name: string; href?: string } };

/** The element with this selector; the page is ours, so a missing one is a fault of ours. */
export function find<Found extends Element>(scope: ParentNode, selector: string, type: new () => Found): Found {
  const found = scope.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page lacks ${selector}`);
  return found;
}

export function addBubble(list: Element, bubble: Bubble, mine: boolean): void {
  const item = document.createElement("li");
  item.className = mine ? "bubble mine" : "bubble";

  if (bubble.name && !mine) item.append(line("strong", bubble.name));
  if (bubble.text) item.append(line("p", bubble.text));
  if (bubble.file) item.append(fileLine(bubble.file));
  const at = bubble.at ? new Date(bubble.at) : new Date();
  const time = line("time", at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
  time.setAttribute("datetime", at.toISOString());
  item.append(time);

  list.append(item);
  list.scrollTop = list.scrollHeight;
}

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function fileLine({ name, href }: { name: string; href?: string }): HTMLElement {
  const element = document.createElement(href ? "a" : "span");
  element.className = "file";
  element.textContent = name;
  if (href) element.setAttribute("href", href);
  return element;
}
