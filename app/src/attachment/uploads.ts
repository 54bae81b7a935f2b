import { DefectError, hex, isKonsilError, randomBytes, RefusedError, TamperedError } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Enclosure } from "./enclosure.ts";
import { seal, type Source } from "./sealing.ts";
import type { AttachmentServer } from "./server.ts";
import type { OutgoingRecord, SentRecord, Shelf } from "./shelf.ts";
import { isPassing, type Transfers } from "./transfers.ts";

export interface UploadEvents {
  readonly onChange: () => void;
  readonly onDefect: (error: unknown) => void;
  readonly announce: (outgoing: OutgoingRecord, changes: readonly Change[]) => Promise<void>;
}

/** Own attachments until they are in their conversation. */
export class Uploads {
  readonly #shelf: Shelf;
  readonly #server: AttachmentServer;
  readonly #transfers: Transfers;
  readonly #events: UploadEvents;
  readonly #outgoing = new Map<string, OutgoingRecord>();
  /** Being sealed now. */
  readonly #sealing = new Set<string>();

  constructor(shelf: Shelf, server: AttachmentServer, transfers: Transfers, events: UploadEvents) {
    this.#shelf = shelf;
    this.#server = server;
    this.#transfers = transfers;
    this.#events = events;
  }

  async load(): Promise<void> {
    (await this.#shelf.outgoing.all()).forEach((one) => this.#outgoing.set(one.enclosure.id, one));
  }

  resume(): void {
    for (const one of this.#outgoing.values()) {
      if (one.refused === undefined) {
        this.#upload(one);
      }
    }
  }

  /** Oldest first. */
  of(conversationId: string): readonly OutgoingRecord[] {
    const all = [...this.#outgoing.values()].filter((one) => one.conversationId === conversationId);
    return all.sort((one, other) => one.sealedAtMillis - other.sealedAtMillis);
  }

  has(id: string): boolean {
    return this.#outgoing.has(id) || this.#sealing.has(id);
  }

  /** Seals the file and keeps it; then it is on its way. */
  async keep(conversationId: string, source: Source): Promise<Enclosure> {
    const id = crypto.randomUUID();
    const enclosure = await this.#seal(id, source);
    const { bytes } = enclosure;
    const outgoing = { conversationId, enclosure, deletionKey: randomBytes(32), sealedAtMillis: Date.now() };
    const copy = this.#shelf.copies.put(id, { id, bytes, whole: true, sha256: hex(enclosure.sha256) });
    await this.#shelf.write([copy, this.#shelf.outgoing.put(id, outgoing)]);
    this.#outgoing.set(id, outgoing);
    this.#upload(outgoing);
    return enclosure;
  }

  async retry(id: string): Promise<void> {
    const found = this.#outgoing.get(id);
    if (found !== undefined) {
      const { conversationId, enclosure, deletionKey, sealedAtMillis } = found;
      const again = { conversationId, enclosure, deletionKey, sealedAtMillis };
      await this.#put(again);
      this.#upload(again);
    }
  }

  /** Gives it up; what the server may have of it is to be removed there. */
  async drop(id: string): Promise<SentRecord | undefined> {
    const outgoing = this.#outgoing.get(id);
    if (outgoing === undefined) {
      return undefined;
    }
    const { conversationId, deletionKey, enclosure } = outgoing;
    const doomed: SentRecord = { id, conversationId, deletionKey, doomed: true };
    await this.#shelf.write([...this.#shelf.forget(id, enclosure.bytes), this.#shelf.sent.put(id, doomed)]);
    this.#outgoing.delete(id);
    return doomed;
  }

  async #seal(id: string, source: Source): Promise<Enclosure> {
    this.#sealing.add(id);
    try {
      return await seal(this.#shelf, id, source);
    } catch (error) {
      const bytes = (await this.#shelf.copies.find(id))?.bytes ?? 0;
      await this.#shelf.write(this.#shelf.forget(id, bytes));
      throw error;
    } finally {
      this.#sealing.delete(id);
    }
  }

  #upload(outgoing: OutgoingRecord): void {
    const { id, bytes } = outgoing.enclosure;
    this.#transfers
      .run(id, bytes, async (signal) => {
        try {
          await this.#handIn(outgoing, signal);
        } catch (error) {
          if (signal.aborted || isPassing(error)) {
            return; // the person's will, or for the next session
          }
          await this.#put({ ...outgoing, refused: isKonsilError(error) ? error.code : "unexpected" });
          if (error instanceof DefectError || !isKonsilError(error)) {
            throw error;
          }
        }
      })
      .catch(this.#events.onDefect);
  }

  async #handIn(outgoing: OutgoingRecord, signal: AbortSignal): Promise<void> {
    const { conversationId, deletionKey, enclosure } = outgoing;
    const { id, bytes } = enclosure;
    let offset = 0;
    const moved = (now: number): void => {
      offset = now;
      this.#transfers.moved(id, now, bytes);
    };
    const go = async (): Promise<void> => {
      moved(await this.#server.begin(outgoing, signal));
      while (offset < bytes) {
        signal.throwIfAborted();
        const piece = Uint8Array.from(await this.#shelf.read(id, offset));
        const next = await this.#server.append({ conversationId, id }, bytes, offset, piece, signal);
        if (next <= offset) {
          throw new TamperedError("answer-malformed"); // else this would never end
        }
        moved(next);
      }
    };
    await this.#transfers.patiently(signal, () => offset, go, onceAnew());
    const sent = this.#shelf.sent.put(id, { id, conversationId, deletionKey, doomed: false });
    await this.#events.announce(outgoing, [this.#shelf.outgoing.remove(id), sent]);
    this.#outgoing.delete(id);
  }

  async #put(outgoing: OutgoingRecord): Promise<void> {
    const { id } = outgoing.enclosure;
    await this.#shelf.write([this.#shelf.outgoing.put(id, outgoing)]);
    this.#outgoing.set(id, outgoing);
    this.#events.onChange();
  }
}

/** The server may drop what it had, or have more than it could say; when it drops it a second time somebody must look. */
function onceAnew(): (error: unknown) => boolean {
  let lost = false;
  return (error) => {
    const code = error instanceof RefusedError ? error.code : "";
    if (code === "unknown-attachment" || code === "attachment-digest-differs") {
      const first = !lost;
      lost = true;
      return first;
    }
    // A conversation that was just begun may not be there yet.
    return code === "upload-offset-differs" || code === "unknown-conversation" || isPassing(error);
  };
}
