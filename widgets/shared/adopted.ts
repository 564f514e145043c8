// Gives an element its looks again that has come to another document, a window of a page's own for example:
// a style sheet serves the document only that made it, and browsers take it off there.
import type { CSSResult, ReactiveElement } from "lit";

export function dress({ shadowRoot, ownerDocument, constructor }: ReactiveElement, worn: CSSResult[]): void {
  const view = ownerDocument.defaultView;
  // A document made by script alone shows nothing.
  if (!shadowRoot || !view) return;
  const { elementStyles }: Partial<typeof ReactiveElement> = Object(constructor);
  shadowRoot.adoptedStyleSheets = [...(elementStyles ?? []), ...worn].map((each) => {
    const sheet = new view.CSSStyleSheet();
    if ("cssText" in each) sheet.replaceSync(each.cssText);
    return sheet;
  });
}
