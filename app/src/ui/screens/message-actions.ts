import { css, html, nothing, type TemplateResult } from "lit";
import type { Message } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, dialogStyles } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { clockTime } from "../words/index.ts";
import { problem } from "./problem.ts";

const styles = css`
  .excerpt {
    display: -webkit-box;
    overflow: hidden;
    color: var(--muted);
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
`;

/** What can be done with an own message, in a dialog of its own: the browser keeps the focus inside and gives it back. */
export class MessageActions extends Screen {
  static override properties = {
    ...Screen.properties,
    message: { state: true },
    asking: { state: true },
    running: { state: true },
    refusal: { state: true },
  };
  static override styles = [baseStyles, controlStyles, dialogStyles, styles];

  declare message: Message | undefined;
  /** Whether the person chose to delete and has to confirm it. */
  declare asking: boolean;
  declare running: boolean;
  declare refusal: unknown;

  constructor() {
    super();
    this.asking = false;
    this.running = false;
  }

  open(message: Message): void {
    this.message = message;
    this.asking = false;
    this.refusal = undefined;
    void this.updateComplete.then(() => {
      this.#dialog()?.showModal();
    });
  }

  override render(): TemplateResult {
    const { message } = this;
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      ${message === undefined ? nothing : this.asking ? this.#question(message) : this.#choice(message)}
    </dialog>`;
  }

  #choice(message: Message): TemplateResult {
    const texts = this.texts.conversation;
    return html`<h2 id="title">${texts.actions(clockTime(message.sentAtMillis, this.context.language))}</h2>
      <p class="excerpt" dir="auto">${message.text}</p>
      <div class="answers">
        <button class="danger wide" data-testid=${testIds.deleteForAll} @click=${this.#ask}>
          ${texts.deleteForAll}
        </button>
        <button class="wide" autofocus @click=${this.#close}>${texts.close}</button>
      </div>`;
  }

  #question(message: Message): TemplateResult {
    const texts = this.texts.conversation;
    return html`<h2 id="title">${texts.deleteQuestion}</h2>
      <p class="excerpt" dir="auto">${message.text}</p>
      <p>${texts.deleteConsequence}</p>
      ${problem(this.refusal, this.texts)}
      <div class="answers">
        <button class="wide keep" @click=${this.#close}>${texts.deleteCancel}</button>
        <button
          class="danger wide"
          data-testid=${testIds.deleteConfirm}
          ?disabled=${this.running}
          @click=${() => this.#delete(message)}
        >
          ${texts.deleteConfirm}
        </button>
      </div>`;
  }

  /** What is safe has the focus: Enter pressed twice deletes nothing. */
  readonly #ask = async (): Promise<void> => {
    this.asking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".keep")?.focus();
  };

  readonly #close = (): void => {
    this.#dialog()?.close();
  };

  /** Nothing of the message stays in the page's hands. */
  readonly #closed = (): void => {
    this.message = undefined;
  };

  async #delete(message: Message): Promise<void> {
    this.running = true;
    this.refusal = undefined;
    try {
      await this.context.core.deleteForAll(message.conversationId, message.id);
      this.#close();
    } catch (thrown) {
      this.refusal = thrown;
    } finally {
      this.running = false;
    }
  }

  #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}
