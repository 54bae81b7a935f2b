import { css } from "lit";

/** The frame: strips at the top, then one pane on a phone and two on a desk. */
export const appStyles = css`
  .desk {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    padding-block-start: env(safe-area-inset-top);
    background: var(--surface);
  }
  .strip {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    gap: 0.625rem;
    min-height: 2.75rem;
    padding: 0.375rem 1rem;
    background: var(--warnSoft);
    color: var(--warn);
    font-size: 0.9375rem;
    line-height: 1.3;
  }
  .strip .icon {
    width: 1.25rem;
    height: 1.25rem;
  }
  .strip button {
    color: inherit;
    text-decoration: underline;
  }
  .panes {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    min-height: 0;
  }
  .pane {
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .panes.list > .pane.detail,
  .panes.detail > .pane.list {
    display: none;
  }
  .nothing {
    display: grid;
    place-items: center;
    height: 100%;
    padding: 2rem;
    background: var(--ground);
    text-align: center;
  }
  /* Short breaks of the connection are not worth a word. */
  .strip.connecting {
    animation: appear 0s 1.5s backwards;
  }
  @keyframes appear {
    from {
      display: none;
      visibility: hidden;
    }
  }
  @media (min-width: 56.25rem) {
    .panes {
      grid-template-columns: minmax(20rem, 26rem) minmax(0, 1fr);
    }
    .panes > .pane,
    .panes.list > .pane.detail,
    .panes.detail > .pane.list {
      display: block;
    }
    .pane.list {
      border-inline-end: 1px solid var(--line);
    }
  }
`;
