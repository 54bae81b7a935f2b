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
    const askedOf = conversation.members.filter(({ deviceId }) => deviceId !== this.#self.deviceId);
    const gone = await this.#without(conversation, message, { askedOf, answers: {} });
    const body = { case: "deletion" as const, value: { messageId: uuidBytes(messageId) } };
    const answer = await this.#quiet.inChain(gone.conversation, body);
    await this.#desk.step(answer.conversation, undefined, [...gone.changes, ...answer.changes]);
  }

  /** Somebody deletes what they wrote: it goes here, whether it came already or not, and this device says so. */
  async take(conversation: ConversationRecord, sender: Member, deletion: BodyOf<"deletion">): Promise<Done> {
    const id = uuidText(deletion.messageId);
    const known = await this.#desk.records.messages.find(id, conversation.id);
    if (known !== undefined && known.senderUserId !== sender.userId) {
      return { conversation, changes: [] };
    }
    const gone = await this.#without(conversation, known ?? tombstone(conversation, id, sender), known?.deletion);
    const deletedAtMillis = BigInt(Date.now());
    const receipt = { messageId: deletion.messageId, deletedAtMillis };
    const { label, content } = signedDeletion(uuidBytes(conversation.id), uuidBytes(this.#self.deviceId), receipt);
    const signature = await this.#desk.engine.sign(label, content);
    const said = await this.#quiet.inChain(gone.conversation, {
      case: "deletionReceipt",
      value: { ...receipt, signature },
    });
    return { conversation: said.conversation, changes: [...gone.changes, ...said.changes] };
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

  /** Of the message only that it was there is left. What was sent of it is not sent again to whoever missed it. */
  async #without(
    conversation: ConversationRecord,
    message: MessageRecord,
    deletion: Deletion | undefined,
  ): Promise<Done> {
    const { messages, sent } = this.#desk.records;
    const { gathering, enclosure, ...known } = message;
    const record = { ...known, kind: "deleted" as const, text: "", ...(deletion && { deletion }) };
    const mine = message.own && message.senderDeviceId === undefined;
    const counters = Array.from({ length: mine ? (message.contents ?? 1) : 0 }, (_, at) => message.counter - at);
    const changes = [
      messages.put(message.id, record, conversation.id),
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
