import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Conversation, Message } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { avatar, avatarStyles, barStyles, baseStyles, controlStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { fullTime, listTime, namesOf, placeOf } from "../words/index.ts";
import { wordsOf } from "./bubble.ts";
import type { Composer } from "./composer.ts";
import type { ConversationActions } from "./conversation-actions.ts";
import { FileDrop } from "./file-drop.ts";
import { paneStyles } from "./pane-styles.ts";
import { problem } from "./problem.ts";
import { arrivals } from "./timeline.ts";

/** Below the name: beside each other where there is room, else below each other; the name is never cut for them. */
const styles = css`
  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: 0.75rem;
    line-height: 1.35;
  }
  .facts p {
    max-width: 100%;
  }
  .titles h1 {
    line-height: 1.2;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  /** As large to touch as any, and takes nothing from the name. */
  .more {
    margin-inline: -0.625rem;
  }
  :host {
    position: relative;
  }
  .drop {
    position: absolute;
    z-index: 1;
    inset: 0.75rem;
    display: grid;
    place-items: center;
    padding: 1rem;
    border: 3px dashed var(--accent);
    border-radius: 1.25rem;
    background: var(--raised);
    font-size: 1.125rem;
    font-weight: 600;
    text-align: center;
    opacity: 0.94;
    pointer-events: none;
  }
`;

/** How often it is asked on how many devices the newest own messages are, while somebody looks. */
const reachMillis = 3000;

/** One conversation: who it is with, what was said, where to write. */
export class ConversationScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    conversationId: { attribute: false },
    messages: { state: true },
    refusal: { state: true },
    dragging: { state: true },
  };
  static override styles = [baseStyles, controlStyles, barStyles, avatarStyles, paneStyles, styles];

  declare conversationId: string;
  declare messages: readonly Message[] | undefined;
  declare refusal: unknown;
  /** Whether files are being held over this conversation. */
  declare dragging: boolean;

  readonly #drop = new FileDrop(this, {
    over: (over) => {
      this.dragging = over && this.context.snapshot.attachmentsOffered;
    },
    dropped: (files) => {
      this.renderRoot.querySelector<Composer>("konsil-composer")?.offer(files);
    },
  });
  #asked = 0;
  #shown = 0;
  #marking = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#drop.listen();
    document.addEventListener("visibilitychange", this.#seen);
    this.#timer = setInterval(this.#askReach, reachMillis);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop.end();
    document.removeEventListener("visibilitychange", this.#seen);
    clearInterval(this.#timer);
  }

  /** Into the field at a desk; on a touch screen that would open the keyboard over what is to be read. */
  focusStart(): void {
    const composer = this.renderRoot.querySelector<Composer>("konsil-composer");
    if (composer !== null && !matchMedia("(pointer: coarse)").matches) {
      composer.focus();
    } else {
      this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
    }
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversationId")) {
      this.messages = undefined;
      this.refusal = undefined;
    }
    const news = changed.has("context") && changed.get("context")?.snapshot.revision !== this.context.snapshot.revision;
    if (changed.has("conversationId") || news) {
      void this.#load(this.conversationId);
    }
  }

  override render(): TemplateResult {
    const { texts, language } = this.context;
    const conversation = this.#conversation();
    const people = conversation?.people ?? [];
    const place = people.length === 1 && people[0] !== undefined ? placeOf(people[0]) : "";
    return html`<header class="bar">
        <a class="button bare narrow" href="#/" aria-label=${texts.frame.back}>${icon("back")}</a>
        ${avatar(people[0], "small")}
        <div class="titles">
          <h1 tabindex="-1">${namesOf(people, language, texts.people)}</h1>
          <div class="facts muted small">
            <p class="cut" ?hidden=${place === ""}>${place}</p>
            ${conversation === undefined ? nothing : this.#complete(conversation)}
          </div>
        </div>
        ${conversation === undefined ? nothing : this.#more()}
      </header>
      ${problem(this.refusal, texts)} ${conversation === undefined ? this.#gone() : this.#talk(conversation)}
      ${
        conversation === undefined
          ? nothing
          : html`<konsil-conversation-actions
              .context=${this.context}
              .conversation=${conversation}
            ></konsil-conversation-actions>`
      }
      ${this.dragging ? html`<p class="drop">${texts.attachment.drop}</p>` : nothing}`;
  }

  #more(): TemplateResult {
    const { more } = this.texts.conversation;
    return html`<button
      class="bare more"
      aria-haspopup="dialog"
      aria-label=${more}
      title=${more}
      data-testid=${testIds.conversationActions}
      @click=${() => {
        this.renderRoot.querySelector<ConversationActions>("konsil-conversation-actions")?.open();
      }}
    >
      ${icon("more")}
    </button>`;
  }

  /** What is withheld at the very end shows only later: until then this is as far as the device knows (C2). */
  #complete({ completeUpToMillis }: Conversation): TemplateResult | typeof nothing {
    const { texts, language, nowMillis } = this.context;
    return completeUpToMillis === 0
      ? nothing
      : html`<p
          data-testid=${testIds.complete}
          data-millis=${completeUpToMillis}
          title=${fullTime(completeUpToMillis, language)}
        >
          ${texts.conversation.completeUpTo(listTime(completeUpToMillis, nowMillis, language, texts.time))}
        </p>`;
  }

  #talk(conversation: Conversation): TemplateResult {
    return html`<konsil-thread
        .context=${this.context}
        .conversationId=${conversation.id}
        .people=${conversation.people}
        .messages=${this.messages}
      ></konsil-thread>
      <konsil-composer .context=${this.context} .conversationId=${conversation.id}></konsil-composer>`;
  }

  #gone(): TemplateResult {
    return html`<div class="empty"><p class="muted">${this.texts.conversation.gone}</p></div>`;
  }

  #conversation(): Conversation | undefined {
    return this.context.snapshot.conversations.find(({ id }) => id === this.conversationId);
  }

  async #load(id: string): Promise<void> {
    const number = ++this.#asked;
    try {
      const messages = await this.context.core.messages(id);
      if (id === this.conversationId && number > this.#shown) {
        this.#shown = number;
        this.#show(messages);
      }
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  #show(messages: readonly Message[]): void {
    const before = this.messages;
    this.messages = messages;
    if (before !== undefined) {
      for (const message of arrivals(before, messages)) {
        this.#announce(message);
      }
    }
    this.#seen();
  }

  #announce(message: Message): void {
    const { texts, acts } = this.context;
    const sender = this.#conversation()?.people.find(({ userId }) => userId === message.senderUserId);
    const name = sender?.name ?? texts.people.unknown;
    const words = wordsOf(message, texts, name);
    acts.announce(message.kind === "notice" ? words : texts.conversation.announced(name, words));
  }

  readonly #askReach = (): void => {
    const open = this.messages?.some(({ state }) => state === "accepted") === true;
    if (open && document.visibilityState === "visible" && this.context.snapshot.connection === "online") {
      this.context.core.askReach(this.conversationId).catch((thrown: unknown) => {
        this.refusal = thrown;
      });
    }
  };

  /** Only what is on a visible page has been seen. */
  readonly #seen = (): void => {
    const unread = this.#conversation()?.unread ?? 0;
    if (unread > 0 && this.messages !== undefined && document.visibilityState === "visible" && !this.#marking) {
      void this.#markRead();
    }
  };

  async #markRead(): Promise<void> {
    this.#marking = true;
    try {
      await this.context.core.markRead(this.conversationId);
    } catch (thrown) {
      this.refusal = thrown;
    } finally {
      this.#marking = false;
    }
  }
}
