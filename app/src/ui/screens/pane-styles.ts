import { css } from "lit";

/** A pane: a bar, a body that scrolls, perhaps a foot. */
export const paneStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--surface);
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .titles {
    flex: 1;
    min-width: 0;
    padding-inline-start: 0.25rem;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .strong {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .empty {
    display: grid;
    gap: 0.5rem;
    align-content: center;
    min-height: 60%;
    padding: 2rem 1.5rem;
    text-align: center;
  }
`;

/** A line of a list: picture, name, something below it. */
export const rowStyles = css`
  .row {
    display: flex;
    align-items: center;
    gap: 0.875rem;
    width: 100%;
    min-height: 4.75rem;
    padding: 0.625rem max(1rem, env(safe-area-inset-right)) 0.625rem max(1rem, env(safe-area-inset-left));
    border: 0;
    border-bottom: 1px solid var(--line);
    border-radius: 0;
    background: transparent;
    color: var(--text);
    font-weight: 400;
    text-align: start;
    text-decoration: none;
  }
  .row:hover {
    background: var(--raised);
  }
  .row[aria-current] {
    background: var(--raised);
    box-shadow: inset 4px 0 var(--accent);
  }
  .row:focus-visible {
    outline-offset: -4px;
  }
  .lines {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.125rem;
    min-width: 0;
  }
  .lines .name,
  .lines .last {
    flex: 1;
    min-width: 0;
  }
  .name {
    font-size: 1.0625rem;
    font-weight: 600;
  }
`;
