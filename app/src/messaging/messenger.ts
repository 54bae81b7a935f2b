import type { Enclosure } from "../attachment/index.ts";
import { completeUpTo } from "../content/index.ts";
import type { MlsEngine } from "../crypto/index.ts";
import {
  bytesOf,
  isKonsilError,
  OfflineError,
  RefusedError,
  uuidText,
  type Delivered,
  type Envelope,
  type KeyPackageSupply,
} from "../protocol/index.ts";
import type { Change, Store } from "../storage/index.ts";
import { Commits } from "./commits.ts";
import { Desk } from "./desk.ts";
import { Founding } from "./founding.ts";
import { lostParts, withoutMarksOf } from "./gathering.ts";
import { Inbox } from "./inbox.ts";
import { KeyPackagePool } from "./key-packages.ts";
import { Outbox } from "./outbox.ts";
import type { AttachmentKeeper, Self, ServerSession } from "./ports.ts";
import { Reach, type MessageReach } from "./reach.ts";
import type { ConversationRecord, MessageRecord } from "./records.ts";
import { Rejoining } from "./rejoining.ts";
import { Serial } from "./serial.ts";

/** Who comes in by itself can lose the race for an epoch again and again; after so many the next session goes on. */
const mostAttempts = 10;
const notFound = 404;
const livelyMillis = 24 * 3600_000;

export interface MessengerEvents {
  readonly onChange: () => void;
  /** Something went wrong that the person cannot do anything about. */
  readonly onDefect: (error: unknown) => void;
}

/** The door of this folder: conversations of this device, kept, sent and received. */
export class Messenger {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #events: MessengerEvents;
  readonly #attachments: AttachmentKeeper;
  readonly #userId: string;
  readonly #serial = new Serial();
  readonly #sending = new Serial();
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #commits: Commits;
  readonly #founding: Founding;
  readonly #rejoining: Rejoining;
  readonly #pool: KeyPackagePool;
  readonly #reach: Reach;
  /** Conversations that could not go on in this session: what comes after must not overtake. */
  readonly #stalled = new Set<string>();

  constructor(
    store: Store,
    engine: MlsEngine,
    session: ServerSession,
    attachments: AttachmentKeeper,
    self: Self,
    events: MessengerEvents,
  ) {
    this.#desk = new Desk(store, engine, events.onChange);
    this.#session = session;
    this.#events = events;
    this.#attachments = attachments;
    this.#userId = self.userId;
    this.#pool = new KeyPackagePool(this.#desk, session);
    this.#inbox = new Inbox(this.#desk, this.#pool, self, attachments);
    this.#outbox = new Outbox(this.#desk, session, this.#serial, this.#inbox, self.userId);
    this.#commits = new Commits(this.#desk, session, this.#serial);
    this.#founding = new Founding(this.#desk, session, this.#serial, this.#commits, self);
    this.#rejoining = new Rejoining(this.#desk, session, this.#serial);
    this.#reach = new Reach(this.#desk, session, events.onChange);
  }

  async load(): Promise<void> {
    await this.#desk.load();
    await this.#inbox.expiring.load();
  }

  /** Without those that this device is only about to come into. */
  get conversations(): readonly ConversationRecord[] {
    return this.#desk.conversations.filter(({ lost, others }) => !lost || others.length > 0);
  }

  async messages(conversationId: string): Promise<readonly MessageRecord[]> {
    const found = await this.#desk.messages(conversationId);
    return withoutMarksOf(found, this.#desk.require(conversationId).ledger);
  }

  /** Places, from 0, of the parts of a split text that are lost and were asked for again. */
  lostParts(message: MessageRecord): readonly number[] {
    return lostParts(message, this.#desk.require(message.conversationId).ledger);
  }

  delivered(conversationId: string): number {
    return this.#desk.require(conversationId).delivered;
  }

  /** Ids of the others who say that they have read up to there. */
  readers(conversationId: string, seq: number): readonly string[] {
    const { others, readUpTo } = this.#desk.require(conversationId);
    return others.filter((userId) => (readUpTo[userId] ?? 0) >= seq);
  }

  /** On how many of the other devices an own message is, if that was asked. */
  reach(conversationId: string, seq: number): MessageReach | undefined {
    return this.#reach.of(conversationId, seq);
  }

  /** Asks on how many devices the own messages are that not everybody has yet. */
  askReach(conversationId: string): Promise<void> {
    return this.#reach.ask(conversationId);
  }

  /** A session was opened: what waited goes out, and the pool is filled. */
  async open(supply: KeyPackageSupply | undefined, deliveryService: readonly Uint8Array[] = []): Promise<void> {
    this.#stalled.clear();
    this.#desk.deliveryService = deliveryService.map(bytesOf);
    await this.#pool.refill(supply);
    this.#rejoining.look();
    await this.#serial.run(() => this.#say((conversation) => this.#inbox.quiet.asks(conversation)));
    this.#push();
  }

  /** Says in every conversation of the last day where this device's chain ends: every 15 minutes while it is online (C2). */
  async beat(now = Date.now()): Promise<void> {
    const lively = ({ lastAtMillis }: ConversationRecord): boolean => lastAtMillis > now - livelyMillis;
    await this.#serial.run(() => this.#say((one) => (lively(one) ? this.#inbox.quiet.head(one) : [])));
    this.#push();
  }

  /**
   * Everything that the others said up to then is here, by their own clocks: of each person the latest that one of their
   * devices has shown, of those the earliest. 0 if somebody has not said anything yet (C2).
   */
  completeUpTo(conversationId: string): number {
    const { others, members, ledger } = this.#desk.require(conversationId);
    const latest = others.map((person) =>
      Math.max(
        0,
        ...members.filter(({ userId }) => userId === person).map(({ deviceId }) => completeUpTo(ledger, deviceId)),
      ),
    );
    return latest.length === 0 ? 0 : Math.min(...latest);
  }

  async begin(userId: string): Promise<string> {
    const id = await this.#founding.with(userId);
    this.#push();
    return id;
  }

  async send(conversationId: string, text: string): Promise<void> {
    await this.#outbox.keep(conversationId, text);
    this.#push();
  }

  /** Says that an attachment is there, in one step with `others`; the server has it. */
  async sendAttachment(conversationId: string, enclosure: Enclosure, others: readonly Change[]): Promise<void> {
    await this.#outbox.keepAttachment(conversationId, enclosure, others);
    this.#push();
  }

  /** What a message says of its attachment. Throws RefusedError for one that has none, or has none any more. */
  async enclosure(conversationId: string, messageId: string): Promise<Enclosure> {
    const found = await this.#desk.records.messages.find(messageId, conversationId);
    if (found?.enclosure === undefined) {
      throw new RefusedError("attachment-unknown", notFound);
    }
    return found.enclosure;
  }

  /** Deletes an own message here and for all; each device answers (A6). */
  async deleteForAll(conversationId: string, messageId: string): Promise<void> {
    await this.#serial.run(() => this.#inbox.deleting.forAll(conversationId, messageId));
    this.#sweep();
    this.#push();
  }

  /** Deletes everything that this person has written in the conversation, here and for all (A6). */
  async deleteEverythingForAll(conversationId: string): Promise<void> {
    await this.#serial.run(() => this.#inbox.deleting.everythingForAll(conversationId));
    this.#sweep();
    this.#push();
  }

  /** Deletes all that was said in the conversation from this device alone (A6). */
  async deleteHere(conversationId: string): Promise<void> {
    await this.#serial.run(() => this.#inbox.deleting.here(conversationId));
    this.#sweep();
  }

  /** From now on messages of the conversation expire so long after they were sent; 0: never. The others are told (A6). */
  async setExpiry(conversationId: string, seconds: number): Promise<void> {
    await this.#serial.run(async () => {
      const set = await this.#inbox.expiring.set(this.#desk.require(conversationId), seconds, this.#userId);
      await this.#desk.step(set.conversation, undefined, set.changes);
    });
    this.#push();
  }

  /** Forgets the messages whose time is up. */
  async forgetExpired(nowMillis = Date.now()): Promise<void> {
    await this.#serial.run(() => this.#inbox.expiring.sweep(nowMillis));
    this.#sweep();
  }

  /** The person has seen everything up to now; the others are told if the person wants that (A10). */
  async markRead(conversationId: string, tellOthers: boolean): Promise<void> {
    await this.#serial.run(() => this.#inbox.reading.seen(conversationId, tellOthers));
    if (this.#inbox.quiet.takeNews()) {
      this.#push();
    }
  }

  take(envelope: Envelope): Promise<void> {
    const id = uuidText(envelope.conversationId);
    return this.#serial.run(async () => {
      if (this.#stalled.has(id)) {
        return;
      }
      try {
        await this.#inbox.take(envelope);
      } catch (error) {
        this.#stalled.add(id);
        this.#report(error);
        return;
      }
      this.#acknowledge(envelope);
      this.#sweep();
      const here = this.#desk.find(id);
      if (here?.left === true && envelope.body.case === "commit") {
        this.#rejoining.look();
      }
      const handshake = envelope.body.case === "commit" || envelope.body.case === "proposal";
      if (handshake || here?.lost === true || this.#inbox.quiet.takeNews()) {
        this.#push();
      }
    });
  }

  takeDelivered(delivered: Delivered): Promise<void> {
    return this.#serial.run(() => this.#inbox.delivered(delivered));
  }

  #acknowledge({ conversationId, seq }: Envelope): void {
    const value = { conversationId, seq };
    this.#session.request({ case: "acknowledge", value }, "done").catch((error: unknown) => {
      this.#report(error);
    });
  }

  #sweep(): void {
    for (const enclosure of this.#inbox.deleting.takeSwept()) {
      this.#attachments.swept(enclosure).catch((error: unknown) => {
        this.#report(error);
      });
    }
  }

  async #say(what: (conversation: ConversationRecord) => readonly Change[]): Promise<void> {
    const changes = this.#desk.conversations
      .filter(({ founding, lost, left }) => founding === undefined && !lost && !left)
      .flatMap(what);
    if (changes.length > 0) {
      await this.#desk.write(changes);
    }
  }

  /** Sends what waits; when the connection is gone, the next session does it. */
  #push(): void {
    this.#sending
      .run(async () => {
        for (let attempt = 0; attempt < mostAttempts && (attempt === 0 || this.#rejoining.isOpen()); attempt += 1) {
          await this.#rejoining.prepare();
          await this.#commits.submitPending();
        }
        await this.#outbox.flush();
      })
      .catch((error: unknown) => {
        this.#report(error);
      });
  }

  #report(error: unknown): void {
    if (!isKonsilError(error) || !(error instanceof OfflineError)) {
      this.#events.onDefect(error);
    }
  }
}
