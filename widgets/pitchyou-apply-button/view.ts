// The button's nodes. They are made anew when something in them changes, which on a job ad is hardly ever.
import { drawing, fill, node } from "../shared/dom.ts";
import type { ButtonTexts } from "./texts.ts";

export interface ButtonContent {
  href: string | undefined;
  target: string;
  texts: ButtonTexts;
  language: string;
  /** The page's own label. */
  label: string;
  test: boolean;
  qr: boolean;
  noticeHref: string | undefined;
}

export interface ButtonActions {
  click: (event: Event) => void;
  qr: (event: Event) => void;
}

/** A link that the page wrote itself stays usable, as it is the page's promise; of ours there is nothing to click. */
export function showFallback(root: ShadowRoot, fault: string): void {
  fill(root, [node("slot", {}), fault !== "" && node("p", { part: "fault" }, fault)]);
}

export function showButton(root: ShadowRoot, content: ButtonContent, actions: ButtonActions): void {
  const { texts, language: lang, label, noticeHref } = content;
  const focused = root.activeElement?.part.value;
  // Neutral on purpose: WhatsApp's own artwork may only come from the customer, through the slot.
  const icon = node("span", { part: "icon", "aria-hidden": "true" }, node("slot", { name: "icon" }, drawing(24, bubble)));
  fill(root, [
    node(
      "a",
      { part: "link", class: "button", href: content.href, target: content.target, rel: "noopener", click: actions.click },
      icon,
      node("span", { part: "label", lang: label ? "" : lang }, label || texts.label),
      content.test && node("strong", { part: "test" }, "TEST"),
      content.target === "_blank" && node("small", { lang }, ` (${texts.newTab})`),
    ),
    content.qr && node("button", { part: "qr", class: "button", type: "button", lang, "aria-expanded": "false", click: actions.qr, keydown: actions.qr }, texts.qr),
    noticeHref !== undefined && node("p", { part: "privacy", lang }, texts.consent, " ", node("a", { href: noticeHref, target: "_blank", rel: "noopener" }, texts.privacy)),
  ]);
  if (focused) root.querySelector<HTMLElement>(`[part='${focused}']`)?.focus();
}

/** Answers whether the code was open. */
export function closeQr(root: ShadowRoot): boolean {
  const panel = root.querySelector("[part='qr-panel']");
  panel?.remove();
  setExpanded(root, false);
  return Boolean(panel);
}

export function setExpanded(root: ShadowRoot, expanded: boolean): void {
  root.querySelector("[part='qr']")?.setAttribute("aria-expanded", String(expanded));
}

const bubble = "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 9h8M8 13h5";
