// The element's looks. Its height is settled from the start (`--ats-questions-height`), so that nothing on the page moves.
import { css } from "lit";

export const styles = css`
  :host {
    block-size: var(--ats-questions-height, 30rem);
  }
  [part='header'],
  [part='footer'],
  [part='notice'],
  .about,
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
  }
  [part='header'],
  [part='footer'] {
    align-items: center;
    padding: 12px 16px;
  }
  [part='header'] {
    border-block-end: 1px solid var(--_line);
  }
  [part='footer'] {
    border-block-start: 1px solid var(--_line);
    column-gap: 16px;
    align-content: start;
    flex: none;
    /* On a phone the age has a line of its own. */
    min-block-size: clamp(38px, (480px - 100vw) * 99, 68px);
  }
  [part='title'] {
    margin: 0;
    font-size: 1.1333em;
    font-weight: 600;
    line-height: 1.25;
  }
  .about {
    gap: 0 16px;
  }
  .about:not(:empty) {
    margin-block-end: 12px;
  }
  .about,
  [part='age'],
  .updating {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .updating {
    margin-inline-start: auto;
  }
  [part='footer'] :empty {
    display: none;
  }
  [part='body'] {
    flex: 1;
    min-block-size: 5rem;
    overflow: auto;
    padding: 16px;
  }
  [part='body']:focus-visible {
    outline-offset: -2px;
  }
  [part='notice']:not(:empty) {
    display: block;
    min-block-size: 5rem;
    overflow: auto;
    padding: 12px 16px;
    border-block-start: 1px solid var(--_line);
  }
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
    text-wrap: pretty;
  }
  p {
    max-inline-size: 70ch;
  }
  [part='questions'] {
    padding-inline-start: 2em;
  }
  [part='questions'] > li {
    margin-block-end: 16px;
    padding-inline-start: 4px;
  }
  li::marker {
    color: var(--_muted);
  }
  .line {
    flex-wrap: nowrap;
  }
  .line::before {
    content: '○' / '';
  }
  .underWay::before {
    content: '◐' / '';
  }
  .done::before {
    content: '●' / '';
  }
  .said {
    display: grid;
    gap: 8px;
  }
  [part='skeleton'] {
    display: grid;
    gap: 28px;
    padding-block: 6px;
  }
  [part='skeleton'] span {
    inline-size: 88%;
    border-block-start: 12px solid var(--_line);
    border-radius: 4px;
    opacity: 0.6;
  }
  [part='skeleton'] :nth-child(even) {
    inline-size: 64%;
  }
`;
