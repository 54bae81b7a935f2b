import { enclosureOf, safeName } from "../attachment/index.ts";
import {
  readContent,
  refusesContent,
  tookContent,
  tookHead,
  tookResent,
  type LedgerStep,
  type ReceivedContent,
} from "../content/index.ts";
import { TamperedError, uuidText, type Bytes, type Content, type Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Deleting } from "./deleting.ts";
import type { Desk } from "./desk.ts";
import type { Expiring } from "./expiring.ts";
import { Gatherer, type Gathered } from "./gathering.ts";
import type { Notices } from "./notices.ts";
import type { Self } from "./ports.ts";
import type { Quiet } from "./quiet.ts";
import type { Reading } from "./reading.ts";
import { lineOf, type ConversationRecord, type Member, type MessageRecord } from "./records.ts";

/** What else contents can be about than what is shown. */
interface Acts {
  readonly deleting: Deleting;
  readonly expiring: Expiring;
  readonly reading: Reading;
}

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
  readonly #acts: Acts;
  readonly #gatherer: Gatherer;

  constructor(desk: Desk, notices: Notices, quiet: Quiet, acts: Acts, self: Self) {
    this.#desk = desk;
    this.#notices = notices;
    this.#quiet = quiet;
    this.#self = self;
    this.#acts = acts;
    this.#gatherer = new Gatherer(desk);
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
    const { body } = received.content;
    if (body.case === "deletion") {
      const done = await this.#acts.deleting.take(noted.conversation, envelope, sender, received.content);
      return { conversation: done.conversation, changes: [...noted.changes, ...done.changes] };
    }
    if (body.case === "deletionReceipt") {
      const changes = await this.#acts.deleting.takeReceipt(conversation, envelope, sender, body.value);
      return { conversation: noted.conversation, changes: [...noted.changes, ...changes] };
    }
    if (body.case === "readReceipt") {
      return { ...noted, conversation: this.#acts.reading.take(noted.conversation, envelope, sender, body.value) };
    }
    if (body.case === "expiry") {
      const set = this.#acts.expiring.take(noted.conversation, envelope, sender, body.value.seconds);
      return { conversation: set.conversation, changes: [...noted.changes, ...set.changes] };
    }
    const shown = await this.#shown(noted.conversation, envelope, sender, received.content);
    return { conversation: shown.conversation, changes: [...noted.changes, ...shown.changes] };
  }

  /** What is shown as a message: kept at its place, once. */
  async #shown(conversation: ConversationRecord, envelope: Envelope, sender: Member, content: Content): Promise<Read> {
    const late = await this.#notices.placeOf(conversation, sender.deviceId, Number(content.counter));
    const id = content.body.case === "part" ? this.#gatherer.wholeOf(content.body.value) : uuidText(content.messageId);
    const known = await this.#desk.records.messages.find(id, conversation.id);
    if (known?.kind === "deleted" && known.senderUserId === sender.userId) {
      return { conversation, changes: [] }; // deleted before it came
    }
    if (known !== undefined && known.kind !== "deleted" && known.kind !== "parts") {
      throw new TamperedError("content-id-taken");
    }
    const gathering = known?.kind === "parts" ? known : undefined;
    const { gathered, changes } = await this.#read(conversation, sender, content, gathering);
    const seq = gathering?.seq ?? late ?? Number(envelope.seq);
    if (seq <= (conversation.erasedUpTo[sender.userId] ?? 0)) {
      return { conversation, changes: [] }; // its sender has deleted everything since
    }
    const said = { ...this.#recordOf(conversation.id, content, sender, seq), ...gathered, id };
    const came = this.#acts.expiring.came(conversation, envelope, said, content);
    const record = came.message;
    const newest = gathering === undefined ? late === undefined : record.sentAtMillis >= conversation.lastAtMillis;
    const line = newest && record.kind !== "parts" ? { lastText: lineOf(record.text) } : {};
    const next: ConversationRecord = {
      ...came.conversation,
      ...line,
      restarted: conversation.restarted.filter((device) => device !== sender.deviceId),
      unread: conversation.unread + (record.own || gathering !== undefined ? 0 : 1),
      lastAtMillis: newest ? record.sentAtMillis : conversation.lastAtMillis,
    };
    const put = this.#desk.records.messages.put(id, record, conversation.id);
    return { conversation: next, changes: [...changes, ...came.changes, put] };
  }

  async #read(
    conversation: ConversationRecord,
    sender: Member,
    content: Content,
    known: MessageRecord | undefined,
  ): Promise<{ readonly gathered: Gathered; readonly changes: readonly Change[] }> {
    const { body } = content;
    if (body.case === "part" || known !== undefined) {
      return this.#gatherer.take(conversation, sender, content, known);
    }
    if (body.case === "attachment") {
      return { gathered: await this.#enclosed(conversation.id, sender, body.value), changes: [] };
    }
    const text = body.case === "text" ? ({ kind: "text", text: body.value.text } as const) : undefined;
    return { gathered: text ?? { kind: "needs-update", text: "" }, changes: [] };
  }

  /** Of an attachment whose manifest its sender's device signed for this conversation; else this throws. */
  async #enclosed(
    conversationId: string,
    sender: Member,
    attachment: Parameters<typeof enclosureOf>[1],
  ): Promise<Gathered> {
    const { engine } = this.#desk;
    const group = await this.#desk.requireGroup(conversationId);
    const enclosure = await enclosureOf(conversationId, attachment, (label, content, signature) =>
      engine.verify(group, sender, label, content, signature),
    );
    return { kind: "attachment", text: safeName(enclosure.name), enclosure };
  }

  #noted(conversation: ConversationRecord, envelope: Envelope, { ledger, findings }: LedgerStep): Read {
    const changes = [
      ...this.#notices.of(conversation, envelope, findings),
      ...this.#quiet.asksFor(conversation.id, findings),
    ];
    return { conversation: { ...conversation, ledger }, changes };
  }

  #recordOf(
    conversationId: string,
    { counter, sentAtMillis }: Content,
    sender: Member,
    seq: number,
  ): Omit<MessageRecord, "id" | keyof Gathered> {
    return {
      conversationId,
      senderUserId: sender.userId,
      senderDeviceId: sender.deviceId,
      own: sender.userId === this.#self.userId,
      sentAtMillis: Number(sentAtMillis),
      counter: Number(counter),
      seq,
      failed: undefined,
    };
  }
}
