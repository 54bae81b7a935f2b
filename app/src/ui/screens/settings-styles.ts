import { css } from "lit";

export const settingsStyles = css`
  :host,
  .body {
    background: var(--ground);
  }
  .parts {
    display: grid;
    gap: 1rem;
    max-width: 40rem;
    margin: 0 auto;
    padding: 1rem max(1rem, env(safe-area-inset-right)) max(1.5rem, env(safe-area-inset-bottom))
      max(1rem, env(safe-area-inset-left));
  }
  .part {
    display: grid;
    gap: 1rem;
    padding: 1.125rem;
    border: 1px solid var(--line);
    border-radius: 1.25rem;
    background: var(--surface);
  }
  .self {
    display: flex;
    align-items: center;
  }
  h2 {
    font-size: 1.0625rem;
  }
  .field {
    display: grid;
    gap: 0.375rem;
  }
  .label,
  legend,
  dt {
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 400;
  }
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
  dl {
    display: grid;
    gap: 0.875rem;
  }
  dl:empty {
    display: none;
  }
  dd {
    overflow-wrap: anywhere;
  }
  .fingerprint {
    margin-block: 0.25rem;
    font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace;
    font-size: 0.9375rem;
    line-height: 1.6;
  }
`;
