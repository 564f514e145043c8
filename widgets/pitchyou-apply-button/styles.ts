// The button's looks. Colours and their contrast: #0B141A on #25D366 is 9.4:1, white on #075E54 is 7.7:1;
// the border keeps the green at 3:1 against a white page (WCAG 1.4.11).
import { css } from "lit";

export const styles = css`
  :host {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 8px;
    max-inline-size: 100%;
    vertical-align: middle;
    --_ground: #25d366;
    --_ink: #0b141a;
    --_line: #075e54;
  }
  :host([variant='dark']) {
    --_ground: #075e54;
    --_ink: #fff;
    --_line: light-dark(#075e54, #25d366);
  }
  :host([variant='outline']) {
    --_ground: transparent;
    --_ink: light-dark(#075e54, #25d366);
    --_line: var(--_ink);
  }
  :host([size='small']) {
    --_size: 44px;
    font-size: 0.9375em;
  }
  :host([size='large']) {
    --_size: 56px;
    font-size: 1.125em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    box-sizing: border-box;
    max-inline-size: 100%;
    min-block-size: var(--_size, 48px);
    padding: 8px calc(var(--_size, 48px) - 28px);
    border: 1px solid var(--ats-apply-line, var(--_line));
    border-radius: var(--ats-radius, 8px);
    background: var(--ats-apply-ground, var(--_ground));
    color: var(--ats-apply-ink, var(--_ink));
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-decoration: none;
    cursor: pointer;
  }
  .button:hover {
    box-shadow: inset 0 0 0 1px;
  }
  [part='icon'] {
    display: flex;
    flex: none;
    inline-size: 24px;
  }
  svg {
    inline-size: 100%;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  ::slotted([slot='icon']) {
    max-inline-size: 100%;
  }
  [part='label'] {
    min-inline-size: 0;
  }
  [part='test'] {
    padding: 2px 6px;
    border: 1px dashed;
    font-size: 0.75em;
  }
  small {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  [part='qr'] {
    border-color: light-dark(#828892, #7b848d);
    background: none;
    color: inherit;
    font-weight: 400;
  }
  p {
    margin: 0;
    color: var(--ats-muted, light-dark(#5a6169, #a3abb3));
    font-size: 0.8125em;
    line-height: 1.5;
  }
  /* No width of its own, but all that the button has: the line wraps and does not widen it. */
  [part='privacy'] {
    inline-size: 0;
    min-inline-size: 100%;
  }
  p a {
    color: inherit;
    padding-block: 4px;
  }
  @media (width < 640px) {
    [part='qr'],
    [part='qr-panel'] {
      display: none;
    }
  }
`;
