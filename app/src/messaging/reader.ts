import {
  readContent,
  refusesContent,
  tookContent,
  tookHead,
  tookResent,
  type LedgerStep,
  type ReceivedContent,
} from "../content/index.ts";
import { uuidText, type Bytes, type Content, type Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Deleting } from "./deleting.ts";
import type { Desk } from "./desk.ts";
import type { Notices } from "./notices.ts";
import type { Self } from "./ports.ts";
import type { Quiet } from "./quiet.ts";
import type { ConversationRecord, Member, MessageRecord } from "./records.ts";

interface Said {
  readonly sender: Member;
  readonly plaintext: Bytes;
}

interface Read {
  readonly conversation: ConversationRecord;
  readonly changes: readonly Change[];
}

/** Reads what was decrypted: asks the ledger, and makes of it what is kept. */
export class Reader {
  readonly #desk: Desk;
  readonly #notices: Notices;
  readonly #quiet: Quiet;
  readonly #self: Self;
  readonly #deleting: Deleting;

  constructor(desk: Desk, notices: Notices, quiet: Quiet, deleting: Deleting, self: Self) {
    this.#desk = desk;
    this.#notices = notices;
    this.#quiet = quiet;
    this.#self = self;
    this.#deleting = deleting;
  }

  async read(conversation: ConversationRecord, envelope: Envelope, { sender, plaintext }: Said): Promise<Read> {
    const received = await readContent(plaintext, envelope.messageId);
    const { body, counter, sentAtMillis } = received.content;
    const speaker = {
      device: sender.deviceId,
      sinceBefore: conversation.sinceBefore.includes(sender.deviceId),
      restarted: conversation.restarted.includes(sender.deviceId),
    };
    if (counter > 0n) {
      const step = tookContent(conversation.ledger, speaker, received);
      return this.#taken(conversation, envelope, sender, received, step);
    }
    if (body.case === "head") {
      const head = { counter: Number(body.value.counter), hash: Uint8Array.from(body.value.hash) };
      return this.#noted(conversation, envelope, tookHead(conversation.ledger, speaker, head, Number(sentAtMillis)));
    }
    if (body.case === "resent") {
      const inner = await readContent(body.value.content);
      const step = tookResent(conversation.ledger, sender.deviceId, inner);
      return this.#taken(conversation, envelope, sender, inner, step);
    }
    // Anything else outside the chain is of a later version, and nothing that could be missed.
    const changes = body.case === "resendRequest" ? await this.#quiet.answer(conversation, body.value) : [];
    return { conversation, changes };
  }

  async #taken(
    conversation: ConversationRecord,
    envelope: Envelope,
    sender: Member,
    received: ReceivedContent,
    step: LedgerStep,
  ): Promise<Read> {
    const noted = this.#noted(conversation, envelope, step);
    if (step.findings.some(refusesContent)) {
      return noted;
    }
    const { body, counter: place } = received.content;
    if (body.case === "deletion") {
      const done = await this.#deleting.take(noted.conversation, sender, body.value);
      return { conversation: done.conversation, changes: [...noted.changes, ...done.changes] };
    }
    if (body.case === "deletionReceipt") {
      const changes = await this.#deleting.takeReceipt(conversation, envelope, sender, body.value);
      return { conversation: noted.conversation, changes: [...noted.changes, ...changes] };
    }
    const counter = Number(place);
    const late = await this.#notices.placeOf(conversation, sender.deviceId, counter);
    const record = this.#recordOf(conversation.id, received.content, sender, late ?? Number(envelope.seq));
    const known = await this.#desk.records.messages.find(record.id, conversation.id);
    if (known?.kind === "deleted" && known.senderUserId === sender.userId) {
      return noted; // deleted before it came
    }
    const newest = late === undefined;
    const next: ConversationRecord = {
      ...noted.conversation,
      restarted: conversation.restarted.filter((device) => device !== sender.deviceId),
      unread: conversation.unread + (record.own ? 0 : 1),
      lastText: newest ? record.text : conversation.lastText,
      lastAtMillis: newest ? record.sentAtMillis : conversation.lastAtMillis,
    };
    const put = this.#desk.records.messages.put(record.id, record, conversation.id);
    return { conversation: next, changes: [...noted.changes, put] };
  }

  #noted(conversation: ConversationRecord, envelope: Envelope, { ledger, findings }: LedgerStep): Read {
    const changes = [
      ...this.#notices.of(conversation, envelope, findings),
      ...this.#quiet.asksFor(conversation.id, findings),
    ];
    return { conversation: { ...conversation, ledger }, changes };
  }

  #recordOf(conversationId: string, content: Content, sender: Member, seq: number): MessageRecord {
    const { body, counter, messageId, sentAtMillis } = content;
    return {
      id: uuidText(messageId),
      conversationId,
      senderUserId: sender.userId,
      senderDeviceId: sender.deviceId,
      own: sender.userId === this.#self.userId,
      kind: body.case === "text" ? "text" : "needs-update",
      text: body.case === "text" ? body.value.text : "",
      sentAtMillis: Number(sentAtMillis),
      counter: Number(counter),
      seq,
      failed: undefined,
    };
  }
}
