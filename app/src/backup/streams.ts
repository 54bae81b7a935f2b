import { concat, type Bytes } from "../protocol/index.ts";

/** What fits into memory, as a source of streams. */
export async function* onePart(bytes: Bytes): AsyncGenerator<Bytes> {
  yield await Promise.resolve(bytes);
}

/** All of a stream, once its end was reached; nothing of one that throws. */
export async function whole(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = [];
  for await (const part of parts) {
    all.push(part.slice());
  }
  return concat(...all);
}
