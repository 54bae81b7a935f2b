import { type Content, type Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Quiet } from "./quiet.ts";
import type { ConversationRecord, Member } from "./records.ts";

type ReadReceipt = Extract<Content["body"], { case: "readReceipt" }>["value"];

/** Read receipts: said only by who wants that (A10), of a person rather than of a device. */
export class Reading {
  readonly #quiet: Quiet;

  constructor(quiet: Quiet) {
    this.#quiet = quiet;
  }

  /** Tells the others that everything up to now was read. */
  tell(
    conversation: ConversationRecord,
  ): Promise<{ readonly conversation: ConversationRecord; readonly changes: readonly Change[] }> {
    const value = { seq: BigInt(conversation.ledger.seq) };
    return this.#quiet.inChain(conversation, { case: "readReceipt", value });
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
