import { TamperedError } from "../../protocol/index.ts";

/** Where what lies in a sealed stream (docs/protocol/stream.md). */
export const keyBytes = 32;
export const saltBytes = 24;
export const headerBytes = saltBytes + 32;
export const chunkBytes = 16 * 1024;
export const tagBytes = 16;
export const sealedChunkBytes = chunkBytes + tagBytes;
/** A stream has fewer chunks than this. */
export const maxChunks = 2 ** 38;

/** How many bytes this many become. */
export function sealedLength(plainBytes: number): number {
  if (!Number.isSafeInteger(plainBytes) || plainBytes < 0 || plainBytes >= maxChunks * chunkBytes) {
    throw new RangeError("no stream has this many bytes");
  }
  return headerBytes + plainBytes + (Math.floor(plainBytes / chunkBytes) + 1) * tagBytes;
}

/** How many bytes are sealed in a stream of this length. Throws if no whole stream has it. */
export function plainLength(sealedBytes: number): number {
  const chunks = sealedBytes - headerBytes;
  const last = chunks % sealedChunkBytes;
  if (!Number.isSafeInteger(sealedBytes) || chunks < tagBytes || last < tagBytes) {
    throw new TamperedError("stream-truncated");
  }
  const full = Math.floor(chunks / sealedChunkBytes);
  if (full >= maxChunks) {
    throw new TamperedError("stream-too-long");
  }
  return full * chunkBytes + last - tagBytes;
}
