// The family look as custom properties (`--ats-*`, each with a default for light and dark), and what all panels and their controls have of them.
import { css } from "lit";

export const tokens = css`
  :host {
    --_surface: var(--ats-surface, light-dark(#fff, #1c2024));
    --_ink: var(--ats-ink, light-dark(#1b1f23, #eceeef));
    --_muted: var(--ats-muted, light-dark(#5a6169, #a3abb3));
    --_line: var(--ats-line, light-dark(#d9dad6, #343a40));
    --_control: var(--ats-control, light-dark(#828892, #7b848d));
    --_accent: var(--ats-accent, light-dark(#0b5f6b, #6fd0dc));
    --_on-accent: var(--ats-on-accent, light-dark(#fff, #06282d));
    --_warn: var(--ats-warn, light-dark(#8a5300, #f0b866));
    display: block;
    min-block-size: 16rem;
    color: var(--_ink);
    line-height: 1.5;
  }
  [part='panel'] {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    block-size: 100%;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--ats-radius, 8px);
    background: var(--_surface);
  }
  [part='test'] {
    padding: 1px 6px;
    border: 1px dashed var(--_warn);
    border-radius: 4px;
    color: var(--_warn);
    font-size: 0.8125em;
    font-weight: 600;
  }
  button,
  a.control {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    box-sizing: border-box;
    min-block-size: 36px;
    padding: 6px 14px;
    border: 1px solid var(--_control);
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    line-height: 1.25;
    text-decoration: none;
    cursor: pointer;
  }
  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  button:hover,
  a.control:hover {
    box-shadow: inset 0 0 0 1px;
  }
  @media (pointer: coarse) {
    button,
    a.control {
      min-block-size: 44px;
    }
  }
  .code {
    font-family: ui-monospace, monospace;
    user-select: all;
  }
  /* For those who listen only. */
  small {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
