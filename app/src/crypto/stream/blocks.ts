import type { Bytes } from "../../protocol/index.ts";

/**
 * Cuts what comes in parts of any size into blocks of this size; the last one is shorter, and may be empty. The next block
 * overwrites the one before: fresh memory for each costs as much as the encryption.
 */
export async function* blocksOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Bytes> {
  const block = new Uint8Array(size);
  let filled = 0;
  for await (const part of source) {
    let done = 0;
    while (done < part.length) {
      const count = Math.min(part.length - done, size - filled);
      block.set(part.subarray(done, done + count), filled);
      filled += count;
      done += count;
      if (filled === size) {
        yield block;
        filled = 0;
      }
    }
  }
  yield block.subarray(0, filled);
}

/** The same bytes in pieces of at most this size, without copying; at least one. */
export function piecesOf(bytes: Bytes, size: number): Bytes[] {
  const count = Math.max(1, Math.ceil(bytes.length / size));
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}
