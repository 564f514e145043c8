// The looks of what can stand beside the questions.
import { css } from "lit";

export const styles = css`
  b {
    font-variant-numeric: tabular-nums;
  }
  [part='times'],
  [part='criteria'] {
    margin-block-start: 4px;
    color: var(--_muted);
    font-size: 0.8667em;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    list-style: none;
  }
  [part='criteria'] li {
    padding: 0 8px;
    border: 1px solid var(--_line);
    border-radius: 4px;
  }
  [part='counts'] .underWay::before {
    color: var(--_accent);
  }
  [part='counts'] .done::before {
    color: var(--ats-good, light-dark(#1a6b3c, #7bd49b));
  }
  .failed::before {
    content: '✕' / '';
    color: var(--ats-bad, light-dark(#a8261c, #ff9a8f));
  }
  [part='counts'] {
    gap: 4px 20px;
    margin-block-end: 16px;
    font-size: 0.8667em;
    padding-block-end: 12px;
    border-block-end: 1px solid var(--_line);
  }
`;
