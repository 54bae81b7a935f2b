import { nextContent, signedManifest, splitText, type Parts } from "../content/index.ts";
import { uuidBytes, type Bytes } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Desk } from "./desk.ts";
import type { Expiring } from "./expiring.ts";
import { lineOf, type MessageRecord } from "./records.ts";
import type { Serial } from "./serial.ts";

interface SignedManifest {
  readonly id: Bytes;
  readonly bytes: bigint;
  readonly hashes: Bytes[];
  readonly signature: Bytes;
}

/** Sends a text that is too long for one message in parts, each of which says what all of them are (C2). */
export class Splitting {
  readonly #desk: Desk;
  readonly #serial: Serial;
  readonly #expiring: Expiring;
  readonly #userId: string;

  constructor(desk: Desk, serial: Serial, expiring: Expiring, userId: string) {
    this.#desk = desk;
    this.#expiring = expiring;
    this.#serial = serial;
    this.#userId = userId;
  }

  /** Keeps all parts in one step, one behind the other in this device's chain. */
  async keep(conversationId: string, text: string): Promise<void> {
    const { pieces, ...parts } = await splitText(text);
    const [id, sentAtMillis] = [crypto.randomUUID(), Date.now()];
    const manifest = await this.#sign(conversationId, id, parts);
    await this.#serial.run(async () => {
      const conversation = this.#desk.require(conversationId);
      const { messages, outbox, quiet, sent } = this.#desk.records;
      const { expirySeconds: expiresAfterSeconds = 0 } = conversation;
      const changes: Change[] = [];
      let own = conversation.own;
      for (const [index, piece] of pieces.entries()) {
        const messageId = crypto.randomUUID();
        const body = { case: "part" as const, value: { manifest, index, content: piece } };
        const writing = { messageId, sentAtMillis, body, expiresAfterSeconds };
        const { content, end } = await nextContent(own, writing);
        own = end;
        const { counter } = end;
        const last = index === pieces.length - 1;
        changes.push(
          outbox.put(messageId, { messageId, conversationId, counter, content, whole: id, sealed: undefined }),
          sent.put(String(counter), { counter, content }, conversationId),
          quiet.put(messageId, { messageId, ...(last && { completes: id }) }, conversationId),
        );
      }
      const message = this.#message({ id, conversationId, text, sentAtMillis }, own.counter, pieces.length);
      const noted = this.#expiring.note(message, expiresAfterSeconds);
      const put = messages.put(id, noted.message, conversationId);
      const next = { ...conversation, own, lastText: lineOf(text), lastAtMillis: sentAtMillis };
      await this.#desk.step(next, undefined, [...changes, put, ...noted.changes]);
    });
  }

  #message(
    said: Pick<MessageRecord, "id" | "conversationId" | "text" | "sentAtMillis">,
    counter: number,
    contents: number,
  ): MessageRecord {
    const senderUserId = this.#userId;
    return { ...said, senderUserId, own: true, kind: "text", counter, contents, seq: undefined, failed: undefined };
  }

  async #sign(conversationId: string, id: string, { bytes, hashes }: Parts): Promise<SignedManifest> {
    const manifest = { id: uuidBytes(id), bytes: BigInt(bytes), hashes: [...hashes] };
    const { label, content } = signedManifest(uuidBytes(conversationId), manifest);
    return { ...manifest, signature: await this.#desk.engine.sign(label, content) };
  }
}
