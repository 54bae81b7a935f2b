import type { Finding } from "../content/index.ts";
import type { Envelope } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { ConversationRecord, MessageRecord, Records } from "./records.ts";

/** What the conversation itself has to say; the page has words for each. */
export type Notice =
  | "message-missing"
  | "message-unreadable"
  | "message-forged"
  | "conversation-broken"
  | "conversation-left"
  | "conversation-rejoined"
  | "device-joined"
  | "device-removed"
  | "person-joined"
  | "person-left"
  /** After so many seconds messages expire from now on; 0: never. */
  | `expiry-${string}`;

/** So many places are marked one by one; what is missing beyond is in the last mark. */
const mostMarks = 100;

/** Marks in the conversation what is missing, and takes the marks away when it came. */
export class Notices {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  put(conversation: ConversationRecord, envelope: Envelope, notice: Notice, mark?: string, about = ""): Change {
    const seq = Number(envelope.seq);
    return this.at(conversation.id, seq, Number(envelope.receivedAtMillis), notice, mark ?? String(seq), about);
  }

  /** At a place of the log at which there need be no envelope. */
  at(conversationId: string, seq: number, sentAtMillis: number, notice: Notice, mark: string, about: string): Change {
    const record: MessageRecord = {
      id: `${notice}-${mark}`,
      conversationId,
      senderUserId: about,
      own: false,
      kind: "notice",
      text: notice,
      sentAtMillis,
      counter: 0,
      seq,
      failed: undefined,
    };
    return this.#records.messages.put(record.id, record, conversationId);
  }

  /** What the ledger found, as marks. */
  of(conversation: ConversationRecord, envelope: Envelope, findings: readonly Finding[]): readonly Change[] {
    return findings.flatMap((finding): readonly Change[] => {
      switch (finding.kind) {
        case "envelopes-missing":
          return [this.put(conversation, envelope, "message-missing", `gap-${String(finding.to)}`)];
        case "envelopes-accounted":
          return [this.#remove(conversation, `gap-${String(finding.to)}`)];
        case "missing":
          return countersOf(finding).map((counter) =>
            this.put(conversation, envelope, "message-missing", `${finding.device}-${String(counter)}`),
          );
        case "late":
          return [this.#remove(conversation, `${finding.device}-${String(finding.counter)}`)];
        case "broken":
          return [this.put(conversation, envelope, "message-forged")];
        case "envelope-late":
          return [this.#remove(conversation, `gap-${String(finding.seq)}`)];
        case "envelope-repeated":
        case "repeated":
          return [];
      }
    });
  }

  /** The place in the log at which a missing content is marked. */
  async placeOf(conversation: ConversationRecord, device: string, counter: number): Promise<number | undefined> {
    const id = `message-missing-${device}-${String(counter)}`;
    return (await this.#records.messages.find(id, conversation.id))?.seq;
  }

  #remove(conversation: ConversationRecord, mark: string): Change {
    return this.#records.messages.remove(`message-missing-${mark}`, conversation.id);
  }
}

function countersOf({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: Math.min(to - from + 1, mostMarks) }, (_, at) => from + at);
}
