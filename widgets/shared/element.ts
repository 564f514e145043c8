// What all elements have in common: the shared attributes, and the few styles that belong to them.
import { css, ReactiveElement, type PropertyDeclarations } from "lit";

/** An attribute's text: absent, taken away, or there. */
export type Text = string | null | undefined;

export interface CommonProperties<Texts> {
  locale: Text;
  /** `light` or `dark`; else the page's own scheme. */
  theme: Text;
  /** Names causes on the page that visitors are spared. */
  debug: boolean;
  /** Shows a state for review: loading, ready, empty, blocked, expired, error, offline, test. */
  previewState: Text;
  /** Replaces single texts; what is left out stays ours. */
  texts: OwnTexts<Texts> | undefined;
  /** A JSON file that does so. */
  textsUrl: Text;
}

/** `lang` says which language they are in, where it is none of ours: dates, numbers and voices follow it. */
export type OwnTexts<Texts> = Partial<Texts> & { lang?: string | undefined };

export const commonProperties: PropertyDeclarations = {
  locale: {},
  theme: { reflect: true },
  debug: { type: Boolean },
  previewState: { attribute: "preview-state" },
  // Frameworks give an equal object on each of their renders.
  texts: { attribute: false, hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before) },
  textsUrl: { attribute: "texts-url" },
};

export abstract class BridgeElement<Texts> extends ReactiveElement {
  declare texts: OwnTexts<Texts> | undefined;
  declare textsUrl: Text;
  /** Over, once the page's file of words is there or does not come. */
  protected translated: Promise<void> | undefined;

  override requestUpdate(...change: Parameters<ReactiveElement["requestUpdate"]>): void {
    super.requestUpdate(...change);
    const { textsUrl } = this;
    if (change[0] === "textsUrl" && textsUrl) this.translated = import("./translation.ts").then((file) => file.translate(this, textsUrl)).catch(() => {});
  }
}

export const commonStyles = css`
  :host {
    overflow-wrap: anywhere;
  }
  /* In a page that runs the other way the panel is mirrored, but each sentence runs as its language does. */
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host(:dir(rtl)) * {
    unicode-bidi: plaintext;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :focus-visible {
    outline: 2px solid var(--ats-focus, light-dark(#0b5f6b, #6fd0dc));
    outline-offset: 2px;
  }
`;
