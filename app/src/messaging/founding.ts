import {
  isKonsilError,
  LostRaceError,
  randomBytes,
  RefusedError,
  TamperedError,
  uuidBytes,
  uuidText,
  type Bytes,
} from "../protocol/index.ts";
import type { Desk } from "./desk.ts";
import type { Inbox } from "./inbox.ts";
import type { Self, ServerSession } from "./ports.ts";
import { newConversation, type ConversationRecord, type PendingCommit } from "./records.ts";
import type { Serial } from "./serial.ts";

const conflict = 409;

/** Begins conversations: a group of all devices of both people, made in one commit. */
export class Founding {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #serial: Serial;
  readonly #inbox: Inbox;
  readonly #self: Self;

  constructor(desk: Desk, session: ServerSession, serial: Serial, inbox: Inbox, self: Self) {
    this.#desk = desk;
    this.#session = session;
    this.#serial = serial;
    this.#inbox = inbox;
    this.#self = self;
  }

  /**
   * The conversation with this person: the one that exists, else a new one, kept before the server hears of it. If both
   * people begin at the same moment there are two; that is seen and left so.
   */
  async with(userId: string): Promise<string> {
    const known = this.#desk.conversations.find(({ others }) => others.length === 1 && others[0] === userId);
    if (known !== undefined) {
      return known.id;
    }
    const theirs = await this.#claim(userId);
    if (theirs.length === 0) {
      throw new RefusedError("unreachable", conflict);
    }
    const add = [...theirs, ...(userId === this.#self.userId ? [] : await this.#claim(this.#self.userId))];
    const id = crypto.randomUUID();
    await this.#serial.run(async () => {
      const { group, groupInfo } = await this.#desk.engine.create(uuidBytes(id));
      const pending = await this.#commitFor(group, add);
      const fresh = newConversation(id, [userId], Date.now());
      await this.#desk.step({ ...fresh, founding: groupInfo, pending }, group);
    });
    return id;
  }

  /** Hands in every commit that the server does not have yet. Throws OfflineError when the connection ends. */
  async submitPending(): Promise<void> {
    for (const { id, pending } of this.#desk.conversations) {
      if (pending !== undefined) {
        await this.#submit(id);
      }
    }
  }

  async #submit(id: string): Promise<void> {
    const { founding, pending } = this.#desk.require(id);
    if (founding !== undefined) {
      await this.#found(id, founding);
    }
    if (pending === undefined) {
      return;
    }
    const { messageId, commit, welcome, groupInfo } = pending;
    const value = { conversationId: uuidBytes(id), messageId, commit, welcome, groupInfo };
    try {
      // What is accepted comes back in the log, and is adopted there.
      await this.#session.request({ case: "submitCommit", value }, "accepted");
    } catch (error) {
      if (!(error instanceof LostRaceError)) {
        throw error;
      }
      await this.#serial.run(() => this.#inbox.take(error.winner));
      await this.#serial.run(() => this.#again(id, pending));
    }
  }

  async #found(id: string, groupInfo: Bytes): Promise<void> {
    const value = { conversationId: uuidBytes(id), groupInfo };
    try {
      await this.#session.request({ case: "createConversation", value }, "accepted");
    } catch (error) {
      // Repeated after a lost answer: it exists, and the id is ours.
      if (!(error instanceof RefusedError) || error.status !== conflict) {
        throw error;
      }
    }
    await this.#serial.run(() => this.#desk.step({ ...this.#desk.require(id), founding: undefined }, undefined));
  }

  /** Makes a commit anew on top of the one that won, for those who are still missing. */
  async #again(id: string, lost: PendingCommit): Promise<void> {
    const conversation = this.#desk.require(id);
    if (conversation.pending?.messageId !== lost.messageId) {
      return;
    }
    const group = await this.#desk.requireGroup(id);
    const members = new Set(this.#desk.engine.view(group).members.map(({ deviceId }) => deviceId));
    const add: Bytes[] = [];
    for (const keyPackage of lost.add) {
      const { deviceId } = await this.#desk.engine.checkKeyPackage(keyPackage);
      if (!members.has(deviceId)) {
        add.push(keyPackage);
      }
    }
    const pending = add.length === 0 ? undefined : await this.#commitFor(group, add);
    const next: ConversationRecord = { ...conversation, pending };
    await this.#desk.step(next, undefined);
  }

  async #commitFor(group: Parameters<Desk["engine"]["commit"]>[0], add: readonly Bytes[]): Promise<PendingCommit> {
    const made = await this.#desk.engine.commit(group, { add });
    return {
      messageId: randomBytes(16),
      commit: made.commit,
      welcome: made.welcome ?? new Uint8Array(),
      groupInfo: made.groupInfo,
      next: this.#desk.engine.encode(made.group),
      add,
    };
  }

  /** Key packages of a person's devices; one that is not what it claims stops everything. */
  async #claim(userId: string): Promise<readonly Bytes[]> {
    const { keyPackages } = await this.#session.request(
      { case: "claimKeyPackages", value: { userId: uuidBytes(userId) } },
      "claimedKeyPackages",
    );
    const good: Bytes[] = [];
    for (const { deviceId, keyPackage } of keyPackages) {
      const found = await this.#desk.engine.checkKeyPackage(keyPackage).catch((error: unknown) => {
        throw isKonsilError(error) ? error : new TamperedError("key-package-invalid", { cause: error });
      });
      if (found.userId !== userId || found.deviceId !== uuidText(deviceId)) {
        throw new TamperedError("key-package-of-another");
      }
      good.push(Uint8Array.from(keyPackage));
    }
    return good;
  }
}
