// The element's looks. LinkedIn's window keeps its place from the start, beside the list where there is room.
import { css } from 'lit';

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
    align-items: center;
    gap: 4px 8px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }
  .help {
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
  [part='notice'] {
    padding: 16px;
  }
  .columns {
    display: grid;
    gap: 24px 32px;
    padding: 16px;
  }
  .columns > * {
    min-inline-size: 0;
  }
  @container (width >= 60rem) {
    .columns {
      grid-template-columns: minmax(20rem, 1fr) minmax(0, max-content);
    }
    [part='plugin'] {
      min-inline-size: 500px;
    }
  }
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  p {
    max-inline-size: 42em;
    text-wrap: pretty;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: baseline;
    margin-block-end: 8px;
  }
  .muted,
  .note,
  time {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .line {
    display: flex;
    gap: 10px;
    margin-block: 6px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }
  .row:empty {
    display: none;
  }
  .note {
    margin-block-start: 8px;
  }
  .code {
    font-family: ui-monospace, monospace;
    user-select: all;
    overflow-wrap: anywhere;
  }
  .problem {
    margin-block: 8px;
  }
  .mark {
    flex: none;
    display: inline-flex;
    block-size: 1.5em;
    align-items: center;
    color: var(--_muted);
  }
  .mark svg {
    inline-size: 14px;
    fill: currentColor;
    fill-rule: evenodd;
  }
  .mark.done {
    color: var(--_good);
  }
  .mark.underWay {
    color: var(--_accent);
  }
  .mark.needed {
    color: var(--_warn);
  }
  .mark.failed {
    color: var(--_bad);
  }
  [part='item'] {
    padding-block: 14px;
    border-block-start: 1px solid var(--_line);
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: baseline;
    overflow-wrap: anywhere;
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 4px 12px;
    margin-block: 8px;
  }
  .steps li,
  .raw {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: 8px;
    align-content: start;
  }
  .steps time {
    grid-column: 2;
  }
  .waiting {
    color: var(--_muted);
  }
  @container (width < 26rem) {
    .steps {
      grid-template-columns: 1fr;
    }
    .steps li {
      grid-template-columns: auto auto 1fr;
    }
    .steps time {
      grid-column: 3;
    }
  }
  time {
    display: inline-grid;
    justify-self: start;
  }
  time span {
    grid-area: 1 / 1;
  }
  time:is(:hover, :focus) span,
  .exact {
    opacity: 0;
  }
  time:is(:hover, :focus) .exact {
    opacity: 1;
  }
  details {
    margin-block-start: 8px;
  }
  summary {
    padding-block: 8px;
    cursor: pointer;
  }
  details li {
    margin-block: 6px;
  }
  .stage {
    min-block-size: var(--ats-plugin-height, 22rem);
    margin-block: 8px;
    overflow-x: auto;
  }
  .words {
    padding: 16px;
    border: 1px dashed var(--_line);
    border-radius: 6px;
  }
  small {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
