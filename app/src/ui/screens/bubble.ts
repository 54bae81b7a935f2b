import { css, html, nothing, type TemplateResult } from "lit";
import type { Message, Person } from "../../worker/index.ts";
import type { Context } from "../frame/context.ts";
import { icon, type IconName } from "../look/index.ts";
import { testIds } from "../test-ids.ts";
import { clockTime, fullTime, namesOf, problemText, type Texts } from "../words/index.ts";

export const bubbleStyles = css`
  .line {
    display: flex;
    margin-block-start: 0.25rem;
  }
  .line.first {
    margin-block-start: 0.75rem;
  }
  .line.own {
    justify-content: flex-end;
  }
  .bubble {
    max-width: min(85%, 38rem);
    padding: 0.5625rem 0.875rem 0.4375rem;
    border-radius: 1.125rem;
    background: var(--surface);
    box-shadow: 0 0 0 1px var(--line);
  }
  .first .bubble {
    border-start-start-radius: 0.3125rem;
  }
  .own .bubble {
    background: var(--own);
    box-shadow: none;
    color: var(--onOwn);
  }
  .own.first .bubble {
    border-start-start-radius: 1.125rem;
    border-start-end-radius: 0.3125rem;
  }
  .actions {
    align-self: center;
    color: var(--muted);
  }
  .actions .icon {
    stroke-width: 3;
  }
  .sender {
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .text {
    font-size: 1.0625rem;
    line-height: 1.4;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .text.unknown {
    color: var(--muted);
    font-style: italic;
  }
  .meta {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.3125rem;
    min-height: 1.125rem;
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.2;
  }
  .own .meta {
    color: var(--ownMuted);
  }
  .state .icon {
    width: 1.0625rem;
    height: 1.0625rem;
    stroke-width: 2.5;
  }
  .state[data-state="failed"],
  .failure {
    color: var(--danger);
  }
  .failure {
    font-size: 0.875rem;
    font-weight: 600;
  }
  .note {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    width: fit-content;
    max-width: 100%;
    margin: 0.75rem auto;
    padding: 0.5rem 0.875rem;
    border-radius: 0.875rem;
    background: var(--warnSoft);
    color: var(--warn);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  .note .icon {
    width: 1.25rem;
    height: 1.25rem;
  }
`;

const expiryNotice = "expiry-";

const signs: Readonly<Record<Exclude<Message["state"], "received">, IconName>> = {
  waiting: "waiting",
  accepted: "accepted",
  delivered: "delivered",
  failed: "warning",
};

/** One message; `sender` is given where the name is to be shown. */
export function bubble(
  message: Message,
  first: boolean,
  sender: Person | undefined,
  context: Context,
  onActions: (message: Message) => void,
): TemplateResult {
  const { texts, language } = context;
  return html`<li class="line ${message.own ? "own" : ""} ${first ? "first" : ""}">
    ${isDeletable(message) ? actionsButton(message, context, onActions) : nothing}
    <div class="bubble" data-testid=${testIds.message} data-own=${String(message.own)} data-id=${message.id}>
      ${sender === undefined ? nothing : html`<p class="sender">${sender.name}</p>`}
      <span class="hidden">${message.own ? texts.conversation.said(texts.conversation.you) : nothing}</span>
      ${content(message, context)}
      <p class="meta">
        <time datetime=${new Date(message.sentAtMillis).toISOString()} title=${fullTime(message.sentAtMillis, language)}
          >${clockTime(message.sentAtMillis, language)}</time
        >${expiry(message, context)}${progress(message, context)}${stateSign(message, context)}
      </p>
      ${deletion(message, context)}
      ${message.state === "failed" ? html`<p class="failure">${failureText(message, context)}</p>` : nothing}
    </div>
  </li>`;
}

/** Something about the conversation itself, such as a message that is missing. */
export function note(message: Message, about: string, { texts }: Context): TemplateResult {
  return html`<li>
    <p class="note" role="note" data-testid=${testIds.notice} data-notice=${message.text}>
      ${icon("info")}<span>${wordsOf(message, texts, about)}</span>
    </p>
  </li>`;
}

/** What an entry says, in the language of the person; `about` is the name of whom a notice is about. */
export function wordsOf(
  { kind, text, parts, deletion }: Message,
  { attachment, conversation }: Texts,
  about = "",
): string {
  switch (kind) {
    case "text":
      return text;
    case "attachment":
      return attachment.file(text);
    case "parts":
      return partsWords(parts, conversation);
    case "deleted":
      return deletion?.everything === true ? conversation.deletedEverything : conversation.deleted;
    case "needs-update":
      return conversation.needsUpdate;
    case "notice":
      if (text.startsWith(expiryNotice)) {
        return conversation.expirySet(about, Number(text.slice(expiryNotice.length)));
      }
      return (
        (Object.hasOwn(conversation.notices, text) ? conversation.notices[text] : undefined) ?? conversation.notice
      ).replace("{name}", about);
  }
}

/** Which parts of a long text are missing, or that they are still coming (C2). */
function partsWords(parts: Message["parts"], texts: Texts["conversation"]): string {
  const { total, arrived, lost } = parts ?? { total: 0, arrived: 0, lost: [] };
  return lost.length === 0 ? texts.partsComing(arrived, total) : texts.partsLost(lost.length, lost.join(", "), total);
}

function content(message: Message, context: Context): TemplateResult {
  const { texts } = context;
  if (message.kind === "attachment") {
    return html`<konsil-attachment .context=${context} .message=${message}></konsil-attachment>`;
  }
  const unknown = message.kind === "text" ? "" : "unknown";
  return html`<p class="text ${unknown}" dir="auto">${wordsOf(message, texts)}</p>`;
}

/** Whether it can be deleted for all: an own one that the server has. */
function isDeletable({ own, kind, state }: Message): boolean {
  return own && (kind === "text" || kind === "attachment") && (state === "accepted" || state === "delivered");
}

/** Opens what can be done with the message; the label tells a screen reader which message that is. */
function actionsButton(
  message: Message,
  { texts, language }: Context,
  onActions: (message: Message) => void,
): TemplateResult {
  const label = texts.conversation.actions(clockTime(message.sentAtMillis, language));
  return html`<button
    class="bare actions"
    aria-haspopup="dialog"
    aria-label=${label}
    title=${label}
    data-testid=${testIds.messageActions}
    @click=${() => {
      onActions(message);
    }}
  >
    ${icon("more")}
  </button>`;
}

const noDeletion = { devices: 0, answered: 0, open: [] };

/** How far the deletion of an own message has come (A6). */
function deletion(message: Message, { texts, language }: Context): TemplateResult | typeof nothing {
  const { conversation } = texts;
  const { devices, answered, open } = message.deletion ?? noDeletion;
  if (devices === 0) {
    return nothing;
  }
  return html`<p class="small" data-testid=${testIds.deletion} data-open=${devices - answered}>
    ${conversation.deletedOn(answered, devices)}
    ${open.length === 0 ? nothing : conversation.deletionOpen(namesOf(open, language, texts.people))}
  </p>`;
}

function expiry({ expiresAtMillis, kind }: Message, { texts, language }: Context): TemplateResult | typeof nothing {
  if (expiresAtMillis === undefined || kind === "deleted") {
    return nothing;
  }
  const words = texts.conversation.expiresAt(fullTime(expiresAtMillis, language));
  return html`<span class="state" role="img" aria-label=${words} title=${words}>${icon("waiting")}</span>`;
}

/** In words what no sign can say: on how many devices it is, or who has read it. */
function progress({ state, reach, readBy }: Message, { texts, language }: Context): TemplateResult | typeof nothing {
  const { conversation, people } = texts;
  if (readBy !== undefined) {
    return html`<span data-testid=${testIds.readBy}>${conversation.readBy(namesOf(readBy, language, people))}</span>`;
  }
  return state !== "accepted" || reach === undefined || reach.devices < 2
    ? nothing
    : html`<span data-testid=${testIds.reach}>${conversation.onDevices(reach.holding, reach.devices)}</span>`;
}

function stateSign({ own, state }: Message, { texts }: Context): TemplateResult | typeof nothing {
  if (!own || state === "received") {
    return nothing;
  }
  const words = texts.conversation.states[state];
  return html`<span
    class="state"
    role="img"
    aria-label=${words}
    title=${words}
    data-testid=${testIds.messageState}
    data-state=${state}
    >${icon(signs[state])}</span
  >`;
}

function failureText({ problem }: Message, { texts }: Context): string {
  const { states } = texts.conversation;
  return problem === undefined
    ? states.failed
    : `${states.failed}: ${problemText({ kind: "refused", code: problem }, texts.problems)}`;
}
