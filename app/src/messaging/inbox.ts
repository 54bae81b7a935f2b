import { sameBytes, TamperedError, uuidText, type Content, type Delivered, type Envelope } from "../protocol/index.ts";
import type { DeviceIdentity } from "../crypto/index.ts";
import type { Change } from "../storage/index.ts";
import { readContent } from "./chain.ts";
import type { Desk } from "./desk.ts";
import type { KeyPackagePool } from "./key-packages.ts";
import type { Self } from "./ports.ts";
import { newConversation, type ConversationRecord, type MessageRecord } from "./records.ts";

/** What the conversation itself has to say; the page has words for each. */
type Notice =
  | "message-missing"
  | "message-unreadable"
  | "conversation-broken"
  | "conversation-left"
  | "conversation-rejoined"
  | "device-joined"
  | "device-removed"
  | "person-joined"
  | "person-left";

/** Takes in what the server's log brings, one envelope at a time, each in one step with its cursor. */
export class Inbox {
  readonly #desk: Desk;
  readonly #pool: KeyPackagePool;
  readonly #self: Self;

  constructor(desk: Desk, pool: KeyPackagePool, self: Self) {
    this.#desk = desk;
    this.#pool = pool;
    this.#self = self;
  }

  /** Takes one envelope. When it returns, the envelope is kept and can be acknowledged. */
  async take(envelope: Envelope): Promise<void> {
    const id = uuidText(envelope.conversationId);
    const conversation = this.#desk.find(id);
    const seq = Number(envelope.seq);
    if (conversation === undefined) {
      await this.#join(id, envelope);
    } else if (conversation.lost && seq > conversation.cursor) {
      await this.#takeWhileLost({ ...conversation, cursor: seq }, envelope);
    } else if (seq > conversation.cursor) {
      const gap = seq > conversation.cursor + 1 ? [this.#notice(conversation, envelope, "message-missing", "gap")] : [];
      try {
        await this.#takeNext({ ...conversation, cursor: seq }, envelope, gap);
      } catch (error) {
        await this.#refuse({ ...conversation, cursor: seq }, envelope, error, gap);
      }
    }
  }

  async delivered({ conversationId, seq }: Delivered): Promise<void> {
    const conversation = this.#desk.find(uuidText(conversationId));
    if (conversation !== undefined && Number(seq) > conversation.delivered) {
      await this.#desk.step({ ...conversation, delivered: Number(seq) }, undefined);
    }
  }

  async #join(id: string, envelope: Envelope): Promise<void> {
    if (envelope.body.case !== "welcome") {
      // What this device once knew of the conversation is gone; it asks to be let in again.
      const forgotten = { ...newConversation(id, [], Number(envelope.receivedAtMillis)), lost: true, fromStart: false };
      await this.#desk.step(forgotten, undefined);
      return this.take(envelope);
    }
    const { engine, records } = this.#desk;
    const own = await this.#pool.require(engine.welcomed(envelope.body.value));
    const group = await engine.join(envelope.body.value, own);
    const { groupId, members, epoch } = engine.view(group);
    if (!sameBytes(groupId, envelope.conversationId)) {
      throw new TamperedError("welcome-to-another-conversation");
    }
    const fresh = newConversation(id, this.#othersAmong(members), Number(envelope.receivedAtMillis));
    const used = own.lastResort ? [] : [records.keyPackages.remove(own.reference)];
    await this.#desk.step({ ...fresh, cursor: Number(envelope.seq), fromStart: epoch === 1n }, group, used);
  }

  async #takeNext(conversation: ConversationRecord, envelope: Envelope, others: readonly Change[]): Promise<void> {
    switch (envelope.body.case) {
      case "commit":
        return this.#takeCommit(conversation, envelope, envelope.body.value, others);
      case "message":
        return this.#takeMessage(conversation, envelope, envelope.body.value, others);
      case "welcome":
      case undefined:
        throw new TamperedError("envelope-of-unknown-kind");
    }
  }

  async #takeCommit(
    conversation: ConversationRecord,
    envelope: Envelope,
    commit: Uint8Array,
    others: readonly Change[],
  ): Promise<void> {
    const { engine } = this.#desk;
    const before = await this.#desk.requireGroup(conversation.id);
    const { pending } = conversation;
    const mine = pending !== undefined && sameBytes(pending.messageId, envelope.messageId);
    const received = mine
      ? ({ kind: "commit", group: engine.decode(pending.next), joiner: undefined } as const)
      : await engine.receive(before, commit);
    if (received.kind === "removed") {
      const left = this.#notice(conversation, envelope, "conversation-left");
      const next = { ...conversation, pending: undefined, left: true };
      return this.#desk.step(next, received.group, [...others, left]);
    }
    const joiner = received.kind === "commit" ? received.joiner : undefined;
    const [was, is] = [engine.view(before).members, engine.view(received.group).members];
    const next: ConversationRecord = {
      ...conversation,
      ...(mine && { pending: undefined, founding: undefined }),
      others: this.#othersAmong(is),
      restarted: joiner === undefined ? conversation.restarted : [...conversation.restarted, joiner.deviceId],
    };
    const changes =
      mine && conversation.fromStart && pending.epoch === "0" ? [] : this.#changes(next, envelope, was, is);
    await this.#desk.step(next, received.group, [...others, ...changes]);
  }

  /** What a commit did, in sentences: who came, who went, whose device is new. */
  #changes(
    conversation: ConversationRecord,
    envelope: Envelope,
    was: readonly DeviceIdentity[],
    is: readonly DeviceIdentity[],
  ): readonly Change[] {
    const without = (some: readonly DeviceIdentity[], others: readonly DeviceIdentity[]): readonly DeviceIdentity[] =>
      some.filter(({ deviceId }) => !others.some((other) => other.deviceId === deviceId));
    const there = (userId: string, some: readonly DeviceIdentity[]): boolean =>
      some.some((one) => one.userId === userId);
    const came = without(is, was).map(
      ({ userId }) => [there(userId, was) ? "device-joined" : "person-joined", userId] as const,
    );
    const went = without(was, is).map(
      ({ userId }) => [there(userId, is) ? "device-removed" : "person-left", userId] as const,
    );
    const said = new Map([...came, ...went].map((one) => [one.join(), one]));
    return [...said.values()].map(([notice, userId]) => this.#notice(conversation, envelope, notice, userId, userId));
  }

  /** Without the group's state nothing can be read; the own commit that ends this comes in the same log. */
  async #takeWhileLost(conversation: ConversationRecord, envelope: Envelope): Promise<void> {
    const { engine, records } = this.#desk;
    const { pending } = conversation;
    if (pending === undefined || !sameBytes(pending.messageId, envelope.messageId)) {
      const known = await records.messages.find(uuidText(envelope.messageId), conversation.id);
      const own = known?.own === true ? this.acceptance(known, Number(envelope.seq)) : [];
      const missed = conversation.missed + (envelope.body.case === "message" && own.length === 0 ? 1 : 0);
      return this.#desk.step({ ...conversation, missed }, undefined, own);
    }
    const group = engine.decode(pending.next);
    const rejoined: ConversationRecord = {
      ...conversation,
      pending: undefined,
      lost: false,
      missed: 0,
      left: false,
      fromStart: false,
      others: this.#othersAmong(engine.view(group).members),
    };
    const missing =
      conversation.missed > 0 ? [this.#notice(conversation, envelope, "message-missing", "rejoined")] : [];
    const notice = this.#notice(conversation, envelope, "conversation-rejoined");
    await this.#desk.step(rejoined, group, [...missing, notice]);
  }

  async #takeMessage(
    conversation: ConversationRecord,
    envelope: Envelope,
    message: Uint8Array,
    others: readonly Change[],
  ): Promise<void> {
    const { engine, records } = this.#desk;
    const id = uuidText(envelope.messageId);
    const known = await records.messages.find(id, conversation.id);
    if (known?.own === true) {
      const changes = [...others, ...this.acceptance(known, Number(envelope.seq))];
      return this.#desk.step(conversation, undefined, changes);
    }
    const received = await engine.receive(await this.#desk.requireGroup(conversation.id), message);
    if (received.kind !== "application") {
      throw new TamperedError("message-of-unknown-kind");
    }
    const { deviceId, userId } = received.sender;
    const before = conversation.peers[deviceId];
    const { plaintext } = received;
    const since = { joinedLater: !conversation.fromStart, restarted: conversation.restarted.includes(deviceId) };
    const { content, end, broken } = await readContent(plaintext, envelope.messageId, before, since);
    const own = userId === this.#self.userId;
    const record = messageOf(conversation.id, envelope, content, { userId, own });
    const missing = broken ? [this.#notice(conversation, envelope, "message-missing")] : [];
    const next: ConversationRecord = {
      ...conversation,
      peers: { ...conversation.peers, [deviceId]: end },
      restarted: conversation.restarted.filter((one) => one !== deviceId),
      unread: conversation.unread + (own ? 0 : 1),
      lastText: record.text,
      lastAtMillis: record.sentAtMillis,
    };
    await this.#desk.step(next, received.group, [
      ...others,
      ...missing,
      records.messages.put(id, record, conversation.id),
    ]);
  }

  /** An own message has its place in the log and is sent no more. */
  acceptance(message: MessageRecord, seq: number): readonly Change[] {
    const { messages, outbox } = this.#desk.records;
    return [messages.put(message.id, { ...message, seq }, message.conversationId), outbox.remove(message.id)];
  }

  /** What cannot be read is shown, not swallowed; what only lacks time or a connection is asked for again. */
  async #refuse(
    conversation: ConversationRecord,
    envelope: Envelope,
    error: unknown,
    others: readonly Change[],
  ): Promise<void> {
    if (!(error instanceof TamperedError)) {
      throw error;
    }
    const broken = envelope.body.case === "commit";
    const notice = this.#notice(conversation, envelope, broken ? "conversation-broken" : "message-unreadable");
    const next = broken ? { ...conversation, lost: true, pending: undefined } : conversation;
    await this.#desk.step(next, undefined, [...others, notice]);
  }

  #notice(conversation: ConversationRecord, envelope: Envelope, notice: Notice, mark = "", about = ""): Change {
    const seq = Number(envelope.seq);
    const record: MessageRecord = {
      id: `${notice}-${mark}${String(seq)}`,
      conversationId: conversation.id,
      senderUserId: about,
      own: false,
      kind: "notice",
      text: notice,
      sentAtMillis: Number(envelope.receivedAtMillis),
      counter: 0,
      seq,
      failed: undefined,
    };
    return this.#desk.records.messages.put(record.id, record, conversation.id);
  }

  #othersAmong(members: readonly { readonly userId: string }[]): readonly string[] {
    return [...new Set(members.map(({ userId }) => userId))].filter((userId) => userId !== this.#self.userId);
  }
}

function messageOf(
  conversationId: string,
  { messageId, seq }: Envelope,
  { body, counter, sentAtMillis }: Content,
  sender: { readonly userId: string; readonly own: boolean },
): MessageRecord {
  return {
    id: uuidText(messageId),
    conversationId,
    senderUserId: sender.userId,
    own: sender.own,
    kind: body.case === "text" ? "text" : "needs-update",
    text: body.case === "text" ? body.value.text : "",
    sentAtMillis: Number(sentAtMillis),
    counter: Number(counter),
    seq: Number(seq),
    failed: undefined,
  };
}
