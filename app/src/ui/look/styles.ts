import { css, unsafeCSS } from "lit";
import { avatarGrounds, avatarText } from "./palette.ts";

const avatarRules = unsafeCSS(
  avatarGrounds.map((colour, index) => `.avatar-${String(index)} { background: ${colour}; }`).join("\n"),
);

/** What every element of the app starts from. */
export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    color: var(--text);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3 {
    line-height: 1.25;
    text-wrap: balance;
  }
  h1:focus {
    outline: none;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 0.875rem;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
    width: 1.5rem;
    height: 1.5rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .logo {
    display: block;
    width: 4.5rem;
    height: 4.5rem;
  }
  .logo-ground {
    fill: var(--accent);
  }
  .logo-bubble {
    fill: var(--onAccent);
  }
  .logo-cross {
    fill: none;
    stroke: var(--accent);
    stroke-width: 6;
    stroke-linecap: round;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
`;

/** Buttons, fields, notes: all at least 48 px high. */
export const controlStyles = css`
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.625rem;
    min-width: 3rem;
    min-height: 3rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid var(--edge);
    border-radius: 0.875rem;
    background: var(--surface);
    color: var(--text);
    font-weight: 600;
    line-height: 1.25;
    text-decoration: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  button:hover,
  .button:hover {
    background: var(--raised);
  }
  .primary,
  .primary:hover {
    border-color: transparent;
    background: var(--accent);
    color: var(--onAccent);
  }
  .primary:hover {
    filter: brightness(1.08);
  }
  .danger,
  .danger:hover {
    border-color: var(--danger);
    color: var(--danger);
  }
  .bare {
    padding: 0.5rem;
    border-color: transparent;
    background: transparent;
  }
  button:active,
  .button:active {
    transform: translateY(1px);
  }
  button:disabled {
    cursor: default;
    opacity: 0.6;
    transform: none;
    filter: none;
  }
  .wide {
    width: 100%;
  }
  label {
    font-weight: 600;
  }
  input,
  textarea,
  select {
    width: 100%;
    min-height: 3rem;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 0.875rem;
    background: var(--surface);
    font-size: 1.0625rem;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .silent {
    position: absolute;
  }
  .problem {
    display: flex;
    align-items: flex-start;
    gap: 0.625rem;
    padding: 0.75rem 1rem;
    border-radius: 0.875rem;
    background: var(--dangerSoft);
    color: var(--danger);
    text-align: start;
  }
`;

/** The round picture with a person's initials. */
export const avatarStyles = css`
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    width: 3rem;
    height: 3rem;
    border-radius: 50%;
    color: ${unsafeCSS(avatarText)};
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  .avatar.small {
    width: 2.5rem;
    height: 2.5rem;
    font-size: 0.875rem;
  }
  ${avatarRules}
`;

/** The bar at the top of a pane. */
export const barStyles = css`
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.5rem;
    min-height: 4.25rem;
    padding: 0.5rem max(0.75rem, env(safe-area-inset-right)) 0.5rem max(0.75rem, env(safe-area-inset-left));
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }
  .bar h1 {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    font-size: 1.25rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (min-width: 56.25rem) {
    .bar .narrow {
      display: none;
    }
  }
`;
