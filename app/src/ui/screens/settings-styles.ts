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
  .check {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: 3rem;
    cursor: pointer;
  }
  .check input {
    flex: none;
    width: 1.5rem;
    min-height: 1.5rem;
    margin: 0;
    accent-color: var(--accent);
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
