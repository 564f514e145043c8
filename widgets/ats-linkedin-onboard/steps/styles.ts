// The looks of the list of integrations.
import { css } from "lit";
import { momentStyles } from "../../shared/moments.ts";

export const styles = css`
  [part='item'] {
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
  }
  [part='item'] > * {
    margin-block: 6px;
  }
  ${momentStyles}
  time {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .steps li {
    margin-block: 2px;
  }
  @container (width >= 28rem) {
    .steps {
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      gap: 12px;
    }
    .steps time {
      display: grid;
      text-align: inherit;
    }
  }
  .steps .waiting {
    color: var(--_muted);
  }
`;
