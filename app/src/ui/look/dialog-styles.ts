import { css } from "lit";

/** A question that has to be answered first. */
export const dialogStyles = css`
  dialog {
    width: min(26rem, calc(100vw - 2rem));
    padding: 1.5rem;
    border: 1px solid var(--line);
    border-radius: 1.5rem;
    background: var(--surface);
    color: var(--text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }
  dialog h2 {
    margin-block-end: 0.5rem;
    font-size: 1.25rem;
  }
  .answers {
    display: grid;
    gap: 0.625rem;
    margin-block-start: 1.25rem;
  }
`;
