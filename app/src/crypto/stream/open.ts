import { concat, TamperedError, type Bytes } from "../../protocol/index.ts";
import { blocksOf, piecesOf } from "./blocks.ts";
import { chunkBytes, headerBytes, plainLength, sealedChunkBytes, tagBytes } from "./format.ts";
import { openChunk, secretsOf, type StreamSecrets } from "./secrets.ts";

const together = 64;

/**
 * Opens a sealed stream from its beginning, in constant memory. What it yields was sealed at its place; whether the stream is
 * whole is known only when it ends without a TamperedError: until then keep it apart, and drop it when this throws.
 */
export async function* openStream(
  source: AsyncIterable<Uint8Array>,
  key: Bytes,
  context: Uint8Array,
): AsyncGenerator<Bytes> {
  const { header, rest } = await headerOf(source);
  const secrets = await secretsOf(header, key, context);
  let chunk = 0;
  for await (const block of blocksOf(rest, together * sealedChunkBytes)) {
    const first = chunk;
    const pieces = piecesOf(block, sealedChunkBytes);
    if (block.length < together * sealedChunkBytes && block.length % sealedChunkBytes < tagBytes) {
      throw new TamperedError("stream-truncated");
    }
    const opened = await Promise.all(pieces.map((piece, at) => openChunk(secrets, first + at, piece)));
    chunk += opened.length;
    yield* opened;
  }
}

async function headerOf(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly header: Bytes; readonly rest: AsyncIterable<Uint8Array> }> {
  const parts = source[Symbol.asyncIterator]();
  let head: Bytes = new Uint8Array();
  while (head.length < headerBytes) {
    const next = await parts.next();
    if (next.done === true) {
      throw new TamperedError("stream-truncated");
    }
    head = concat(head, next.value);
  }
  const first = head.subarray(headerBytes);
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield first;
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
      yield next.value;
    }
  }
  return { header: head.slice(0, headerBytes), rest: rest() };
}

/** Sealed bytes with random access. */
export interface SealedSource {
  readonly length: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

/**
 * A sealed stream with random access. Opening it checks key, context and, by its last chunk, the whole length: a truncated or
 * prolonged one is refused before a byte is given out.
 */
export class SealedFile {
  readonly length: number;
  readonly #source: SealedSource;
  readonly #secrets: StreamSecrets;

  private constructor(source: SealedSource, secrets: StreamSecrets, length: number) {
    this.#source = source;
    this.#secrets = secrets;
    this.length = length;
  }

  static async open(source: SealedSource, key: Bytes, context: Uint8Array): Promise<SealedFile> {
    const length = plainLength(source.length);
    const secrets = await secretsOf(await source.read(0, headerBytes), key, context);
    const file = new SealedFile(source, secrets, length);
    await file.#chunk(Math.floor(length / chunkBytes));
    return file;
  }

  /** The bytes from `from` up to `to`, as far as they are there; each chunk is checked first. */
  async read(from: number, to: number): Promise<Bytes> {
    const end = Math.min(to, this.length);
    if (from >= end) {
      return new Uint8Array();
    }
    const first = Math.floor(from / chunkBytes);
    const count = Math.floor((end - 1) / chunkBytes) - first + 1;
    const chunks = await Promise.all(Array.from({ length: count }, (_, at) => this.#chunk(first + at)));
    return concat(...chunks).slice(from - first * chunkBytes, end - first * chunkBytes);
  }

  async #chunk(chunk: number): Promise<Bytes> {
    const at = headerBytes + chunk * sealedChunkBytes;
    const sealed = await this.#source.read(at, Math.min(at + sealedChunkBytes, this.#source.length));
    return openChunk(this.#secrets, chunk, sealed);
  }
}
