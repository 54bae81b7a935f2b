import { css, html, type TemplateResult } from "lit";
import type { Conversation } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, dialogStyles } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { choiceStyles } from "./choice-styles.ts";
import { problem } from "./problem.ts";

const day = 86_400;
/** Never, a day, a week, thirty days, ninety days. */
const choices = [0, day, 7 * day, 30 * day, 90 * day];

const styles = css`
  fieldset {
    margin-block-end: 0.5rem;
  }
  .hint {
    margin-block-end: 1rem;
  }
`;

/** What a person can do with a whole conversation; what cannot be undone is asked for twice. */
export class ConversationActions extends Screen {
  static override properties = {
    ...Screen.properties,
    conversation: { attribute: false },
    asking: { state: true },
    running: { state: true },
    refusal: { state: true },
  };
  static override styles = [baseStyles, controlStyles, dialogStyles, choiceStyles, styles];

  declare conversation: Conversation;
  /** What the person chose to delete and has to confirm. */
  declare asking: "everything" | "here" | undefined;
  declare running: boolean;
  declare refusal: unknown;

  constructor() {
    super();
    this.running = false;
  }

  open(): void {
    this.asking = undefined;
    this.refusal = undefined;
    void this.updateComplete.then(() => {
      this.#dialog()?.showModal();
    });
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="title">
      ${this.asking === undefined ? this.#choice() : this.#question(this.asking)}
    </dialog>`;
  }

  #choice(): TemplateResult {
    const texts = this.texts.conversation;
    return html`<h2 id="title">${texts.more}</h2>
      <fieldset aria-describedby="expiry-hint" data-testid=${testIds.expiry}>
        <legend>${texts.expiry}</legend>
        ${choices.map((seconds) => this.#expiryChoice(seconds))}
      </fieldset>
      <p class="muted small hint" id="expiry-hint">${texts.expiryHint}</p>
      ${problem(this.refusal, this.texts)}
      <div class="answers">
        <button class="danger wide" data-testid=${testIds.deleteEverything} @click=${this.#askEverything}>
          ${texts.deleteEverything}
        </button>
        <button class="danger wide" data-testid=${testIds.deleteHere} @click=${this.#askHere}>
          ${texts.deleteHere}
        </button>
        <button class="wide" autofocus @click=${this.#close}>${texts.close}</button>
      </div>`;
  }

  #expiryChoice(seconds: number): TemplateResult {
    const choose = (): void => {
      void this.#run(() => this.context.core.setExpiry(this.conversation.id, seconds));
    };
    return html`<label class="choice"
      ><input
        type="radio"
        name="expiry"
        value=${seconds}
        .checked=${this.conversation.expirySeconds === seconds}
        @change=${choose}
      />
      <span>${this.texts.conversation.expiryChoice(seconds)}</span></label
    >`;
  }

  #question(what: "everything" | "here"): TemplateResult {
    const texts = this.texts.conversation;
    const everything = what === "everything";
    return html`<h2 id="title">${everything ? texts.deleteEverythingQuestion : texts.deleteHereQuestion}</h2>
      <p>${everything ? texts.deleteConsequence : texts.deleteHereConsequence}</p>
      ${problem(this.refusal, this.texts)}
      <div class="answers">
        <button class="wide keep" @click=${this.#close}>${texts.deleteCancel}</button>
        <button
          class="danger wide"
          data-testid=${testIds.conversationConfirm}
          ?disabled=${this.running}
          @click=${() => this.#delete(what)}
        >
          ${texts.deleteConfirm}
        </button>
      </div>`;
  }

  readonly #askEverything = (): void => {
    void this.#ask("everything");
  };

  readonly #askHere = (): void => {
    void this.#ask("here");
  };

  /** What is safe has the focus: Enter pressed twice deletes nothing. */
  async #ask(what: "everything" | "here"): Promise<void> {
    this.asking = what;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".keep")?.focus();
  }

  async #delete(what: "everything" | "here"): Promise<void> {
    const { core } = this.context;
    const { id } = this.conversation;
    await this.#run(() => (what === "everything" ? core.deleteEverythingForAll(id) : core.deleteHere(id)));
    if (this.refusal === undefined) {
      this.#close();
    }
  }

  async #run(deed: () => Promise<void>): Promise<void> {
    this.running = true;
    this.refusal = undefined;
    try {
      await deed();
    } catch (thrown) {
      this.refusal = thrown;
    } finally {
      this.running = false;
    }
  }

  readonly #close = (): void => {
    this.#dialog()?.close();
  };

  #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}
