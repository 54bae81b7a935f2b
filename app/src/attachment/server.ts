import { hex, RefusedError, sha256, TamperedError, type Bytes } from "../protocol/index.ts";
import type { Http } from "../transport/index.ts";
import type { Enclosure } from "./enclosure.ts";
import type { OutgoingRecord } from "./shelf.ts";

const unauthorised = 401;
const serverFailure = 500;
const maxStateBytes = 16 * 1024;

type Request = Parameters<Http["bytes"]>[1] & {};

/** Where a sealed attachment lies. */
export interface Place {
  readonly conversationId: string;
  readonly id: string;
}

/** The server's sealed attachments: handed in and fetched piece by piece, so that a cut connection costs one piece at most. */
export class AttachmentServer {
  readonly #http: Http;
  readonly #token: (fresh: boolean) => Promise<string>;

  constructor(http: Http, token: (fresh: boolean) => Promise<string>) {
    this.#http = http;
    this.#token = token;
  }

  /** Whether this server keeps attachments: one that does says of an invented one that it knows it not, in its own words. */
  async isOffered(): Promise<boolean> {
    const invented = { conversationId: crypto.randomUUID(), id: crypto.randomUUID() };
    try {
      await this.#send(`${pathOf(invented)}/upload`, {});
    } catch (error) {
      if (error instanceof RefusedError && error.status < serverFailure) {
        return error.code === "unknown-conversation" || error.code === "unknown-attachment";
      }
      throw error;
    }
    return true;
  }

  /** Announces an upload, or the same one again; where to go on. */
  async begin({ conversationId, enclosure, deletionKey }: OutgoingRecord, signal: AbortSignal): Promise<number> {
    const { id, bytes, sha256: digest } = enclosure;
    const deletionKeySha256 = hex(await sha256(deletionKey));
    const body = JSON.stringify({ bytes, sha256: hex(digest), deletionKeySha256 });
    const contentType = "application/json";
    return this.#upload(pathOf({ conversationId, id }), bytes, { method: "PUT", contentType, body, signal });
  }

  /** Appends a piece; where to go on. */
  append(place: Place, bytes: number, offset: number, piece: Bytes, signal: AbortSignal): Promise<number> {
    const headers = { "Upload-Offset": String(offset) };
    const contentType = "application/octet-stream";
    return this.#upload(pathOf(place), bytes, { method: "PATCH", contentType, headers, body: piece, signal });
  }

  /** Exactly so many bytes from this one on. */
  async fetch(
    conversationId: string,
    { id }: Enclosure,
    from: number,
    length: number,
    signal: AbortSignal,
  ): Promise<Bytes> {
    const headers = { range: `bytes=${String(from)}-${String(from + length - 1)}` };
    const piece = await this.#send(pathOf({ conversationId, id }), { headers, maxAnswerBytes: length, signal });
    if (piece.length !== length) {
      throw new TamperedError("attachment-differs");
    }
    return piece;
  }

  /** Deletes it for all, also if it is gone already. */
  async remove(place: Place, deletionKey: Bytes): Promise<void> {
    await this.#send(pathOf(place), { method: "DELETE", headers: { "Deletion-Key": hex(deletionKey) } });
  }

  async #upload(path: string, bytes: number, request: Request): Promise<number> {
    const state = await this.#asked((token) =>
      this.#http.json(path, { ...request, token, maxAnswerBytes: maxStateBytes }),
    );
    const offset = state.requireCount("offset");
    if (offset > bytes) {
      throw new TamperedError("answer-malformed");
    }
    return offset;
  }

  #send(path: string, request: Request): Promise<Bytes> {
    return this.#asked((token) => this.#http.bytes(path, { ...request, token }));
  }

  /** A token may have been withdrawn before its time. */
  async #asked<T>(ask: (token: string) => Promise<T>): Promise<T> {
    try {
      return await ask(await this.#token(false));
    } catch (error) {
      if (error instanceof RefusedError && error.status === unauthorised) {
        return ask(await this.#token(true));
      }
      throw error;
    }
  }
}

function pathOf({ conversationId, id }: Place): string {
  return `/api/v1/conversations/${conversationId}/attachments/${id}`;
}
