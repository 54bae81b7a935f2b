import { css, html, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, dialogStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { namesOf, sizeText } from "../words/index.ts";
import { problem } from "./problem.ts";

const styles = css`
  .files {
    display: grid;
    gap: 0.5rem;
    max-height: 40dvh;
    margin-block: 1rem;
    overflow-y: auto;
  }
  .files li {
    display: flex;
    align-items: center;
    gap: 0.625rem;
  }
  .files .name {
    flex: 1;
    min-width: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;

/** Asks before files go out: a wrong one is quickly dropped. */
export class SendFiles extends Screen {
  static override properties = {
    ...Screen.properties,
    files: { state: true },
    place: { state: true },
    refusal: { state: true },
  };
  static override styles = [baseStyles, controlStyles, dialogStyles, styles];

  declare files: readonly File[];
  /** Which of the files is being sealed, from 1; 0 before. */
  declare place: number;
  declare refusal: unknown;
  #conversationId = "";

  constructor() {
    super();
    this.files = [];
    this.place = 0;
  }

  open(conversationId: string, files: readonly File[]): void {
    if (this.place === 0) {
      this.#conversationId = conversationId;
      this.files = files;
      this.refusal = undefined;
      void this.updateComplete.then(() => {
        const dialog = this.#dialog();
        if (dialog?.open === false) {
          dialog.showModal();
        }
      });
    }
  }

  override render(): TemplateResult {
    const { texts, language, snapshot } = this.context;
    const { attachment } = texts;
    const busy = this.place > 0;
    const people = snapshot.conversations.find(({ id }) => id === this.#conversationId)?.people ?? [];
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @cancel=${this.#cancelled}>
      <h2 id="title">${attachment.question(this.files.length, namesOf(people, language, texts.people))}</h2>
      <ul class="files">
        ${this.files.map(
          ({ name, size }) =>
            html`<li>
              ${icon("file")}<span class="name" dir="auto">${name}</span
              ><span class="muted small">${sizeText(size, language)}</span>
            </li>`,
        )}
      </ul>
      <p class="muted small" role="status">
        ${busy ? attachment.sealing(this.place, this.files.length) : attachment.hint}
      </p>
      ${problem(this.refusal, texts)}
      <div class="answers">
        <button class="primary wide" autofocus data-testid=${testIds.filesSend} ?disabled=${busy} @click=${this.#send}>
          ${attachment.send}
        </button>
        <button class="wide" ?disabled=${busy} @click=${this.#close}>${attachment.cancel}</button>
      </div>
    </dialog>`;
  }

  /** What was taken is off the list, so that after a refusal nothing goes twice. */
  readonly #send = async (): Promise<void> => {
    const files = this.files;
    this.refusal = undefined;
    try {
      for (const [at, file] of files.entries()) {
        this.place = at + 1;
        await this.context.core.sendFile(this.#conversationId, file);
      }
      this.#close();
    } catch (thrown) {
      this.refusal = thrown;
      this.files = files.slice(this.place - 1);
    } finally {
      this.place = 0;
    }
  };

  readonly #close = (): void => {
    this.#dialog()?.close();
  };

  /** Nothing of the files stays in the page's hands. */
  readonly #closed = (): void => {
    this.files = [];
  };

  readonly #cancelled = (event: Event): void => {
    if (this.place > 0) {
      event.preventDefault();
    }
  };

  #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }
}
