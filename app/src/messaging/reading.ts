import { type Content, type Envelope } from "../protocol/index.ts";
import type { Desk } from "./desk.ts";
import type { Quiet } from "./quiet.ts";
import type { ConversationRecord, Member } from "./records.ts";

type ReadReceipt = Extract<Content["body"], { case: "readReceipt" }>["value"];

/** Read receipts: said only by who wants that (A10), of a person rather than of a device. */
export class Reading {
  readonly #desk: Desk;
  readonly #quiet: Quiet;

  constructor(desk: Desk, quiet: Quiet) {
    this.#desk = desk;
    this.#quiet = quiet;
  }

  /** The person has seen everything up to now; if there was news, the others are told if the person wants that. */
  async seen(conversationId: string, tellOthers: boolean): Promise<void> {
    const before = this.#desk.require(conversationId);
    if (before.unread === 0) {
      return;
    }
    const seen = { ...before, unread: 0 };
    if (!tellOthers) {
      return this.#desk.step(seen, undefined);
    }
    const value = { seq: BigInt(seen.ledger.seq) };
    const told = await this.#quiet.inChain(seen, { case: "readReceipt", value });
    await this.#desk.step(told.conversation, undefined, told.changes);
  }

  /** Somebody has read up to there; nobody can have read what came after saying so. */
  take(conversation: ConversationRecord, envelope: Envelope, sender: Member, receipt: ReadReceipt): ConversationRecord {
    const seq = Math.min(Number(receipt.seq), Number(envelope.seq));
    const before = conversation.readUpTo[sender.userId] ?? 0;
    return seq <= before
      ? conversation
      : { ...conversation, readUpTo: { ...conversation.readUpTo, [sender.userId]: seq } };
  }
}
