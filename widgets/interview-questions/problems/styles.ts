// The looks of what stands in the way.
import { css } from "lit";

export const styles = css`
  .needed::before {
    content: '▲' / '';
    color: var(--_warn);
  }
  .failed::before {
    content: '✕' / '';
    color: var(--ats-bad, light-dark(#a8261c, #ff9a8f));
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-block: 8px 4px;
  }
  .code {
    font-family: ui-monospace, monospace;
    user-select: all;
  }
  [part='notice'] {
    font-size: 0.8667em;
  }
  .note {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  [part='notice'] .note {
    font-size: 1em;
  }
`;
