import type { Enclosure } from "../attachment/index.ts";
import { signedDeletion } from "../content/index.ts";
import { RefusedError, uuidBytes, uuidText, type Content, type Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Desk } from "./desk.ts";
import { forgetParts } from "./gathering.ts";
import type { Notices } from "./notices.ts";
import type { AttachmentKeeper, Self } from "./ports.ts";
import type { Quiet } from "./quiet.ts";
import { lineOf, type ConversationRecord, type Deletion, type Member, type MessageRecord } from "./records.ts";

const conflict = 409;
/** What a device that was asked keeps of who was: nothing. */
const everything: Deletion = { askedOf: [], answers: {}, everything: true };

type BodyOf<Case extends Content["body"]["case"]> = NonNullable<Extract<Content["body"], { case: Case }>["value"]>;

interface Done {
  readonly conversation: ConversationRecord;
  readonly changes: readonly Change[];
}

/** Delete for all (A6): what was written goes here and, when it arrives there, on every device; each answers, signed. */
export class Deleting {
  readonly #desk: Desk;
  readonly #notices: Notices;
  readonly #quiet: Quiet;
  readonly #self: Self;
  readonly #attachments: AttachmentKeeper;
  #swept: readonly Enclosure[] = [];

  constructor(desk: Desk, notices: Notices, quiet: Quiet, self: Self, attachments: AttachmentKeeper) {
    this.#desk = desk;
    this.#notices = notices;
    this.#quiet = quiet;
    this.#self = self;
    this.#attachments = attachments;
  }

  /** Whose messages went since this was last asked. */
  takeSwept(): readonly Enclosure[] {
    const swept = this.#swept;
    this.#swept = [];
    return swept;
  }

  /** Deletes a message of one's own that the server has, here and for all. Throws RefusedError for any other. */
  async forAll(conversationId: string, messageId: string): Promise<void> {
    const conversation = this.#desk.require(conversationId);
    const message = await this.#desk.records.messages.find(messageId, conversationId);
    const said = message?.kind === "text" || message?.kind === "attachment";
    if (message?.own !== true || !said || message.seq === undefined) {
      throw new RefusedError("not-deletable", conflict);
    }
    const gone = await this.#without(conversation, message, this.#askedOf(conversation));
    const body = { case: "deletion" as const, value: { messageId: uuidBytes(messageId) } };
    const answer = await this.#quiet.inChain(gone.conversation, body);
    await this.#desk.step(answer.conversation, undefined, [...gone.changes, ...answer.changes]);
  }

  /** Deletes everything that this person has written in the conversation, here and for all. */
  async everythingForAll(conversationId: string): Promise<void> {
    const conversation = this.#desk.require(conversationId);
    const { ledger, id } = conversation;
    const gone = await this.#erased(conversation, this.#self.userId, ledger.seq);
    const body = { case: "deletion" as const, value: { everything: true } };
    const said = await this.#quiet.inChain(gone.conversation, body);
    const deletion = { ...this.#askedOf(conversation), everything: true };
    const mark = { ...tombstone(conversation, said.messageId, this.#self), own: true, deletion };
    const put = this.#desk.records.messages.put(mark.id, mark, id);
    await this.#desk.step(said.conversation, undefined, [...gone.changes, ...said.changes, put]);
  }

  /** Deletes all that was said in the conversation from this device alone. What waits to be sent stays. */
  async here(conversationId: string): Promise<void> {
    const done = await this.#all(this.#desk.require(conversationId), ({ own, seq, failed }) =>
      own ? seq !== undefined || failed !== undefined : true,
    );
    await this.#desk.step({ ...done.conversation, lastText: "", unread: 0 }, undefined, done.changes);
  }

  /** Somebody deletes what they wrote: it goes here, whether it came already or not, and this device says so. */
  async take(
    conversation: ConversationRecord,
    envelope: Envelope,
    sender: Member,
    { messageId, body }: Pick<Content, "messageId" | "body">,
  ): Promise<Done> {
    const deletion = body.case === "deletion" ? body.value : undefined;
    if (deletion?.everything === true) {
      const gone = await this.#erased(conversation, sender.userId, Number(envelope.seq));
      const mark = { ...tombstone(conversation, uuidText(messageId), sender), deletion: everything };
      const put = this.#desk.records.messages.put(mark.id, mark, conversation.id);
      return this.#answer(gone.conversation, messageId, [...gone.changes, put]);
    }
    const about = deletion?.messageId ?? new Uint8Array();
    const id = uuidText(about);
    const known = await this.#desk.records.messages.find(id, conversation.id);
    if (known !== undefined && known.senderUserId !== sender.userId) {
      return { conversation, changes: [] };
    }
    const gone = await this.#without(conversation, known ?? tombstone(conversation, id, sender), known?.deletion);
    return this.#answer(gone.conversation, about, gone.changes);
  }

  /** Says, signed, that this device holds nothing of it any more. */
  async #answer(conversation: ConversationRecord, messageId: Uint8Array, changes: readonly Change[]): Promise<Done> {
    const receipt = { messageId, deletedAtMillis: BigInt(Date.now()) };
    const { label, content } = signedDeletion(uuidBytes(conversation.id), uuidBytes(this.#self.deviceId), receipt);
    const signature = await this.#desk.engine.sign(label, content);
    const body = { case: "deletionReceipt" as const, value: { ...receipt, signature } };
    const said = await this.#quiet.inChain(conversation, body);
    return { conversation: said.conversation, changes: [...changes, ...said.changes] };
  }

  /** All of a person up to there goes, and what comes late of it is not shown. */
  async #erased(conversation: ConversationRecord, userId: string, upTo: number): Promise<Done> {
    const done = await this.#all(
      conversation,
      ({ senderUserId, seq, kind }) => senderUserId === userId && kind !== "notice" && seq !== undefined && seq <= upTo,
    );
    const erasedUpTo = { ...conversation.erasedUpTo, [userId]: upTo };
    return { ...done, conversation: { ...done.conversation, erasedUpTo } };
  }

  async #all(conversation: ConversationRecord, goes: (message: MessageRecord) => boolean): Promise<Done> {
    let done: Done = { conversation, changes: [] };
    for (const message of (await this.#desk.messages(conversation.id)).filter(goes)) {
      const gone = await this.expired(done.conversation, message);
      done = { conversation: gone.conversation, changes: [...done.changes, ...gone.changes] };
    }
    return done;
  }

  #askedOf({ members }: ConversationRecord): Deletion {
    return { askedOf: members.filter(({ deviceId }) => deviceId !== this.#self.deviceId), answers: {} };
  }

  /** A device says that it holds nothing of the message any more; only its own signature counts. */
  async takeReceipt(
    conversation: ConversationRecord,
    envelope: Envelope,
    sender: Member,
    receipt: BodyOf<"deletionReceipt">,
  ): Promise<readonly Change[]> {
    const { engine, records } = this.#desk;
    const signed = signedDeletion(uuidBytes(conversation.id), uuidBytes(sender.deviceId), receipt);
    const group = await this.#desk.requireGroup(conversation.id);
    if (!(await engine.verify(group, sender, signed.label, signed.content, receipt.signature))) {
      return [this.#notices.put(conversation, envelope, "message-forged")];
    }
    const known = await records.messages.find(uuidText(receipt.messageId), conversation.id);
    if (known?.deletion === undefined) {
      return [];
    }
    const answers = { ...known.deletion.answers, [sender.deviceId]: Number(receipt.deletedAtMillis) };
    const deletion = { ...known.deletion, answers };
    return [records.messages.put(known.id, { ...known, deletion }, conversation.id)];
  }

  /** A message goes here without a trace, as one whose time is up does on every device by itself. */
  async expired(conversation: ConversationRecord, message: MessageRecord): Promise<Done> {
    const gone = await this.#gone(conversation, message);
    return { ...gone, changes: [...gone.changes, this.#desk.records.messages.remove(message.id, conversation.id)] };
  }

  /** Of the message only that it was there is left. */
  async #without(
    conversation: ConversationRecord,
    message: MessageRecord,
    deletion: Deletion | undefined,
  ): Promise<Done> {
    const gone = await this.#gone(conversation, message);
    const record = { ...message, kind: "deleted" as const, text: "", ...(deletion && { deletion }) };
    delete record.gathering;
    delete record.enclosure;
    return {
      ...gone,
      changes: [...gone.changes, this.#desk.records.messages.put(message.id, record, conversation.id)],
    };
  }

  /** All that was kept beside the message. What was sent of it is not sent again to whoever missed it. */
  async #gone(conversation: ConversationRecord, message: MessageRecord): Promise<Done> {
    const { sent } = this.#desk.records;
    const { gathering, enclosure } = message;
    const mine = message.own && message.senderDeviceId === undefined;
    const counters = Array.from({ length: mine ? (message.contents ?? 1) : 0 }, (_, at) => message.counter - at);
    const changes = [
      ...counters.map((counter) => sent.remove(String(counter), conversation.id)),
      ...(gathering === undefined ? [] : forgetParts(this.#desk.records, conversation.id, message.id, gathering)),
      ...(enclosure === undefined ? [] : await this.#attachments.deleting(conversation.id, enclosure, mine)),
    ];
    this.#swept = [...this.#swept, ...(enclosure === undefined ? [] : [enclosure])];
    const shown = message.text !== "" && conversation.lastText === lineOf(message.text);
    return { conversation: shown ? { ...conversation, lastText: "" } : conversation, changes };
  }
}

/** What was deleted before it came stays deleted when it comes. */
function tombstone({ id: conversationId, ledger }: ConversationRecord, id: string, sender: Member): MessageRecord {
  return {
    id,
    conversationId,
    senderUserId: sender.userId,
    senderDeviceId: sender.deviceId,
    own: false,
    kind: "deleted",
    text: "",
    sentAtMillis: Date.now(),
    counter: 0,
    seq: ledger.seq,
    failed: undefined,
  };
}
