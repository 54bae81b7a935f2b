import { tookEnvelope, newLedger, refusesContent } from "../content/index.ts";
import type { DeviceIdentity } from "../crypto/index.ts";
import { sameBytes, TamperedError, uuidText, type Delivered, type Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import { Deleting } from "./deleting.ts";
import type { Desk } from "./desk.ts";
import { Expiring } from "./expiring.ts";
import type { KeyPackagePool } from "./key-packages.ts";
import { Notices } from "./notices.ts";
import type { AttachmentKeeper, Self } from "./ports.ts";
import { Quiet } from "./quiet.ts";
import { Reader } from "./reader.ts";
import { Reading } from "./reading.ts";
import { newConversation, type ConversationRecord, type Member } from "./records.ts";

/** Takes in what the server's log brings, one envelope at a time, each in one step with what it says about the others. */
export class Inbox {
  readonly #desk: Desk;
  readonly #pool: KeyPackagePool;
  readonly #self: Self;
  readonly #notices: Notices;
  readonly #reader: Reader;
  readonly quiet: Quiet;
  readonly deleting: Deleting;
  readonly expiring: Expiring;
  readonly reading: Reading;

  constructor(desk: Desk, pool: KeyPackagePool, self: Self, attachments: AttachmentKeeper) {
    this.#desk = desk;
    this.#pool = pool;
    this.#self = self;
    this.#notices = new Notices(desk.records);
    this.quiet = new Quiet(desk.records, self.deviceId);
    this.deleting = new Deleting(desk, this.#notices, this.quiet, self, attachments);
    this.expiring = new Expiring(desk, this.#notices, this.quiet, this.deleting);
    this.reading = new Reading(desk, this.quiet);
    this.#reader = new Reader(desk, this.#notices, this.quiet, this, self);
  }

  /** Takes one envelope. When it returns, the envelope is kept and can be acknowledged. */
  async take(envelope: Envelope): Promise<void> {
    const id = uuidText(envelope.conversationId);
    const conversation = this.#desk.find(id);
    const seq = Number(envelope.seq);
    if (conversation === undefined) {
      await this.#join(id, envelope);
    } else if (!conversation.lost) {
      await this.#takeReadable(conversation, envelope);
    } else if (seq > conversation.ledger.seq) {
      await this.#takeWhileLost({ ...conversation, ledger: { ...conversation.ledger, seq } }, envelope);
    }
  }

  async #takeReadable(conversation: ConversationRecord, envelope: Envelope): Promise<void> {
    const { ledger, findings } = tookEnvelope(conversation.ledger, Number(envelope.seq), this.#peersOf(conversation));
    if (findings.some(refusesContent)) {
      return;
    }
    const next = { ...conversation, ledger };
    const others = [
      ...this.#notices.of(conversation, envelope, findings),
      ...this.quiet.asksFor(conversation.id, findings),
    ];
    try {
      await this.#takeNext(next, envelope, others);
    } catch (error) {
      await this.#refuse(next, envelope, error, others);
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
    const joined: ConversationRecord = {
      ...fresh,
      members: membersOf(members),
      // In the first epoch nobody has said anything yet.
      sinceBefore: epoch === 1n ? [] : members.map(({ deviceId }) => deviceId),
      ledger: newLedger(Number(envelope.seq)),
      fromStart: epoch === 1n,
      expirySeconds: epoch === 1n ? 0 : undefined,
    };
    await this.#desk.step(joined, group, used);
  }

  async #takeNext(conversation: ConversationRecord, envelope: Envelope, others: readonly Change[]): Promise<void> {
    switch (envelope.body.case) {
      case "commit":
        return this.#takeCommit(conversation, envelope, envelope.body.value, others);
      case "message":
        return this.#takeMessage(conversation, envelope, envelope.body.value, others);
      case "proposal":
        return this.#takeProposal(conversation, envelope, envelope.body.value, others);
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
      const left = this.#notices.put(conversation, envelope, "conversation-left");
      const next = { ...conversation, pending: undefined, left: true };
      return this.#desk.step(next, received.group, [...others, left]);
    }
    const joiner = received.kind === "commit" ? received.joiner : undefined;
    const [was, is] = [engine.view(before).members, engine.view(received.group).members];
    const next: ConversationRecord = {
      ...this.#withMembers(conversation, is),
      ...(mine && { pending: undefined, founding: undefined }),
      proposed: false,
      restarted: joiner === undefined ? conversation.restarted : [...conversation.restarted, joiner.deviceId],
    };
    const changes =
      mine && conversation.fromStart && pending.epoch === "0" ? [] : this.#changes(next, envelope, was, is);
    await this.#desk.step(next, received.group, [...others, ...changes]);
  }

  /**
   * The server proposes to remove a device; the next commit does it, and until then nothing is sent. Whom it concerns itself
   * comes in anew, since nobody commits their own removal (RFC 9420, section 12.2).
   */
  async #takeProposal(
    conversation: ConversationRecord,
    envelope: Envelope,
    proposal: Uint8Array,
    others: readonly Change[],
  ): Promise<void> {
    const received = await this.#desk.engine.receive(await this.#desk.requireGroup(conversation.id), proposal);
    if (received.kind !== "proposal") {
      throw new TamperedError("proposal-of-unknown-kind");
    }
    if (received.removed.deviceId === this.#self.deviceId) {
      const broken = this.#notices.put(conversation, envelope, "conversation-broken");
      return this.#desk.step({ ...conversation, lost: true, pending: undefined }, undefined, [...others, broken]);
    }
    await this.#desk.step({ ...conversation, proposed: true }, received.group, others);
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
    return [...said.values()].map(([notice, userId]) =>
      this.#notices.put(conversation, envelope, notice, `${userId}${String(envelope.seq)}`, userId),
    );
  }

  /** Without the group's state nothing can be read; the own commit that ends this comes in the same log. */
  async #takeWhileLost(conversation: ConversationRecord, envelope: Envelope): Promise<void> {
    const { engine } = this.#desk;
    const { pending } = conversation;
    if (pending === undefined || !sameBytes(pending.messageId, envelope.messageId)) {
      const own = (await this.#ownOf(conversation, envelope)) ?? [];
      const missed = conversation.missed + (envelope.body.case === "message" && own.length === 0 ? 1 : 0);
      return this.#desk.step({ ...conversation, missed }, undefined, own);
    }
    const group = engine.decode(pending.next);
    const { members } = engine.view(group);
    const rejoined: ConversationRecord = {
      ...this.#withMembers(conversation, members),
      // Of whom nothing is known yet, nothing earlier is missed.
      sinceBefore: members.map(({ deviceId }) => deviceId),
      pending: undefined,
      proposed: false,
      lost: false,
      missed: 0,
      left: false,
      fromStart: false,
    };
    const missing =
      conversation.missed > 0
        ? [this.#notices.put(conversation, envelope, "message-missing", `rejoined${String(envelope.seq)}`)]
        : [];
    const notice = this.#notices.put(conversation, envelope, "conversation-rejoined");
    await this.#desk.step(rejoined, group, [...missing, notice]);
  }

  async #takeMessage(
    conversation: ConversationRecord,
    envelope: Envelope,
    message: Uint8Array,
    others: readonly Change[],
  ): Promise<void> {
    const { engine } = this.#desk;
    const own = await this.#ownOf(conversation, envelope);
    if (own !== undefined) {
      return this.#desk.step(conversation, undefined, [...others, ...own]);
    }
    const received = await engine.receive(await this.#desk.requireGroup(conversation.id), message);
    if (received.kind !== "application") {
      throw new TamperedError("message-of-unknown-kind");
    }
    const read = await this.#reader.read(conversation, envelope, received);
    await this.#desk.step(read.conversation, received.group, [...others, ...read.changes]);
  }

  /** What follows from an envelope that this device sent itself; undefined if it is somebody else's. */
  async #ownOf(conversation: ConversationRecord, envelope: Envelope): Promise<readonly Change[] | undefined> {
    const { messages, quiet } = this.#desk.records;
    const id = uuidText(envelope.messageId);
    if ((await quiet.find(id, conversation.id)) !== undefined) {
      const accepted = await this.acceptance(conversation.id, id, Number(envelope.seq));
      return [...accepted, quiet.remove(id, conversation.id)];
    }
    const known = await messages.find(id, conversation.id);
    const written = known?.own === true && known.senderDeviceId === undefined;
    return written ? this.acceptance(conversation.id, id, Number(envelope.seq)) : undefined;
  }

  /** An own envelope has its place in the log and is sent no more; with it, the message that it is or completes. */
  async acceptance(conversationId: string, messageId: string, seq: number): Promise<readonly Change[]> {
    const { messages, outbox, quiet } = this.#desk.records;
    const whole = (await quiet.find(messageId, conversationId))?.completes ?? messageId;
    const message = await messages.find(whole, conversationId);
    const placed = message === undefined ? [] : [messages.put(whole, { ...message, seq }, conversationId)];
    return [...placed, outbox.remove(messageId)];
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
    const notice = broken ? "conversation-broken" : "message-unreadable";
    const next = broken ? { ...conversation, lost: true, pending: undefined } : conversation;
    await this.#desk.step(next, undefined, [...others, this.#notices.put(conversation, envelope, notice)]);
  }

  #withMembers(conversation: ConversationRecord, members: readonly Member[]): ConversationRecord {
    return { ...conversation, others: this.#othersAmong(members), members: membersOf(members) };
  }

  #peersOf({ members }: ConversationRecord): readonly string[] {
    return members.map(({ deviceId }) => deviceId).filter((device) => device !== this.#self.deviceId);
  }

  #othersAmong(members: readonly Member[]): readonly string[] {
    return [...new Set(members.map(({ userId }) => userId))].filter((userId) => userId !== this.#self.userId);
  }
}

function membersOf(members: readonly Member[]): readonly Member[] {
  return members.map(({ deviceId, userId }) => ({ deviceId, userId }));
}
