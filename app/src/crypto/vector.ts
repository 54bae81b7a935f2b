import { concat, type Bytes } from "../protocol/index.ts";

/** A variable-size vector of RFC 9420, section 2.1.2: its length in as few bytes as possible, then itself. */
export function vector(content: Uint8Array): Bytes {
  return concat(lengthOf(content.length), content);
}

/** Whole number, eight bytes, big end first. */
export function uint64(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x40) {
    return Uint8Array.of(length);
  }
  if (length < 0x4000) {
    return Uint8Array.of(0x40 | (length >> 8), length & 0xff);
  }
  if (length >= 0x40000000) {
    throw new RangeError("too long for a vector");
  }
  return Uint8Array.of(0x80 | (length >> 24), (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
}
