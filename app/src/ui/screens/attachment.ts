import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Attachment, Message } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, icon, type IconName } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { percentText, problemText, sizeText } from "../words/index.ts";
import { attachmentStyles } from "./attachment-styles.ts";
import { isPicture, isSmall, pictureOf } from "./pictures.ts";
import { problem } from "./problem.ts";

/** So long after the click a browser has begun to save. */
const savingMillis = 60_000;

/** The file of a message: what it is, how far it is on its way, and what can be done with it. */
export class AttachmentView extends Screen {
  static override properties = {
    ...Screen.properties,
    message: { attribute: false },
    picture: { state: true },
    refusal: { state: true },
    inSight: { state: true },
  };
  static override styles = [baseStyles, controlStyles, attachmentStyles];

  declare message: Message;
  /** The address of the decrypted picture, inside this page alone. */
  declare picture: string | undefined;
  declare refusal: unknown;
  declare inSight: boolean;

  /** Pictures are fetched and decrypted when they come into sight, not all of a long conversation at once. */
  readonly #sight = new IntersectionObserver((entries) => {
    this.inSight = entries.at(-1)?.isIntersecting ?? false;
  });
  #fetchedUnasked = false;
  #looked = false;

  constructor() {
    super();
    this.inSight = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
    this.#looked = false;
    this.#forget();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("message");
    if (before !== undefined && before.id !== this.message.id) {
      this.#forget();
      this.#looked = false;
      this.#fetchedUnasked = false;
      this.refusal = undefined;
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.message.state === "failed" && changed.get("message")?.state === "waiting") {
      this.#announceFailure();
    }
    const { attachment } = this.message;
    if (attachment === undefined || !attachment.said || !this.inSight || !isPicture(attachment)) {
      return;
    }
    if (attachment.here && !this.#looked) {
      this.#looked = true;
      void this.#show();
    } else if (!attachment.here && !this.#fetchedUnasked && isSmall(attachment) && this.#isOnline()) {
      this.#fetchedUnasked = true;
      void this.#fetch();
    }
  }

  /** Whoever does not look at the screen hears it too. */
  #announceFailure(): void {
    const { problem: code = "unexpected", text } = this.message;
    const { attachment, conversation, problems } = this.texts;
    const reason = problemText({ kind: "refused", code }, problems);
    this.context.acts.announce(`${attachment.file(text)}: ${conversation.states.failed}. ${reason}`);
  }

  override render(): TemplateResult | typeof nothing {
    const { attachment, text } = this.message;
    if (attachment === undefined) {
      return nothing;
    }
    const { language, texts } = this.context;
    return html`${this.#picture(text)}
      <div class="file" data-testid=${testIds.attachment} data-here=${String(attachment.here)}>
        ${icon("file")}
        <p class="facts">
          <span class="name" dir="auto">${text}</span>
          <span class="size">${kindOf(text, texts.attachment.kind)} · ${sizeText(attachment.bytes, language)}</span>
        </p>
      </div>
      ${attachment.transfer === undefined ? nothing : this.#progress(attachment, attachment.transfer)}
      ${problem(this.refusal, texts)}
      <div class="deeds">${this.#deeds(attachment)}</div>`;
  }

  #picture(name: string): TemplateResult | typeof nothing {
    const { picture } = this;
    const texts = this.texts.attachment;
    return picture === undefined
      ? nothing
      : html`<button
            class="bare picture"
            aria-haspopup="dialog"
            aria-label="${texts.picture(name)}, ${texts.enlarge}"
            title=${texts.enlarge}
            @click=${this.#enlarge}
          >
            <img src=${picture} alt="" data-testid=${testIds.attachmentPicture} @error=${this.#forget} />
          </button>
          <dialog aria-label=${texts.picture(name)}>
            <img src=${picture} alt=${texts.picture(name)} />
            <form method="dialog">
              <button autofocus aria-label=${this.texts.conversation.close}>${icon("cross")}</button>
            </form>
          </dialog>`;
  }

  #progress({ said }: Attachment, { done, total }: { readonly done: number; readonly total: number }): TemplateResult {
    const texts = this.texts.attachment;
    const percent = percentText(done, total, this.context.language);
    const words = said ? texts.fetching(percent) : texts.sending(percent);
    return html`<div class="transfer">
      <progress max=${Math.max(total, 1)} value=${done} aria-label=${words}></progress>
      <span class="size">${words}</span>
    </div>`;
  }

  #deeds({ id, said, here, transfer }: Attachment): TemplateResult | TemplateResult[] {
    const { core } = this.context;
    const texts = this.texts.attachment;
    const stop = (): Promise<void> => core.stopAttachment(id);
    if (transfer !== undefined) {
      return this.#deed(testIds.attachmentStop, "cross", said ? texts.stop : texts.discard, stop);
    }
    if (!said) {
      const again = (): Promise<void> => core.retryAttachment(id);
      return [
        html`${this.message.state === "waiting" ? html`<p class="size">${texts.waiting}</p>` : nothing}`,
        this.#deed(testIds.attachmentAgain, "again", texts.again, again),
        this.#deed(testIds.attachmentStop, "cross", texts.discard, stop),
      ];
    }
    return here
      ? this.#deed(testIds.attachmentSave, "save", texts.save, () => this.#save())
      : this.#deed(testIds.attachmentFetch, "down", this.refusal === undefined ? texts.fetch : texts.again, () =>
          this.#ask(),
        );
  }

  /** The name beside the deed tells a screen reader which file it is about. */
  #deed(testId: string, sign: IconName, words: string, act: () => Promise<void>): TemplateResult {
    return html`<button
      data-testid=${testId}
      aria-label="${words}: ${this.message.text}"
      @click=${() => this.#try(act)}
    >
      ${icon(sign)}${words}
    </button>`;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.refusal = undefined;
    try {
      await act();
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  #ask(): Promise<void> {
    const { conversationId, id } = this.message;
    return this.context.core.fetchAttachment(conversationId, id);
  }

  #fetch(): Promise<void> {
    return this.#try(() => this.#ask());
  }

  #open(): Promise<Blob> {
    const { conversationId, id } = this.message;
    return this.context.core.openAttachment(conversationId, id);
  }

  async #show(): Promise<void> {
    await this.#try(async () => {
      const picture = await pictureOf(await this.#open());
      if (picture !== undefined && this.isConnected) {
        this.picture = URL.createObjectURL(picture);
      }
    });
  }

  /** Hands the file to the browser to be saved; without a type, so that nothing opens it as a page of this app. */
  async #save(): Promise<void> {
    const address = URL.createObjectURL(await this.#open());
    const link = document.createElement("a");
    link.href = address;
    link.download = this.message.text;
    link.click();
    setTimeout(() => {
      URL.revokeObjectURL(address);
    }, savingMillis);
  }

  readonly #enlarge = (): void => {
    this.renderRoot.querySelector("dialog")?.showModal();
  };

  /** The decrypted picture leaves the page's memory. */
  readonly #forget = (): void => {
    if (this.picture !== undefined) {
      URL.revokeObjectURL(this.picture);
      this.picture = undefined;
    }
  };

  #isOnline(): boolean {
    return this.context.snapshot.connection === "online";
  }
}

/** As the ending of its name says. */
function kindOf(name: string, unknown: string): string {
  return /\.([\p{L}\p{N}]{1,5})$/u.exec(name)?.[1]?.toUpperCase() ?? unknown;
}
