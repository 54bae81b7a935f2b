import { css, html, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { doorStyles } from "./door-styles.ts";
import { enrolmentSteps, type StepState } from "./enrolment-steps.ts";
import { languageChoice } from "./language-choice.ts";
import { problem } from "./problem.ts";
import { leaveSignedOut } from "./sign-out.ts";

const styles = css`
  form,
  .field,
  .steps {
    display: grid;
    gap: 1.25rem;
  }
  .field {
    gap: 0.5rem;
  }
  .field input {
    min-height: 3.5rem;
    font-size: 1.25rem;
    letter-spacing: 0.04em;
  }
  .steps {
    gap: 0.25rem;
  }
  .steps li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: 3rem;
    color: var(--muted);
  }
  .steps [data-step="running"] {
    color: var(--text);
    font-weight: 600;
  }
  .steps [data-step="done"] {
    color: var(--accent);
  }
  .mark {
    display: grid;
    flex: none;
    place-items: center;
    width: 1.75rem;
    height: 1.75rem;
    border: 2px solid var(--edge);
    border-radius: 50%;
  }
  [data-step="done"] .mark {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--onAccent);
  }
  .mark .icon {
    width: 1.125rem;
    height: 1.125rem;
    stroke-width: 3;
  }
  [data-step="running"] .mark {
    border-color: var(--accent);
    border-block-start-color: transparent;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [data-step="running"] .mark {
      border-style: dashed;
      animation: none;
    }
  }
  .foot > * {
    flex: 1 1 8rem;
    width: auto;
  }
`;

/** Registers this device, with the code of its hardware, and shows how far it is. */
export class EnrolmentScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    running: { state: true },
    refusal: { state: true },
    hint: { state: true },
  };
  static override styles = [baseStyles, controlStyles, doorStyles, styles];

  declare running: boolean;
  declare refusal: unknown;
  declare hint: string;
  /** What was typed, so that a typing error can be mended. */
  #code = "";

  constructor() {
    super();
    this.running = false;
    this.hint = "";
  }

  override render(): TemplateResult {
    const { texts, snapshot, failure } = this.context;
    const busy = this.running || snapshot.enrolmentStep !== undefined;
    return html`<main class="door">
      <div class="card">
        <h1 tabindex="-1" data-start>${busy ? texts.enrolment.progress : texts.enrolment.title}</h1>
        <p class="muted" ?hidden=${snapshot.self === undefined}>
          ${texts.enrolment.signedInAs(snapshot.self?.name ?? "")}
        </p>
        ${problem(this.refusal ?? failure, texts)} ${busy ? this.#steps() : this.#form()}
      </div>
      <div class="foot" ?hidden=${busy}>
        ${languageChoice(this.context)}
        <button data-testid=${testIds.signOut} @click=${this.#signOut}>${texts.settings.signOut}</button>
      </div>
    </main>`;
  }

  #form(): TemplateResult {
    const texts = this.texts.enrolment;
    return html`<form novalidate @submit=${this.#submit}>
      <p>${texts.explanation}</p>
      <div class="field">
        <label for="code">${texts.code}</label>
        <input
          id="code"
          name="code"
          data-testid=${testIds.enrolCode}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          maxlength="200"
          .value=${this.#code}
          aria-describedby="hint"
          aria-invalid=${this.hint === "" ? "false" : "true"}
        />
        <p id="hint" class="muted small" role="status">${this.hint === "" ? texts.codeHint : this.hint}</p>
      </div>
      <button class="primary wide" data-testid=${testIds.enrolSubmit}>${texts.action}</button>
    </form>`;
  }

  #steps(): TemplateResult {
    const texts = this.texts.enrolment;
    const words: Readonly<Record<StepState, string>> = {
      done: texts.stepDone,
      running: texts.stepRunning,
      open: texts.stepOpen,
    };
    return html`<ol class="steps" aria-live="polite">
      ${enrolmentSteps(this.context.snapshot.enrolmentStep).map(
        ({ step, state }) =>
          html`<li data-step=${state} data-testid=${testIds.enrolStep(step)}>
            <span class="mark">${state === "done" ? icon("accepted") : ""}</span>
            <span>${texts.steps[step]}<span class="hidden">: ${words[state]}</span></span>
          </li>`,
      )}
    </ol>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#code = this.#field()?.value.trim() ?? "";
    this.hint = this.#code === "" ? this.texts.enrolment.codeMissing : "";
    if (this.#code === "") {
      this.#field()?.focus();
    } else {
      void this.#enrol();
    }
  };

  async #enrol(): Promise<void> {
    this.running = true;
    this.refusal = undefined;
    try {
      await this.context.core.enrol(this.#code);
    } catch (thrown) {
      this.refusal = thrown;
    } finally {
      this.running = false;
    }
    await this.updateComplete;
    this.#field()?.focus();
  }

  #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector("input");
  }

  readonly #signOut = (): void => {
    leaveSignedOut(this.context).catch((thrown: unknown) => {
      this.refusal = thrown;
    });
  };
}
