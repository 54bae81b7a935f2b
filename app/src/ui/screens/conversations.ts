import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Conversation } from "../../worker/index.ts";
import { Screen } from "../frame/context.ts";
import { hashOf } from "../frame/routes.ts";
import { avatar, avatarStyles, barStyles, baseStyles, controlStyles, icon } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { fullTime, listTime, namesOf } from "../words/index.ts";
import { paneStyles, rowStyles } from "./pane-styles.ts";

const styles = css`
  .top {
    display: flex;
    flex: 1;
    align-items: baseline;
    gap: 0.5rem;
    min-width: 0;
  }
  .first,
  .second {
    display: flex;
    align-items: baseline;
    gap: 0.75rem;
  }
  .row time {
    flex: none;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .unread .name,
  .unread .last {
    color: var(--text);
    font-weight: 700;
  }
  .unread time {
    color: var(--accent);
    font-weight: 700;
  }
  .count {
    flex: none;
    min-width: 1.5rem;
    padding: 0.0625rem 0.4375rem;
    border-radius: 1rem;
    background: var(--accent);
    color: var(--onAccent);
    font-size: 0.8125rem;
    font-weight: 700;
    text-align: center;
  }
  .foot {
    flex: none;
    padding: 0.75rem max(0.75rem, env(safe-area-inset-right)) max(0.75rem, env(safe-area-inset-bottom))
      max(0.75rem, env(safe-area-inset-left));
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
`;

/** Whom one talks with: the last line of each, its time, what is unread. */
export class ConversationsScreen extends Screen {
  static override styles = [baseStyles, controlStyles, barStyles, avatarStyles, paneStyles, rowStyles, styles];

  override render(): TemplateResult {
    const { texts, snapshot, installation } = this.context;
    const conversations = [...snapshot.conversations].sort((one, other) => other.lastAtMillis - one.lastAtMillis);
    return html`<header class="bar">
        <div class="titles">
          <h1 tabindex="-1" data-start id="title">${texts.conversations.title}</h1>
          <p class="muted small cut" ?hidden=${installation === undefined}>${installation?.name}</p>
        </div>
        <a class="button bare" href="#/settings" data-testid=${testIds.settings} aria-label=${texts.frame.settings}>
          ${icon("settings")}
        </a>
      </header>
      <div class="body" data-testid=${testIds.conversations}>
        ${
          conversations.length === 0
            ? this.#none()
            : html`<ul aria-labelledby="title">
                ${repeat(
                  conversations,
                  ({ id }) => id,
                  (conversation) => this.#row(conversation),
                )}
              </ul>`
        }
      </div>
      <div class="foot">
        <a class="button primary wide" href="#/people" data-testid=${testIds.newConversation}>
          ${icon("plus")}${texts.conversations.start}
        </a>
      </div>`;
  }

  #row(conversation: Conversation): TemplateResult {
    const { route, language, texts } = this.context;
    const open = route.name === "conversation" && route.id === conversation.id;
    return html`<li>
      <a
        class="row ${conversation.unread > 0 ? "unread" : ""}"
        href=${hashOf({ name: "conversation", id: conversation.id })}
        aria-current=${open ? "page" : nothing}
        data-testid=${testIds.conversation(conversation.id)}
      >
        ${avatar(conversation.people[0])}
        <span class="lines">
          <span class="first"
            ><span class="name cut">${namesOf(conversation.people, language, texts.people)}</span>${this.#time(
              conversation,
            )}</span
          >
          <span class="second"
            ><span class="last muted cut" dir="auto">${this.#lastLine(conversation)}</span
            >${this.#unread(conversation.unread)}</span
          >
        </span>
      </a>
    </li>`;
  }

  /** A message of a kind that this version does not know has no text, but it is there. */
  #lastLine({ lastText, unread }: Conversation): string {
    const { conversation, conversations } = this.texts;
    const none = unread > 0 ? conversation.needsUpdate : conversations.nothingSaid;
    return lastText === "" ? none : lastText;
  }

  #time({ lastAtMillis }: Conversation): TemplateResult | typeof nothing {
    const { language, nowMillis, texts } = this.context;
    return lastAtMillis === 0
      ? nothing
      : html`<time datetime=${new Date(lastAtMillis).toISOString()} title=${fullTime(lastAtMillis, language)}
          >${listTime(lastAtMillis, nowMillis, language, texts.time)}</time
        >`;
  }

  #unread(count: number): TemplateResult | typeof nothing {
    return count === 0
      ? nothing
      : html`<span class="count" aria-hidden="true">${count > 99 ? "99+" : count}</span
          ><span class="hidden">${this.texts.conversations.unread(count)}</span>`;
  }

  #none(): TemplateResult {
    const texts = this.texts.conversations;
    return html`<div class="empty">
      <p class="strong">${texts.none}</p>
      <p class="muted">${texts.noneHint}</p>
    </div>`;
  }
}
