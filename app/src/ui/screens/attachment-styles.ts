import { css } from "lit";

export const attachmentStyles = css`
  :host {
    width: 22rem;
    max-width: 100%;
    color: inherit;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    padding-block: 0.25rem;
  }
  .file .icon {
    width: 2rem;
    height: 2rem;
  }
  .facts {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .size {
    font-size: 0.875rem;
  }
  .transfer {
    display: grid;
    gap: 0.25rem;
    margin-block: 0.25rem;
  }
  progress {
    width: 100%;
    height: 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.25rem;
    overflow: hidden;
    background: var(--surface);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--surface);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .problem {
    margin-block: 0.25rem;
    font-size: 0.9375rem;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-block: 0.375rem;
  }
  .deeds button {
    padding-inline: 0.875rem;
  }
  .deeds p {
    flex-basis: 100%;
  }
  .picture,
  .picture:hover {
    display: block;
    width: 100%;
    min-height: 0;
    margin-block-end: 0.25rem;
    padding: 0;
    overflow: hidden;
    background: transparent;
  }
  .picture img {
    display: block;
    width: 100%;
    max-height: 20rem;
    object-fit: contain;
  }
  dialog {
    max-width: 100vw;
    max-height: 100dvh;
    padding: 0;
    border: 0;
    background: transparent;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 85%);
  }
  dialog img {
    display: block;
    max-width: 96vw;
    max-height: 92dvh;
    object-fit: contain;
  }
  dialog button {
    padding: 0.5rem;
  }
  dialog form {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
  }
`;
