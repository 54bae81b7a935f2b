import {
  DefectError,
  isKonsilError,
  randomBytes,
  RefusedError,
  sameBytes,
  TamperedError,
  uuidBytes,
  uuidText,
} from "../protocol/index.ts";
import type { Desk } from "./desk.ts";
import type { ServerSession } from "./ports.ts";
import { newConversation, nothing, type PendingCommit } from "./records.ts";
import type { Serial } from "./serial.ts";

/** In one answer of the server: docs/protocol/socket.md. */
const mostInAnswer = 1000;
const notFound = 404;

interface Listed {
  readonly conversationId: Uint8Array;
  readonly member: boolean;
  readonly welcomed: boolean;
}

/** Brings this device into the conversations that its owner is listed in and that it cannot read: lost, put out, or new. */
export class Rejoining {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #serial: Serial;
  #looking = false;

  constructor(desk: Desk, session: ServerSession, serial: Serial) {
    this.#desk = desk;
    this.#session = session;
    this.#serial = serial;
  }

  /** Asks the server, next time, where this device belongs. */
  look(): void {
    this.#looking = true;
  }

  /** Whether a conversation still waits for this device to come back. */
  isOpen(): boolean {
    return this.#desk.conversations.some(({ lost, pending }) => lost && pending === undefined);
  }

  /** Makes the commits by which this device comes back. Throws OfflineError when the connection ends. */
  async prepare(): Promise<void> {
    if (this.#looking) {
      await this.#look();
      this.#looking = false;
    }
    const open = this.#desk.conversations.filter(({ lost, pending }) => lost && pending === undefined);
    for (const { id } of open) {
      await this.#comeBack(id);
    }
  }

  async #look(): Promise<void> {
    let after: Uint8Array = new Uint8Array();
    let found: readonly Listed[];
    do {
      const answer = await this.#session.request({ case: "findConversations", value: { after } }, "conversations");
      found = answer.conversations;
      for (const one of found) {
        await this.#serial.run(() => this.#compare(one));
        after = one.conversationId;
      }
    } while (found.length === mostInAnswer);
  }

  async #compare({ conversationId, member, welcomed }: Listed): Promise<void> {
    const id = uuidText(conversationId);
    const known = this.#desk.find(id);
    if (known === undefined && (!member || welcomed)) {
      await this.#desk.step({ ...newConversation(id, [], Date.now()), lost: true, fromStart: false }, undefined);
    } else if (known?.left === true && !member) {
      await this.#desk.step({ ...known, left: false, lost: true }, undefined);
    }
  }

  async #comeBack(id: string): Promise<void> {
    try {
      const { groupInfo } = await this.#session.request(
        { case: "fetchGroup", value: { conversationId: uuidBytes(id) } },
        "currentGroup",
      );
      await this.#serial.run(() => this.#commit(id, groupInfo));
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== notFound) {
        throw error;
      }
      // Its owner is not on the list any more.
      await this.#serial.run(() => this.#desk.step({ ...this.#desk.require(id), lost: false, left: true }, undefined));
    }
  }

  async #commit(id: string, groupInfo: Uint8Array): Promise<void> {
    const { engine } = this.#desk;
    const conversation = this.#desk.require(id);
    if (!conversation.lost || conversation.pending !== undefined) {
      return;
    }
    const made = await engine.joinExternally(groupInfo).catch((error: unknown) => {
      throw isKonsilError(error) ? error : new DefectError("rejoining-failed", { cause: error });
    });
    const { groupId, epoch } = engine.view(made.group);
    if (!sameBytes(groupId, uuidBytes(id))) {
      throw new TamperedError("group-of-another-conversation");
    }
    const pending: PendingCommit = {
      ...nothing,
      messageId: randomBytes(16),
      epoch: String(epoch - 1n),
      commit: made.commit,
      welcome: new Uint8Array(),
      groupInfo: made.groupInfo,
      next: engine.encode(made.group),
      external: true,
    };
    await this.#desk.step({ ...conversation, pending }, undefined);
  }
}
