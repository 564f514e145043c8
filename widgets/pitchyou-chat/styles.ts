// The chat panel's looks. Its height is settled from the start (`--ats-chat-height`), so that opening and failing move nothing.
import { css } from "lit";

export const styles = css`
  :host {
    block-size: var(--ats-chat-height, 30rem);
  }
  [part='panel'] {
    overflow: hidden;
  }
  [part='header'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    box-sizing: border-box;
    min-block-size: 53px;
    padding: 8px 8px 8px 16px;
    padding-inline: 16px 8px;
    border-block-end: 1px solid var(--_line);
  }
  .actions {
    display: flex;
    gap: 8px;
    margin-inline-start: auto;
  }
  .close {
    border-color: transparent;
    padding: 8px;
    aspect-ratio: 1;
  }
  svg {
    inline-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }
  [part='body'] {
    position: relative;
    flex: 1;
  }
  .stage,
  .words {
    position: absolute;
    inset: 0;
    overflow: auto;
  }
  .words {
    display: flex;
    flex-direction: column;
    padding: 16px;
    background: var(--_surface);
  }
  /* Auto margins centre what fits and, unlike justify-content, leave the top in reach of scrolling where it does not. */
  .words::before,
  .words::after {
    content: '';
    margin: auto;
  }
  p {
    max-inline-size: 34em;
    margin: 0 auto 8px;
    text-align: center;
    text-wrap: pretty;
    color: var(--_muted);
  }
  .lead {
    color: var(--_ink);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-block: 12px;
    color: var(--_ink);
  }
  .note {
    font-size: 0.8125em;
  }
  .wait {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    box-sizing: border-box;
    margin: 0 auto 12px;
    border: 2px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .wait {
      animation: none;
    }
  }
  iframe,
  ::slotted([slot='widget']) {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
  }
`;
