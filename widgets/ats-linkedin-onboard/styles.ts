// The element's looks. LinkedIn's window keeps its place from the start, beside the list where there is room.
import { css } from "lit";

export const styles = css`
  :host {
    --_good: var(--ats-good, light-dark(#1a6b3c, #7bd49b));
    --_bad: var(--ats-bad, light-dark(#a8261c, #ff9a8f));
    display: block;
    container-type: inline-size;
    color: var(--_ink);
    line-height: 1.5;
  }
  [part='panel'] {
    border: 1px solid var(--_line);
    border-radius: var(--ats-radius, 8px);
    background: var(--_surface);
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
  [part='test'] {
    padding: 1px 6px;
    border: 1px dashed var(--_warn);
    border-radius: 4px;
    color: var(--_warn);
    font-size: 0.8125em;
    font-weight: 600;
  }
  [part='notice']:not(:empty) {
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px 32px;
    padding: 16px;
  }
  @container (width >= 60rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
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
  .code {
    font-family: ui-monospace, monospace;
    user-select: all;
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
  .stage {
    min-block-size: var(--ats-plugin-height, 22rem);
    margin-block-start: 8px;
    overflow-x: auto;
  }
  small {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
