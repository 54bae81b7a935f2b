import { randomBytes, type Bytes } from "../../protocol/index.ts";
import { blocksOf, piecesOf } from "./blocks.ts";
import { chunkBytes, saltBytes } from "./format.ts";
import { deriveSecrets, sealChunk } from "./secrets.ts";

/** So many chunks are in WebCrypto's hands at once. */
const together = 64;

/**
 * Seals a long secret in constant memory, C2SP chunked encryption with HKDF-SHA-512 and AES-256-GCM: first the header, then
 * chunk after chunk. `key` is 32 uniformly random bytes, `context` what it is for. A salt must not come twice
 * with a key; only vectors choose it.
 */
export async function* sealStream(
  source: AsyncIterable<Uint8Array>,
  key: Bytes,
  context: Uint8Array,
  salt: Bytes = randomBytes(saltBytes),
): AsyncGenerator<Bytes> {
  const secrets = await deriveSecrets(key, salt, context);
  yield secrets.header;
  let chunk = 0;
  for await (const block of blocksOf(source, together * chunkBytes)) {
    const first = chunk;
    const pieces = piecesOf(block, chunkBytes);
    // The last chunk is the one that is shorter: after a full one comes an empty one.
    if (block.length < together * chunkBytes && block.length > 0 && block.length % chunkBytes === 0) {
      pieces.push(new Uint8Array());
    }
    const sealed = await Promise.all(pieces.map((piece, at) => sealChunk(secrets, first + at, piece)));
    chunk += sealed.length;
    yield* sealed;
  }
}
