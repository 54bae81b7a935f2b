import { concat, fromHex, hex, sameBytes, sha256, type Bytes } from "../protocol/index.ts";

const mostBytes = 2 ** 31;

interface Kept {
  readonly announced: { readonly bytes: number; readonly sha256: string; readonly deletionKeySha256: string };
  kept: Bytes;
}

/** Keeps attachments in memory, as the server of docs/api does, and does to them whatever a test wants. */
export class TestAttachments {
  readonly blobs = new Map<string, Kept>();
  /** What was asked, as method and last parts of the path; of pieces with where they began. */
  readonly asked: string[] = [];
  /** Before a request is looked at: may throw, as a lost connection does, or answer itself. */
  before: (asked: string) => Response | undefined = () => undefined;
  /** After a piece has come in: the connection may be lost now. */
  after: (asked: string) => void = () => undefined;
  /** So many bytes of a piece arrive. */
  arrives: (piece: Bytes) => Bytes = (piece) => piece;
  /** What it gives out in place of what it keeps. */
  tamper: (piece: Bytes) => Bytes = (piece) => piece;

  async answer(url: string, init: RequestInit = {}): Promise<Response> {
    const { method = "GET" } = init;
    const headers = new Headers(init.headers);
    const path = new URL(url).pathname.replace("/api/v1/conversations/", "");
    const [, , id = "", more] = path.split("/");
    const where = headers.get("upload-offset") ?? headers.get("range") ?? "";
    const asked = [method, more, where].filter((part) => part !== undefined && part !== "").join(" ");
    this.asked.push(asked);
    init.signal?.throwIfAborted();
    const instead = this.before(asked);
    if (instead !== undefined) {
      return instead;
    }
    const answer = await this.#answer(id, method, more === "upload", headers, init.body);
    this.after(asked);
    return answer;
  }

  async #answer(
    id: string,
    method: string,
    state: boolean,
    headers: Headers,
    body: RequestInit["body"],
  ): Promise<Response> {
    const known = this.blobs.get(id);
    if (method === "PUT" && typeof body === "string") {
      return this.#begin(id, known, JSON.parse(body) as Kept["announced"]);
    }
    if (method === "DELETE") {
      return this.#remove(id, known, headers.get("deletion-key") ?? "");
    }
    if (known === undefined) {
      return problem(404, "unknown-attachment");
    }
    if (method === "PATCH" && body instanceof Uint8Array) {
      return this.#append(id, known, Number(headers.get("upload-offset")), Uint8Array.from(body));
    }
    return state ? stateOf(known, 200) : this.#piece(known, headers.get("range") ?? "");
  }

  #begin(id: string, known: Kept | undefined, announced: Kept["announced"]): Response {
    if (known !== undefined) {
      const same = JSON.stringify(known.announced) === JSON.stringify(announced);
      return same ? stateOf(known, 200) : problem(409, "attachment-differs");
    }
    if (announced.bytes > mostBytes) {
      return problem(413, "attachment-too-large");
    }
    const begun = { announced, kept: new Uint8Array() };
    this.blobs.set(id, begun);
    return stateOf(begun, 201);
  }

  async #append(id: string, blob: Kept, offset: number, piece: Bytes): Promise<Response> {
    if (offset !== blob.kept.length) {
      return problem(409, "upload-offset-differs");
    }
    const { bytes, sha256: digest } = blob.announced;
    if (offset + piece.length > bytes) {
      return problem(413, "attachment-too-large");
    }
    blob.kept = concat(blob.kept, this.arrives(piece));
    if (blob.kept.length === bytes && hex(await sha256(blob.kept)) !== digest) {
      this.blobs.delete(id);
      return problem(422, "attachment-digest-differs");
    }
    return stateOf(blob, 200);
  }

  #piece({ kept, announced }: Kept, range: string): Response {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/u.exec(range) ?? [];
    if (kept.length !== announced.bytes) {
      return problem(404, "unknown-attachment");
    }
    return new Response(this.tamper(kept.slice(Number(from), Number(to) + 1)), { status: 206 });
  }

  async #remove(id: string, known: Kept | undefined, key: string): Promise<Response> {
    const digest = fromHex(known?.announced.deletionKeySha256 ?? "");
    if (known !== undefined && !sameBytes(await sha256(fromHex(key)), digest)) {
      return problem(403, "deletion-key-differs");
    }
    this.blobs.delete(id);
    return new Response(null, { status: 204 });
  }
}

function stateOf({ announced: { bytes }, kept }: Kept, status: number): Response {
  const state = { bytes, offset: kept.length, complete: kept.length === bytes, expiresAt: "2030-01-01T00:00:00Z" };
  return Response.json(state, { status });
}

function problem(status: number, code: string): Response {
  return Response.json({ type: `urn:konsil:problem:${code}`, status }, { status });
}
