import { hex, isKonsilError, OfflineError, RefusedError, TamperedError } from "../protocol/index.ts";
import type { Change, Store } from "../storage/index.ts";
import type { Enclosure } from "./enclosure.ts";
import { isWhole, open, type Source } from "./sealing.ts";
import type { AttachmentServer } from "./server.ts";
import { pieceBytes, Shelf, type OutgoingRecord, type SentRecord } from "./shelf.ts";
import { Transfers, type Transfer } from "./transfers.ts";
import { Uploads } from "./uploads.ts";

const conflict = 409;
/** With these the server says that it has nothing that this device could delete. */
const nothingThere: readonly string[] = ["unknown-conversation", "unknown-attachment", "deletion-key-differs"];

export interface AttachmentEvents {
  readonly onChange: () => void;
  readonly onDefect: (error: unknown) => void;
  /** Says in the conversation that it is there; the changes belong to the same step. */
  readonly announce: (outgoing: OutgoingRecord, changes: readonly Change[]) => Promise<void>;
  readonly pause?: (millis: number) => Promise<void>;
}

/** The door of this folder: seals and hands in, fetches and opens. What is on its way goes on after a new start. */
export class Attachments {
  readonly #shelf: Shelf;
  readonly #server: AttachmentServer;
  readonly #events: AttachmentEvents;
  readonly #transfers: Transfers;
  readonly #uploads: Uploads;
  /** By attachment, the SHA-256 of what is whole on this device: two messages may name one id and mean different things. */
  readonly #here = new Map<string, string>();
  #offered = false;

  constructor(store: Store, server: AttachmentServer, events: AttachmentEvents) {
    this.#shelf = new Shelf(store);
    this.#server = server;
    this.#events = events;
    this.#transfers = new Transfers(events.onChange, events.pause ?? sleep);
    this.#uploads = new Uploads(this.#shelf, server, this.#transfers, events);
  }

  /** Whether the server keeps attachments, as far as is known. */
  get offered(): boolean {
    return this.#offered;
  }

  async load(): Promise<void> {
    await this.#uploads.load();
    for (const { id, bytes, whole, sha256 } of await this.#shelf.copies.all()) {
      if (whole && sha256 !== undefined) {
        this.#here.set(id, sha256);
      } else if (sha256 === undefined) {
        await this.#shelf.write(this.#shelf.forget(id, bytes)); // the end came while it was being sealed
      }
    }
  }

  /** A session was opened: what is on its way goes on, and what was deleted goes at the server too. */
  async resume(): Promise<void> {
    try {
      this.#offered = await this.#server.isOffered();
      this.#events.onChange();
      if (this.#offered) {
        this.#uploads.resume();
        await this.#removeDoomed();
      }
    } catch (error) {
      this.#report(error);
    }
  }

  /** Stops whatever is on its way, until the next session. */
  halt(): void {
    this.#transfers.halt();
  }

  /** Own attachments that are not in their conversation yet, oldest first. */
  outgoing(conversationId: string): readonly OutgoingRecord[] {
    return this.#uploads.of(conversationId);
  }

  transferOf(id: string): Transfer | undefined {
    return this.#transfers.of(id);
  }

  /** Whether all of it is on this device. */
  isHere({ id, sha256 }: Enclosure): boolean {
    return this.#here.get(id) === hex(sha256);
  }

  /** Seals the file; it is on disk when this returns, and goes to the server from there. */
  async send(conversationId: string, source: Source): Promise<void> {
    if (!this.#offered) {
      throw new RefusedError("attachments-not-offered", conflict);
    }
    const { id, sha256 } = await this.#uploads.keep(conversationId, source);
    this.#here.set(id, hex(sha256));
    this.#events.onChange();
  }

  /** Tries again what the server refused. */
  retry(id: string): Promise<void> {
    return this.#uploads.retry(id);
  }

  /** Stops what is on its way; an own attachment that was not sent is gone then, what was fetched of another stays. */
  async cancel(id: string): Promise<void> {
    await this.#transfers.stop(id);
    const doomed = await this.#uploads.drop(id);
    if (doomed !== undefined) {
      this.#here.delete(id);
      this.#events.onChange();
      this.#later(this.#remove(doomed));
    }
  }

  /** Fetches what is missing, from where it broke off, and believes it only when it is what the manifest says. */
  async fetch(conversationId: string, enclosure: Enclosure): Promise<void> {
    const { id, bytes } = enclosure;
    if (this.#uploads.has(id)) {
      throw new TamperedError("attachment-differs"); // somebody gives an own one out as theirs
    }
    if (!this.isHere(enclosure)) {
      await this.#transfers.run(id, bytes, (signal) => this.#fetch(conversationId, enclosure, signal));
    }
  }

  /** The file, which has to be here. */
  async open(enclosure: Enclosure): Promise<Blob> {
    if (!this.isHere(enclosure)) {
      throw new RefusedError("attachment-not-here", conflict);
    }
    return open(this.#shelf, enclosure);
  }

  /**
   * Its message was deleted: what follows, for the same step. One that this device said itself goes at the server too, as
   * soon as that can be reached; the message of another, whatever it names, takes away the copy alone.
   */
  async deleting(conversationId: string, { id, bytes }: Enclosure, mine: boolean): Promise<readonly Change[]> {
    const sent = mine ? await this.#shelf.sent.find(id) : undefined;
    const ours = sent?.conversationId === conversationId;
    return [
      ...(this.#uploads.has(id) ? [] : this.#shelf.forget(id, bytes)),
      ...(ours ? [this.#shelf.sent.put(id, { ...sent, doomed: true })] : []),
    ];
  }

  /** That step was taken. */
  async swept({ id, bytes }: Enclosure): Promise<void> {
    if (!this.#uploads.has(id)) {
      await this.#transfers.stop(id);
      this.#here.delete(id);
      // A piece may have come in between.
      await this.#shelf.write(this.#shelf.forget(id, bytes));
    }
    const sent = await this.#shelf.sent.find(id);
    if (sent?.doomed === true) {
      this.#later(this.#remove(sent));
    }
  }

  async #fetch(conversationId: string, enclosure: Enclosure, signal: AbortSignal): Promise<void> {
    const { id, bytes } = enclosure;
    const sha256 = hex(enclosure.sha256);
    const copy = await this.#shelf.copies.find(id);
    let done = 0;
    if (copy?.sha256 === sha256 && copy.bytes <= bytes) {
      done = copy.bytes;
    } else if (copy !== undefined) {
      this.#here.delete(id);
      await this.#shelf.write(this.#shelf.forget(id, copy.bytes));
    }
    this.#transfers.moved(id, done, bytes);
    const go = async (): Promise<void> => {
      while (done < bytes) {
        const length = Math.min(pieceBytes, bytes - done);
        const piece = await this.#server.fetch(conversationId, enclosure, done, length, signal);
        signal.throwIfAborted();
        done = (await this.#shelf.append(id, done, piece, sha256)).bytes;
        this.#transfers.moved(id, done, bytes);
      }
    };
    await this.#transfers.patiently(signal, () => done, go);
    if (!(await isWhole(this.#shelf, enclosure))) {
      await this.#shelf.write(this.#shelf.forget(id, done));
      throw new TamperedError("attachment-differs");
    }
    signal.throwIfAborted();
    await this.#shelf.write([this.#shelf.copies.put(id, { id, bytes, whole: true, sha256 })]);
    this.#here.set(id, sha256);
  }

  async #removeDoomed(): Promise<void> {
    for (const sent of await this.#shelf.sent.all()) {
      if (sent.doomed) {
        await this.#remove(sent);
      }
    }
  }

  async #remove({ id, conversationId, deletionKey }: SentRecord): Promise<void> {
    try {
      await this.#server.remove({ conversationId, id }, deletionKey);
    } catch (error) {
      if (!isKonsilError(error) || !nothingThere.includes(error.code)) {
        throw error;
      }
      this.#events.onDefect(error);
    }
    await this.#shelf.write([this.#shelf.sent.remove(id)]);
  }

  #later(deed: Promise<void>): void {
    deed.catch(this.#report);
  }

  /** Without a connection the next session goes on. */
  readonly #report = (error: unknown): void => {
    if (!(error instanceof OfflineError)) {
      this.#events.onDefect(error);
    }
  };
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
