import { DefectError, type Bytes } from "../protocol/index.ts";
import { Collection, type Change, type Store } from "../storage/index.ts";
import type { Enclosure } from "./enclosure.ts";

/** So many bytes of a sealed stream are in one record and in one request: the most of it that is in memory at once. */
export const pieceBytes = 2 * 1024 * 1024;
const pieces = "attachment-piece";

/** How much of a sealed stream is on this device. */
export interface CopyRecord {
  readonly id: string;
  /** So many bytes from the beginning. */
  readonly bytes: number;
  /** Whether it is all of it, and what the manifest with this SHA-256 says. */
  readonly whole: boolean;
  /** Of the manifest that it is fetched for, in hex; none while an own file is being sealed. */
  readonly sha256?: string;
}

/** An own attachment on its way. */
export interface OutgoingRecord {
  readonly conversationId: string;
  readonly enclosure: Enclosure;
  /** With which alone it can be deleted at the server; it stays on this device. */
  readonly deletionKey: Bytes;
  readonly sealedAtMillis: number;
  /** Why the server does not take it. */
  readonly refused?: string;
}

/** An own attachment that the server has. */
export interface SentRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly deletionKey: Bytes;
  /** Its message was deleted for all: the server has to delete it too, as soon as it can be reached (A6). */
  readonly doomed: boolean;
}

/** Sealed streams on this device: in pieces, each sealed once more as everything in the store is (A4). */
export class Shelf {
  readonly copies: Collection<CopyRecord>;
  readonly outgoing: Collection<OutgoingRecord>;
  readonly sent: Collection<SentRecord>;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.copies = new Collection(store, "attachment-copy");
    this.outgoing = new Collection(store, "outgoing-attachment");
    this.sent = new Collection(store, "sent-attachment");
  }

  write(changes: readonly Change[]): Promise<void> {
    return this.#store.write(changes);
  }

  /** Keeps the piece that begins at `from`, with how far the copy is behind it, in one step. */
  async append(id: string, from: number, piece: Bytes, sha256?: string): Promise<CopyRecord> {
    const copy = { id, bytes: from + piece.length, whole: false, ...(sha256 !== undefined && { sha256 }) };
    const put = { put: nameOf(id, from / pieceBytes), bytes: piece };
    await this.#store.write([put, this.copies.put(id, copy)]);
    return copy;
  }

  /** From `from` to the end of the piece that it is in. */
  async read(id: string, from: number): Promise<Uint8Array> {
    const piece = await this.#store.read(nameOf(id, Math.floor(from / pieceBytes)));
    if (piece === undefined) {
      throw new DefectError("attachment-piece-unknown");
    }
    return piece.subarray(from % pieceBytes);
  }

  async *stream(id: string, bytes: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes; at += pieceBytes) {
      yield await this.read(id, at);
    }
  }

  /** What takes a copy of at most so many bytes away. */
  forget(id: string, bytes: number): readonly Change[] {
    const count = Math.ceil(bytes / pieceBytes);
    return [
      ...Array.from({ length: count }, (_, at) => ({ remove: nameOf(id, at) })),
      this.copies.remove(id),
      this.outgoing.remove(id),
    ];
  }
}

function nameOf(id: string, piece: number): { collection: string; group: string; id: string } {
  return { collection: pieces, group: id, id: String(piece) };
}
