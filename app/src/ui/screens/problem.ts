import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { problemText, type Texts } from "../words/index.ts";

/** What went wrong, said at once to a screen reader; nothing if nothing did. */
export function problem(thrown: unknown, texts: Texts): TemplateResult {
  return html`<div role="alert" class=${thrown === undefined ? "silent" : ""}>
    ${
      thrown === undefined
        ? nothing
        : html`<p class="problem" data-testid=${testIds.problem}>
            ${icon("warning")}<span>${problemText(thrown, texts.problems)}</span>
          </p>`
    }
  </div>`;
}
