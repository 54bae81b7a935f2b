import { css } from "lit";

/** The screens before the conversations: one card in the middle. */
export const doorStyles = css`
  :host {
    min-height: 100dvh;
    background: var(--ground);
  }
  .door {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1.25rem;
    min-height: 100dvh;
    padding: max(1rem, env(safe-area-inset-top)) 1rem max(1rem, env(safe-area-inset-bottom));
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 1.25rem;
    width: 100%;
    max-width: 27rem;
    padding: 2rem 1.5rem;
    border: 1px solid var(--line);
    border-radius: 1.5rem;
    background: var(--surface);
  }
  .centred {
    align-items: center;
    text-align: center;
  }
  h1 {
    font-size: 1.5rem;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.75rem;
    width: 100%;
    max-width: 27rem;
  }
  .sign .icon {
    width: 3rem;
    height: 3rem;
    color: var(--muted);
    stroke-width: 1.5;
  }
`;
