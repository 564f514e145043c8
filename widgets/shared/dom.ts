// Makes nodes without templates. What stands on job ads and in every candidate's record is built of these:
// Lit's templates would weigh more than the rest of such an element (2.9 kB), and need a Trusted Types policy.

type Value = string | null | undefined | ((event: Event) => void);

export type Child = Node | string | false | undefined;

/** Attributes without a value are left out; functions listen to the event of their name. */
export function node<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, Value>, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else setAttribute(element, name, value);
  }
  fill(element, children);
  return element;
}

export function fill(parent: ParentNode, children: Child[]): void {
  parent.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
}

const told = new WeakMap<HTMLElement, string>();

/** Fills a place anew where what it says has changed; a focus inside goes to the same place of the new. */
export function keep(place: HTMLElement, facts: unknown[], build: () => Child[]): void {
  const said = JSON.stringify(facts);
  if (told.get(place) === said) return;
  told.set(place, said);
  const inside = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>("button, a, time")];
  const root = place.getRootNode();
  const focused = inside().findIndex((each) => root instanceof ShadowRoot && each === root.activeElement);
  fill(place, build());
  inside()[focused]?.focus();
}

/** Takes the attribute away where there is no value. */
export function setAttribute(element: Element, name: string, value: string | null | undefined): void {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** A picture of one path, on a square of the given size; decoration, unless its parent says what it is. */
export function drawing(size: number, path: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS(svg.namespaceURI ?? "", "path");
  setAttribute(svg, "viewBox", `0 0 ${size} ${size}`);
  setAttribute(svg, "aria-hidden", "true");
  setAttribute(shape, "d", path);
  svg.append(shape);
  return svg;
}
