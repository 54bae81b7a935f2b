import { html, type TemplateResult } from "lit";
import type { Context } from "../frame/context.ts";
import { testIds } from "../test-ids.ts";
import { languageNames, languages } from "../words/index.ts";

/** The choice of the language, each called as it calls itself. */
export function languageChoice(context: Context): TemplateResult {
  const choose = (event: Event): void => {
    const chosen = languages.find((language) => language === (event.target as HTMLSelectElement).value);
    if (chosen !== undefined) {
      context.acts.choose({ language: chosen });
    }
  };
  return html`<select
    data-testid=${testIds.language}
    aria-label=${context.texts.settings.language}
    .value=${context.language}
    @change=${choose}
  >
    ${languages.map(
      (language) =>
        html`<option value=${language} lang=${language} ?selected=${language === context.language}>
          ${languageNames[language]}
        </option>`,
    )}
  </select>`;
}
