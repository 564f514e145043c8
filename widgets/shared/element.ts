// What all elements have in common: the shared attributes, and the few styles that belong to them.
import { css, type PropertyDeclarations } from "lit";

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
  texts: Partial<Texts> | undefined;
}

export const commonProperties: PropertyDeclarations = {
  locale: {},
  theme: { reflect: true },
  debug: { type: Boolean },
  previewState: { attribute: "preview-state" },
  texts: { attribute: false },
};

export const commonStyles = css`
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
