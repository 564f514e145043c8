// The element's looks. Its height is settled from the start (`--ats-onboard-height`), and so is the place of LinkedIn's window in it.
import { css } from "lit";

export const styles = css`
  :host {
    --_good: var(--ats-good, light-dark(#1a6b3c, #7bd49b));
    --_bad: var(--ats-bad, light-dark(#a8261c, #ff9a8f));
    container-type: inline-size;
    block-size: var(--ats-onboard-height, 40rem);
  }
  [part='header'] {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }
  ::slotted([slot='help']) {
    margin-inline-start: auto;
  }
  [part='notice']:not(:empty) {
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    flex: 1;
    align-content: start;
    gap: 24px 32px;
    min-block-size: 12rem;
    overflow: auto;
    padding: 16px;
  }
  .early {
    visibility: hidden;
  }
  .columns:focus-visible {
    outline-offset: -2px;
  }
  /* LinkedIn draws its window for 500 pixels. */
  @container (width >= 54rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 500px;
    }
  }
  /* Its own width tells whether steps stand side by side. */
  .beside {
    container-type: inline-size;
  }
  p,
  ul,
  ol {
    margin: 8px 0;
    padding: 0;
    list-style: none;
    text-wrap: pretty;
  }
  .head {
    margin-block-start: 0;
  }
  li {
    margin-block: 6px;
  }
  .checks .muted {
    white-space: nowrap;
  }
  .muted,
  .note {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .line {
    display: flex;
    gap: 8px;
  }
  .line::before {
    content: '○' / '';
    flex: none;
    inline-size: 1em;
    text-align: center;
    color: var(--_muted);
  }
  .underWay::before {
    content: '◐' / '';
    color: var(--_accent);
  }
  .done::before {
    content: '●' / '';
    color: var(--_good);
  }
  .needed::before {
    content: '▲' / '';
    color: var(--_warn);
  }
  .failed::before {
    content: '✕' / '';
    color: var(--_bad);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  summary {
    padding-block: 8px;
    cursor: pointer;
  }
  /* Its marker would lose its distance. */
  :host(:dir(rtl)) summary {
    unicode-bidi: normal;
  }
  @media (pointer: coarse) {
    summary {
      padding-block: 11px;
    }
  }
  [part='before'] {
    margin-block: -8px 16px;
  }
  .stage {
    position: relative;
    min-block-size: var(--ats-plugin-height, 22rem);
    margin-block-start: 8px;
    overflow-x: auto;
  }
  /* What is said of its coming takes no place from LinkedIn's window. */
  .stage > div {
    position: absolute;
  }
`;
