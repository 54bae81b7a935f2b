import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const paths = {
  back: svg`<path d="M15 5l-7 7 7 7" />`,
  settings: svg`<circle cx="12" cy="8" r="3.6" /><path d="M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  search: svg`<circle cx="11" cy="11" r="6.5" /><path d="M16 16l4.5 4.5" />`,
  more: svg`<path d="M12 5.5h.01M12 12h.01M12 18.5h.01" />`,
  clip: svg`<path d="M19.5 11.5l-7.6 7.6a5 5 0 0 1-7-7l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.1 8.1a1.7 1.7 0 0 1-2.5-2.4l7.1-7.1" />`,
  file: svg`<path d="M7 3.5h7l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5z" /><path d="M14 3.5V8h4.5" />`,
  save: svg`<path d="M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15" />`,
  again: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4" />`,
  cross: svg`<path d="M6 6l12 12M18 6L6 18" />`,
  send: svg`<path d="M4 12L20 4.5 15 20l-3.5-6.5zM11.5 13.5L20 4.5" />`,
  down: svg`<path d="M12 5v13M6 12.5l6 6 6-6" />`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />`,
  offline: svg`<path d="M4 4l16 16M8.5 8.8A11 11 0 0 0 4 11.5M20 11.5a11 11 0 0 0-6.5-3.2M7.5 15a6.5 6.5 0 0 1 4.5-1.7c1.2 0 2.3.3 3.2.8" /><path d="M12 18.5h.01" />`,
  windows: svg`<rect x="4" y="8" width="12" height="11" rx="2" /><path d="M8 8V6.5a2 2 0 0 1 2-2h8.5a1.5 1.5 0 0 1 1.5 1.5v8a2 2 0 0 1-2 2h-2" />`,
  stop: svg`<circle cx="12" cy="12" r="8.5" /><path d="M6 6l12 12" />`,
  info: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 11v5.5M12 7.5h.01" />`,
  warning: svg`<path d="M12 4l9 16H3z" /><path d="M12 10v4.5M12 17.3h.01" />`,
  waiting: svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" />`,
  accepted: svg`<path d="M5 12.5l4.5 4.5L19 7" />`,
  delivered: svg`<path d="M1.5 12.5L6 17l8.5-9M11 15.7l1.3 1.3L22 7" />`,
} satisfies Readonly<Record<string, SVGTemplateResult>>;

export type IconName = keyof typeof paths;

/** A sign in the colour of the text around it; hidden from screen readers, so the text beside it has to say the same. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}

/** The project's sign. */
export function logo(): TemplateResult {
  return html`<svg class="logo" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <rect class="logo-ground" width="64" height="64" rx="15" />
    <path
      class="logo-bubble"
      d="M20 13h24a9 9 0 0 1 9 9v16a9 9 0 0 1-9 9H31l-9.6 8.2c-1 .9-2.4.2-2.4-1.1V47a8.5 8.5 0 0 1-8-9V22a9 9 0 0 1 9-9z"
    />
    <path class="logo-cross" d="M32 21.5v17M23.5 30h17" />
  </svg>`;
}
