import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Message, Person } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { baseStyles, controlStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { dayName } from "../words/index.ts";
import { bubble, bubbleStyles, note } from "./bubble.ts";
import type { MessageActions } from "./message-actions.ts";
import { arrivals, timelineOf, type Entry } from "./timeline.ts";

const nearPixels = 80;

const styles = css`
  :host {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    background: var(--ground);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0.5rem max(0.875rem, env(safe-area-inset-right)) 1rem max(0.875rem, env(safe-area-inset-left));
  }
  .scroll:focus-visible {
    outline-offset: -4px;
  }
  .day {
    width: fit-content;
    margin: 1rem auto 0.5rem;
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .sealed {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    padding: 0.75rem 0.5rem 0;
    color: var(--muted);
    font-size: 0.8125rem;
    text-align: center;
  }
  .sealed .icon {
    width: 1rem;
    height: 1rem;
  }
  .empty {
    padding: 3rem 1rem;
    color: var(--muted);
    text-align: center;
  }
  .latest {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline-end: 0.875rem;
    border-radius: 1.5rem;
    box-shadow: 0 2px 10px rgb(0 0 0 / 25%);
  }
  .latest:not(.news) {
    padding: 0.5rem;
  }
`;

/** What was said. Stays at the newest message unless the person reads further up. */
export class Thread extends Screen {
  static override properties = {
    ...Screen.properties,
    messages: { attribute: false },
    people: { attribute: false },
    conversationId: { attribute: false },
    away: { state: true },
    unseen: { state: true },
  };
  static override styles = [baseStyles, controlStyles, bubbleStyles, styles];

  /** Undefined while they are being loaded. */
  declare messages: readonly Message[] | undefined;
  declare people: readonly Person[];
  declare conversationId: string;
  /** Whether the person reads further up. */
  declare away: boolean;
  declare unseen: number;

  /** Keeps the newest message in sight when the keyboard opens or the field below grows. */
  readonly #sizes = new ResizeObserver(() => {
    if (!this.away) {
      this.#toLatest();
    }
  });

  constructor() {
    super();
    this.people = [];
    this.away = false;
    this.unseen = 0;
  }

  override firstUpdated(): void {
    this.#sizes.observe(this.#scroll());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversationId")) {
      this.away = false;
      this.unseen = 0;
    } else if (changed.has("messages") && this.away) {
      const news = arrivals(changed.get("messages") ?? [], this.messages ?? []);
      this.unseen += news.filter(({ kind }) => kind !== "notice").length;
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("conversationId") || (changed.has("messages") && (!this.away || this.#ownIsNew(changed)))) {
      this.#toLatest();
    }
  }

  override render(): TemplateResult {
    const { texts } = this.context;
    const entries = timelineOf(this.messages ?? []);
    return html`<div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${texts.conversations.title}
        @scroll=${this.#scrolled}
      >
        <p class="sealed">${icon("lock")}<span>${texts.conversations.encrypted}</span></p>
        <p class="empty" role="status" ?hidden=${entries.length > 0}>
          ${this.messages === undefined ? texts.conversation.loading : texts.conversation.empty}
        </p>
        <ol data-testid=${testIds.thread}>
          ${repeat(
            entries,
            ({ key }) => key,
            (entry) => this.#entry(entry),
          )}
        </ol>
      </div>
      ${this.#latestButton()}
      <konsil-message-actions .context=${this.context}></konsil-message-actions>`;
  }

  #entry(entry: Entry): TemplateResult {
    const { language, nowMillis, texts } = this.context;
    if (entry.kind === "day") {
      return html`<li><h2 class="day">${dayName(entry.millis, nowMillis, language, texts.time)}</h2></li>`;
    }
    const { message, first } = entry;
    const sender = this.people.find(({ userId }) => userId === message.senderUserId);
    if (message.kind === "notice") {
      const own = message.senderUserId === this.context.snapshot.self?.userId;
      return note(message, own ? texts.conversation.you : (sender?.name ?? texts.people.unknown), this.context);
    }
    const named = this.people.length > 1 && first && !message.own;
    return bubble(message, first, named ? sender : undefined, this.context, this.#actions);
  }

  #latestButton(): TemplateResult {
    const texts = this.texts.conversation;
    const news = this.unseen > 0;
    return html`<button
      class="latest ${news ? "news primary" : ""}"
      ?hidden=${!this.away}
      aria-label=${news ? `${texts.newMessages(this.unseen)}, ${texts.latest}` : texts.latest}
      @click=${this.#toLatest}
    >
      ${news ? texts.newMessages(this.unseen) : ""}${icon("down")}
    </button>`;
  }

  readonly #actions = (message: Message): void => {
    this.renderRoot.querySelector<MessageActions>("konsil-message-actions")?.open(message);
  };

  #ownIsNew(changed: PropertyValues<this>): boolean {
    const before = changed.get("messages");
    const last = this.messages?.at(-1);
    return last?.own === true && before?.at(-1)?.id !== last.id;
  }

  readonly #toLatest = (): void => {
    const scroll = this.#scroll();
    scroll.scrollTop = scroll.scrollHeight;
    this.away = false;
    this.unseen = 0;
  };

  readonly #scrolled = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll();
    this.away = scrollHeight - scrollTop - clientHeight > nearPixels;
    this.unseen = this.away ? this.unseen : 0;
  };

  #scroll(): HTMLElement {
    const scroll = this.renderRoot.querySelector<HTMLElement>(".scroll");
    if (scroll === null) {
      throw new Error("the thread has no place to scroll");
    }
    return scroll;
  }
}
