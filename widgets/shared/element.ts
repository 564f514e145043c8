// What all elements have in common: the shared attributes, and the few styles that belong to them.
import { css, ReactiveElement, type CSSResult, type PropertyDeclarations } from "lit";

/** An attribute's text: absent, taken away, or there. */
export type Text = string | null | undefined;

/** `lang` says which language they are in, where it is none of ours: dates, numbers and voices follow it. */
export type OwnTexts<Texts> = Partial<Texts> & { lang?: string | undefined };

export abstract class BridgeElement<Texts> extends ReactiveElement {
  static override properties: PropertyDeclarations = {
    locale: {},
    theme: { reflect: true },
    debug: { type: Boolean },
    previewState: { attribute: "preview-state" },
    // Frameworks give an equal object on each of their renders.
    texts: { attribute: false, hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before) },
    textsUrl: { attribute: "texts-url" },
  };
  declare locale: Text;
  /** `light` or `dark`; else the page's own scheme. */
  declare theme: Text;
  /** Names causes on the page that visitors are spared. */
  declare debug: boolean;
  /** Shows a state for review: loading, ready, empty, blocked, expired, error, offline, test. */
  declare previewState: Text;
  /** Replaces single texts; what is left out stays ours. */
  declare texts: OwnTexts<Texts> | undefined;
  /** A JSON file that does so. */
  declare textsUrl: Text;
  /** Over, once the page's file of words is there or does not come. */
  protected translated: Promise<void> | undefined;
  /** Looks that came with files which are loaded on demand. */
  protected readonly worn: CSSResult[] = [];

  constructor() {
    super();
    this.debug = false;
  }

  /** The element has come to another document. */
  adoptedCallback(): void {
    import("./adopted.ts").then((file) => file.dress(this, this.worn)).catch(() => {});
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      return super.createRenderRoot();
    } catch (error) {
      // In another document from the start, where our sheets may not be: `adoptedCallback` brings others.
      if (!this.shadowRoot) throw error;
      return this.shadowRoot;
    }
  }

  protected wear(styles: CSSResult | undefined): void {
    if (!styles?.styleSheet || this.worn.includes(styles)) return;
    this.worn.push(styles);
    if (this.ownerDocument === document) this.shadowRoot?.adoptedStyleSheets.push(styles.styleSheet);
    else this.adoptedCallback();
    this.requestUpdate();
  }

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
