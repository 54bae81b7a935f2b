import { attachmentBody, safeName, type Enclosure } from "../attachment/index.ts";
import { limits, mostTextBytes, nextContent } from "../content/index.ts";
import { LostRaceError, RefusedError, utf8, uuidBytes, type AnswerOf, type ContentBody } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Desk } from "./desk.ts";
import type { Inbox } from "./inbox.ts";
import type { ServerSession } from "./ports.ts";
import { lineOf, type MessageRecord, type OutboxRecord } from "./records.ts";
import type { Serial } from "./serial.ts";
import { Splitting } from "./splitting.ts";

const conflict = 409;
const tooLarge = 413;

/** Keeps what the person wrote and sends it, in order, until the server has it. */
export class Outbox {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #serial: Serial;
  readonly #inbox: Inbox;
  readonly #userId: string;
  readonly #splitting: Splitting;

  constructor(desk: Desk, session: ServerSession, serial: Serial, inbox: Inbox, userId: string) {
    this.#desk = desk;
    this.#session = session;
    this.#serial = serial;
    this.#inbox = inbox;
    this.#userId = userId;
    this.#splitting = new Splitting(desk, serial, inbox.expiring, userId);
  }

  /** Keeps the message; it is on disk when this returns. Throws RefusedError for a text that nobody would take. */
  async keep(conversationId: string, text: string): Promise<void> {
    const bytes = utf8(text).length;
    if (bytes > mostTextBytes) {
      throw new RefusedError("message-too-large", tooLarge);
    }
    if (bytes > limits.textBytes) {
      return this.#splitting.keep(conversationId, text);
    }
    await this.#keep(conversationId, { kind: "text", text }, { case: "text", value: { text } }, []);
  }

  /** Keeps the message that an attachment, which the server has, is there, in one step with `others`. */
  async keepAttachment(conversationId: string, enclosure: Enclosure, others: readonly Change[]): Promise<void> {
    const { engine } = this.#desk;
    const body = await attachmentBody(conversationId, enclosure, (label, content) => engine.sign(label, content));
    await this.#keep(conversationId, { kind: "attachment", text: safeName(enclosure.name), enclosure }, body, others);
  }

  #keep(
    conversationId: string,
    said: Pick<MessageRecord, "kind" | "text" | "enclosure">,
    body: ContentBody,
    others: readonly Change[],
  ): Promise<void> {
    const [messageId, sentAtMillis] = [crypto.randomUUID(), Date.now()];
    return this.#serial.run(async () => {
      const conversation = this.#desk.require(conversationId);
      const expiresAfterSeconds = conversation.expirySeconds ?? 0;
      const writing = { messageId, sentAtMillis, body, expiresAfterSeconds };
      const { content, end } = await nextContent(conversation.own, writing);
      const message = {
        id: messageId,
        conversationId,
        senderUserId: this.#userId,
        own: true,
        ...said,
        sentAtMillis,
        counter: end.counter,
        seq: undefined,
        failed: undefined,
      };
      const noted = this.#inbox.expiring.note(message, expiresAfterSeconds);
      const { messages, outbox, sent } = this.#desk.records;
      const { counter } = end;
      const waiting = { messageId, conversationId, counter, content, sealed: undefined };
      await this.#desk.step(
        { ...conversation, own: end, lastText: lineOf(said.text), lastAtMillis: sentAtMillis },
        undefined,
        [
          messages.put(messageId, noted.message, conversationId),
          outbox.put(messageId, waiting),
          sent.put(String(counter), { counter, content }, conversationId),
          ...noted.changes,
          ...others,
        ],
      );
    });
  }

  /** Sends everything that waits. Throws OfflineError when the connection ends. */
  async flush(): Promise<void> {
    const blocked = new Set<string>();
    for (const waiting of await this.#desk.outbox()) {
      if (!blocked.has(waiting.conversationId) && !(await this.#send(waiting))) {
        blocked.add(waiting.conversationId);
      }
    }
  }

  /** Whether the server has it, or never will; false if later messages have to wait. */
  async #send(waiting: OutboxRecord): Promise<boolean> {
    const sealed = await this.#serial.run(() => this.#seal(waiting));
    if (sealed === "done" || sealed === "wait") {
      return sealed === "done";
    }
    const value = {
      conversationId: uuidBytes(waiting.conversationId),
      messageId: uuidBytes(waiting.messageId),
      message: sealed.message,
    };
    try {
      const accepted = await this.#session.request({ case: "submitMessage", value }, "accepted");
      await this.#serial.run(() => this.#accepted(waiting, accepted));
      return true;
    } catch (error) {
      return this.#refused(waiting, error);
    }
  }

  /** Encrypts for the epoch that is now; the group's state goes on in the same step. */
  async #seal({ messageId }: OutboxRecord): Promise<NonNullable<OutboxRecord["sealed"]> | "wait" | "done"> {
    const waiting = await this.#desk.records.outbox.find(messageId);
    if (waiting === undefined) {
      return "done";
    }
    const conversation = this.#desk.require(waiting.conversationId);
    if (conversation.pending !== undefined || conversation.proposed || conversation.lost || conversation.left) {
      return "wait";
    }
    const group = await this.#desk.requireGroup(conversation.id);
    const epoch = String(this.#desk.engine.view(group).epoch);
    if (waiting.sealed?.epoch === epoch) {
      return waiting.sealed;
    }
    const made = await this.#desk.engine.encrypt(group, waiting.content);
    const sealed = { epoch, message: made.message };
    await this.#desk.step(conversation, made.group, [this.#desk.records.outbox.put(messageId, { ...waiting, sealed })]);
    return sealed;
  }

  async #accepted(waiting: OutboxRecord, { seq }: AnswerOf<"accepted">): Promise<void> {
    const conversation = this.#desk.require(waiting.conversationId);
    const accepted = await this.#inbox.acceptance(conversation.id, waiting.messageId, Number(seq));
    await this.#desk.step(conversation, undefined, accepted);
  }

  async #refused(waiting: OutboxRecord, error: unknown): Promise<boolean> {
    if (!(error instanceof RefusedError) || error.status >= 500) {
      throw error;
    }
    if (error instanceof LostRaceError || error.status === conflict) {
      // A newer epoch is on its way; it is encrypted again when that has arrived.
      return false;
    }
    await this.#serial.run(async () => {
      const { messages, outbox } = this.#desk.records;
      const message = await messages.find(waiting.whole ?? waiting.messageId, waiting.conversationId);
      const failed = message && [messages.put(message.id, { ...message, failed: error.code }, message.conversationId)];
      await this.#desk.write([...(failed ?? []), outbox.remove(waiting.messageId)]);
    });
    return true;
  }
}
