import { concat, sameBytes, sha256, TamperedError, utf8, type Bytes, type Manifest } from "../protocol/index.ts";
import { limits } from "./limits.ts";

/** What a manifest says, without who says so. */
export interface Parts {
  readonly bytes: number;
  readonly hashes: readonly Bytes[];
}

/** A text that is too long for one message, cut as Java's SplitText does it. */
export interface SplitText extends Parts {
  readonly pieces: readonly Bytes[];
}

export const mostTextBytes = limits.parts * limits.partBytes;

export async function splitText(text: string): Promise<SplitText> {
  const bytes = utf8(text);
  const count = Math.ceil(bytes.length / limits.partBytes);
  if (count < 1 || count > limits.parts) {
    throw new RangeError("nothing to split, or too much");
  }
  const pieces = Array.from({ length: count }, (_, at) =>
    bytes.slice(at * limits.partBytes, (at + 1) * limits.partBytes),
  );
  return { bytes: bytes.length, hashes: await Promise.all(pieces.map(sha256)), pieces };
}

/** What the manifest says of a part whose fields are in their bounds; throws if the content is another. */
export async function partsOf(manifest: Manifest, index: number, content: Uint8Array): Promise<Parts> {
  const hashes = manifest.hashes.map((hash) => Uint8Array.from(hash));
  const told = hashes[index];
  if (told === undefined || !sameBytes(told, await sha256(content))) {
    throw forged();
  }
  return { bytes: Number(manifest.bytes), hashes };
}

/** Two parts of one text carry the same manifest. */
export function requireSameParts(one: Parts, other: Parts): void {
  const same =
    one.bytes === other.bytes &&
    one.hashes.length === other.hashes.length &&
    one.hashes.every((hash, at) => sameBytes(hash, other.hashes[at] ?? new Uint8Array()));
  if (!same) {
    throw forged();
  }
}

/** The text of all its pieces, each of which was taken with `partsOf`. */
export function joinText({ bytes }: Parts, pieces: readonly Bytes[]): string {
  const all = concat(...pieces);
  if (all.length !== bytes) {
    throw forged();
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(all);
  } catch (error) {
    throw new TamperedError("content-malformed", { cause: error });
  }
}

function forged(): TamperedError {
  return new TamperedError("content-part-forged");
}
