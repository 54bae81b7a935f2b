import { css, html, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, icon, logo } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { doorStyles } from "./door-styles.ts";
import { languageChoice } from "./language-choice.ts";
import { problem } from "./problem.ts";

/** One button that leads to the hospital's sign-in page. */
export class SignInScreen extends Screen {
  static override properties = { ...Screen.properties, running: { state: true }, refusal: { state: true } };
  static override styles = [
    baseStyles,
    controlStyles,
    doorStyles,
    css`
      .hospital {
        font-size: 1.125rem;
        font-weight: 600;
      }
      .foot select {
        width: auto;
        min-width: 10rem;
      }
      .names {
        display: grid;
        gap: 0.25rem;
        justify-items: center;
      }
      .primary {
        min-height: 3.5rem;
        font-size: 1.125rem;
      }
      .safe {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      .safe .icon {
        width: 1.125rem;
        height: 1.125rem;
      }
    `,
  ];

  declare running: boolean;
  declare refusal: unknown;

  constructor() {
    super();
    this.running = false;
  }

  override render(): TemplateResult {
    const { texts, installation, failure } = this.context;
    return html`<main class="door">
      <div class="card centred">
        ${logo()}
        <div class="names">
          <h1 tabindex="-1" data-start>${texts.appName}</h1>
          <p class="hospital">${installation?.name ?? texts.signIn.hospitalUnknown}</p>
        </div>
        ${problem(this.refusal ?? failure, texts)}
        <button class="primary wide" data-testid=${testIds.signIn} ?disabled=${this.running} @click=${this.#signIn}>
          ${this.running ? texts.signIn.running : texts.signIn.action}
        </button>
        <p class="muted">${texts.signIn.explanation}</p>
      </div>
      <p class="muted small safe">${icon("lock")}${texts.tagline}</p>
      <div class="foot">${languageChoice(this.context)}</div>
    </main>`;
  }

  readonly #signIn = (): void => {
    void this.#leaveToSignIn();
  };

  async #leaveToSignIn(): Promise<void> {
    this.running = true;
    this.refusal = undefined;
    try {
      this.context.acts.leave(await this.context.core.beginSignIn(`${location.origin}/`));
    } catch (thrown) {
      this.refusal = thrown;
      this.running = false;
    }
  }
}
