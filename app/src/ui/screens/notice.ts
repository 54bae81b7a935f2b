import { css, html, nothing, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, icon, logo } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { problemText } from "../words/index.ts";
import { doorStyles } from "./door-styles.ts";

const reload = (): void => {
  location.reload();
};

/** The states in which there is nothing to do but to know: starting, open elsewhere, locked out, failed. */
export class NoticeScreen extends Screen {
  static override styles = [
    baseStyles,
    controlStyles,
    doorStyles,
    css`
      .pulse {
        animation: pulse 1.6s ease-in-out infinite alternate;
      }
      @keyframes pulse {
        to {
          opacity: 0.45;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .pulse {
          animation: none;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const { snapshot, failure, texts } = this.context;
    const { frame } = texts;
    switch (snapshot.phase) {
      case "open-elsewhere":
        return this.#card("windows", frame.elsewhereTitle, frame.elsewhere, frame.useHere, testIds.elsewhere);
      case "revoked":
        return this.#card("stop", frame.revokedTitle, frame.revoked, undefined, testIds.revoked);
      case "starting":
      case "signed-out":
      case "enrolment":
      case "ready":
        return failure === undefined
          ? this.#starting()
          : this.#card(
              "warning",
              frame.failedTitle,
              problemText(failure, texts.problems),
              frame.reload,
              testIds.problem,
            );
    }
  }

  #starting(): TemplateResult {
    return html`<main class="door" aria-busy="true">
      <div class="pulse">${logo()}</div>
      <h1 class="hidden">${this.texts.appName}</h1>
      <p class="muted" role="status">${this.texts.frame.starting}</p>
    </main>`;
  }

  #card(
    sign: Parameters<typeof icon>[0],
    title: string,
    text: string,
    action: string | undefined,
    testId: string,
  ): TemplateResult {
    return html`<main class="door">
      <div class="card centred" role="alert" data-testid=${testId}>
        <div class="sign">${icon(sign)}</div>
        <h1 tabindex="-1" data-start>${title}</h1>
        <p>${text}</p>
        ${action === undefined ? nothing : html`<button class="primary wide" @click=${reload}>${action}</button>`}
      </div>
    </main>`;
  }
}
