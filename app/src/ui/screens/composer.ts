import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { sendsOn } from "./keys.ts";
import { problem } from "./problem.ts";
import type { SendFiles } from "./send-files.ts";

/** What was begun but not sent, by conversation: in memory only, since nothing readable may be stored (A4). */
const drafts = new Map<string, string>();

const styles = css`
  :host {
    flex: none;
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  .problem {
    margin: 0.75rem 0.75rem 0;
  }
  form {
    display: flex;
    align-items: flex-end;
    gap: 0.5rem;
    padding: 0.625rem max(0.625rem, env(safe-area-inset-right)) max(0.625rem, env(safe-area-inset-bottom))
      max(0.625rem, env(safe-area-inset-left));
  }
  textarea {
    flex: 1;
    min-height: 3rem;
    max-height: min(40dvh, 14rem);
    padding-block: 0.6875rem;
    border-radius: 1.5rem;
    line-height: 1.4;
    resize: none;
    overflow-wrap: anywhere;
  }
  .attach {
    flex: none;
    width: 3rem;
    height: 3rem;
    border-radius: 50%;
  }
  .send {
    flex: none;
    width: 3rem;
    height: 3rem;
    padding: 0;
    border-radius: 50%;
  }
  .send.idle {
    background: var(--raised);
    color: var(--muted);
  }
`;

/** Where one writes. */
export class Composer extends Screen {
  static override properties = {
    ...Screen.properties,
    conversationId: { attribute: false },
    text: { state: true },
    refusal: { state: true },
  };
  static override styles = [baseStyles, controlStyles, styles];

  declare conversationId: string;
  declare text: string;
  declare refusal: unknown;

  constructor() {
    super();
    this.text = "";
  }

  override focus(): void {
    this.#field()?.focus();
  }

  /** Asks whether these files are to be sent; nothing if the server keeps none. */
  offer(files: readonly File[]): void {
    if (this.context.snapshot.attachmentsOffered && files.length > 0) {
      this.renderRoot.querySelector<SendFiles>("konsil-send-files")?.open(this.conversationId, files);
    }
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversationId")) {
      this.text = drafts.get(this.conversationId) ?? "";
      this.refusal = undefined;
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("text")) {
      this.#fit();
    }
  }

  override render(): TemplateResult {
    const texts = this.texts.conversation;
    return html`${problem(this.refusal, this.texts)}
      <form @submit=${this.#submitted}>
        ${this.context.snapshot.attachmentsOffered ? this.#attach() : nothing}
        <textarea
          rows="1"
          data-testid=${testIds.composer}
          aria-label=${texts.write}
          placeholder=${texts.write}
          autocomplete="off"
          dir="auto"
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @paste=${this.#pasted}
        ></textarea>
        <button
          class="send primary ${this.text.trim() === "" ? "idle" : ""}"
          data-testid=${testIds.send}
          aria-label=${texts.send}
        >
          ${icon("send")}
        </button>
      </form>
      <konsil-send-files .context=${this.context}></konsil-send-files>`;
  }

  #attach(): TemplateResult {
    const words = this.texts.attachment.attach;
    return html`<button
        type="button"
        class="bare attach"
        aria-haspopup="dialog"
        aria-label=${words}
        title=${words}
        data-testid=${testIds.attach}
        @click=${this.#choose}
      >
        ${icon("clip")}
      </button>
      <input type="file" multiple hidden data-testid=${testIds.attachField} @change=${this.#chosen} />`;
  }

  readonly #choose = (): void => {
    this.renderRoot.querySelector("input")?.click();
  };

  readonly #chosen = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement;
    this.offer([...(field.files ?? [])]);
    field.value = ""; // the same file can be chosen again
  };

  /** Pictures and files; where there is text as well, as from a word processor, the text is meant. */
  readonly #pasted = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0 && event.clipboardData?.types.includes("text/plain") !== true) {
      event.preventDefault();
      this.offer(files);
    }
  };

  readonly #typed = (): void => {
    this.#write(this.conversationId, this.#field()?.value ?? "");
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (sendsOn(event, matchMedia("(pointer: coarse)").matches)) {
      event.preventDefault();
      void this.#send();
    }
  };

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  async #send(): Promise<void> {
    const id = this.conversationId;
    const text = this.text.trim();
    this.focus();
    if (text === "") {
      return;
    }
    this.#write(id, "");
    this.refusal = undefined;
    try {
      await this.context.core.send(id, text);
    } catch (thrown) {
      this.#giveBack(id, text, thrown);
    }
  }

  /** What could not be kept goes back into the field, before what was typed since. */
  #giveBack(id: string, text: string, thrown: unknown): void {
    const since = drafts.get(id) ?? "";
    this.#write(id, since === "" ? text : `${text}\n${since}`);
    if (id === this.conversationId) {
      this.refusal = thrown;
    }
  }

  #write(id: string, text: string): void {
    drafts.set(id, text);
    if (id === this.conversationId) {
      this.text = text;
    }
  }

  /** Grows with the text, up to the height that the style allows. */
  #fit(): void {
    const field = this.#field();
    if (field !== null) {
      field.style.height = "auto";
      field.style.height = `${String(field.scrollHeight + 2)}px`;
    }
  }

  #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }
}
