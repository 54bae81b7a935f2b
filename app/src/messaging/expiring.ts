import type { Content, Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Deleting } from "./deleting.ts";
import type { Desk } from "./desk.ts";
import type { Notice, Notices } from "./notices.ts";
import type { Quiet } from "./quiet.ts";
import type { ConversationRecord, ExpiryRecord, Member, MessageRecord } from "./records.ts";

interface Done {
  readonly conversation: ConversationRecord;
  readonly changes: readonly Change[];
}

/** Messages that expire (A6): each says itself when; every device forgets it then, without being told. */
export class Expiring {
  readonly #desk: Desk;
  readonly #notices: Notices;
  readonly #quiet: Quiet;
  readonly #deleting: Deleting;
  /** All that this device has to forget some day, by message. */
  readonly #due = new Map<string, ExpiryRecord>();

  constructor(desk: Desk, notices: Notices, quiet: Quiet, deleting: Deleting) {
    this.#desk = desk;
    this.#notices = notices;
    this.#quiet = quiet;
    this.#deleting = deleting;
  }

  async load(): Promise<void> {
    for (const record of await this.#desk.records.expiries.all()) {
      this.#due.set(record.messageId, record);
    }
  }

  /** From here on what is said in the conversation expires so long after it was sent; 0: never. The others are told. */
  async set(conversation: ConversationRecord, seconds: number, userId: string): Promise<Done> {
    const told = await this.#quiet.inChain(conversation, { case: "expiry", value: { seconds } });
    // Where the log will have it, if nobody else says something first.
    const seq = conversation.ledger.seq + 1;
    const notice = this.#notices.at(conversation.id, seq, Date.now(), noticeOf(seconds), String(Date.now()), userId);
    return { conversation: { ...told.conversation, expirySeconds: seconds }, changes: [...told.changes, notice] };
  }

  /** Somebody set it. */
  take(conversation: ConversationRecord, envelope: Envelope, sender: Member, seconds: number): Done {
    const notice = this.#notices.put(conversation, envelope, noticeOf(seconds), undefined, sender.userId);
    return { conversation: { ...conversation, expirySeconds: seconds }, changes: [notice] };
  }

  /** A message has come: it is noted when it goes, and a device that came later learns what is usual here. */
  came(
    conversation: ConversationRecord,
    envelope: Envelope,
    message: MessageRecord,
    { expiresAfterSeconds }: Content,
  ): Done & { readonly message: MessageRecord } {
    const next = { ...conversation, expirySeconds: conversation.expirySeconds ?? expiresAfterSeconds };
    // A sender's clock that is ahead lengthens nothing.
    const sentAtMillis = Math.min(message.sentAtMillis, Number(envelope.receivedAtMillis) + minuteMillis);
    const { message: noted, changes } = this.note({ ...message, sentAtMillis }, expiresAfterSeconds);
    return { conversation: next, changes, message: { ...noted, sentAtMillis: message.sentAtMillis } };
  }

  /** Notes when a message is to go. */
  note(
    message: MessageRecord,
    seconds: number,
  ): { readonly message: MessageRecord; readonly changes: readonly Change[] } {
    if (seconds === 0) {
      return { message, changes: [] };
    }
    const { id: messageId, conversationId } = message;
    const atMillis = message.sentAtMillis + seconds * 1000;
    const record = { messageId, conversationId, atMillis };
    this.#due.set(messageId, record);
    const changes = [this.#desk.records.expiries.put(messageId, record)];
    return { message: { ...message, expiresAtMillis: atMillis }, changes };
  }

  /** Forgets what is due; what the server does not have yet is sent first. */
  async sweep(nowMillis: number): Promise<void> {
    for (const due of [...this.#due.values()].filter(({ atMillis }) => atMillis <= nowMillis)) {
      const { expiries, messages } = this.#desk.records;
      const message = await messages.find(due.messageId, due.conversationId);
      if (message?.own === true && message.seq === undefined && message.failed === undefined) {
        continue;
      }
      const conversation = this.#desk.require(due.conversationId);
      const gone =
        message === undefined ? { conversation, changes: [] } : await this.#deleting.expired(conversation, message);
      await this.#desk.step(gone.conversation, undefined, [...gone.changes, expiries.remove(due.messageId)]);
      this.#due.delete(due.messageId);
    }
  }
}

/** The server tells the minute in which a message arrived. */
const minuteMillis = 60_000;

function noticeOf(seconds: number): Notice {
  return `expiry-${String(seconds)}`;
}
