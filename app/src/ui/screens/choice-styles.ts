import { css } from "lit";

/** One of a few, each as a field to touch. */
export const choiceStyles = css`
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 0.375rem;
    padding: 0;
  }
  .choice {
    position: relative;
    flex: 1 1 auto;
  }
  .choice input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choice span {
    display: grid;
    place-items: center;
    height: 100%;
    min-height: 3rem;
    padding: 0.375rem 0.625rem;
    border: 1px solid var(--edge);
    border-radius: 0.875rem;
    text-align: center;
  }
  .choice input:checked + span {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--onAccent);
  }
  .choice input:focus-visible + span {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
`;
