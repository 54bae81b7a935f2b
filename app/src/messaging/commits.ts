import { randomBytes, RefusedError, sameBytes, uuidBytes, type Bytes } from "../protocol/index.ts";
import type { Group } from "../crypto/index.ts";
import type { Desk } from "./desk.ts";
import type { ServerSession } from "./ports.ts";
import { nothing, type CommitIntent, type PendingCommit } from "./records.ts";
import type { Serial } from "./serial.ts";

const conflict = 409;

/** Makes commits and hands them in until the log has them; one that lost its epoch is made anew for what is still open. */
export class Commits {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #serial: Serial;

  constructor(desk: Desk, session: ServerSession, serial: Serial) {
    this.#desk = desk;
    this.#session = session;
    this.#serial = serial;
  }

  /** Makes a commit; the caller keeps it with its conversation before it is handed in. */
  async make(group: Group, intent: CommitIntent): Promise<PendingCommit> {
    const { engine } = this.#desk;
    const { add, remove, list, unlist } = intent;
    const listed = [...(engine.view(group).people ?? []), ...list].filter((userId) => !unlist.includes(userId));
    const people = list.length + unlist.length > 0 ? { people: listed } : {};
    const { deliveryService } = this.#desk;
    const made = await engine.commit(group, { add, remove, deliveryService, ...people });
    return {
      ...intent,
      messageId: randomBytes(16),
      epoch: String(engine.view(group).epoch),
      commit: made.commit,
      welcome: made.welcome ?? new Uint8Array(),
      groupInfo: made.groupInfo,
      next: engine.encode(made.group),
      external: false,
    };
  }

  /** Hands in every commit that the server does not have yet. Throws OfflineError when the connection ends. */
  async submitPending(): Promise<void> {
    for (const { id, proposed, lost, left } of this.#desk.conversations) {
      if (proposed && !lost && !left) {
        await this.#serial.run(() => this.#takeIn(id));
      }
      if (this.#desk.require(id).pending !== undefined) {
        await this.#submit(id);
      }
    }
  }

  async #submit(id: string): Promise<void> {
    const { founding } = this.#desk.require(id);
    if (founding !== undefined) {
      await this.#found(id, founding);
    }
    const pending = await this.#serial.run(() => this.#current(id));
    if (pending === undefined) {
      return;
    }
    const { messageId, commit, welcome, groupInfo } = pending;
    const value = { conversationId: uuidBytes(id), messageId, commit, welcome, groupInfo };
    try {
      // What is accepted comes back in the log, and is adopted there.
      await this.#session.request({ case: "submitCommit", value }, "accepted");
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== conflict) {
        throw error;
      }
      // The log brings the winner; who has no state to follow it with asks for the new state.
      if (pending.external) {
        await this.#serial.run(() => this.#drop(id, pending));
      }
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

  /** Makes a commit for what the server proposed, together with what this device wanted to do anyway: an epoch ends once. */
  async #takeIn(id: string): Promise<void> {
    const conversation = this.#desk.require(id);
    const group = await this.#desk.requireGroup(id);
    const wanted = conversation.pending && (await this.#remaining(group, conversation.pending));
    const pending = this.#desk.engine.view(group).proposed ? await this.make(group, wanted ?? nothing) : undefined;
    await this.#desk.step({ ...conversation, pending: pending ?? conversation.pending, proposed: false }, undefined);
  }

  /** The commit as it fits the group that is now. */
  async #current(id: string): Promise<PendingCommit | undefined> {
    const conversation = this.#desk.require(id);
    const { pending } = conversation;
    if (pending === undefined || pending.external) {
      return pending;
    }
    const group = await this.#desk.requireGroup(id);
    if (pending.epoch === String(this.#desk.engine.view(group).epoch)) {
      return pending;
    }
    const intent = await this.#remaining(group, pending);
    const next = intent === undefined ? undefined : await this.make(group, intent);
    await this.#desk.step({ ...conversation, pending: next }, undefined);
    return next;
  }

  /** What of it another commit has not done meanwhile. */
  async #remaining(group: Group, lost: CommitIntent): Promise<CommitIntent | undefined> {
    const { members, people } = this.#desk.engine.view(group);
    const devices = new Set(members.map(({ deviceId }) => deviceId));
    const add: Bytes[] = [];
    for (const keyPackage of lost.add) {
      const { deviceId } = await this.#desk.engine.checkKeyPackage(keyPackage);
      if (!devices.has(deviceId)) {
        add.push(keyPackage);
      }
    }
    const remove = lost.remove.filter((deviceId) => devices.has(deviceId));
    const list = lost.list.filter((userId) => people?.includes(userId) !== true);
    const unlist = lost.unlist.filter((userId) => people?.includes(userId) === true);
    const open = add.length + remove.length + list.length + unlist.length > 0;
    return open ? { add, remove, list, unlist } : undefined;
  }

  async #drop(id: string, lost: PendingCommit): Promise<void> {
    const conversation = this.#desk.require(id);
    if (conversation.pending !== undefined && sameBytes(conversation.pending.messageId, lost.messageId)) {
      await this.#desk.step({ ...conversation, pending: undefined }, undefined);
    }
  }
}
