import { concat, type Bytes } from "../protocol/index.ts";
import { limits, requireFormat } from "./format.ts";

export const lengthBytes = 4;
const leastBytes = 1024;

/**
 * Padmé (PURBs, section 4), never below 1 KiB: the padded length for this many bytes, the length in front included. Division
 * instead of shifts, which have 32 bits.
 */
export function paddedLength(bytes: number): number {
  if (bytes <= leastBytes) {
    return leastBytes;
  }
  const exponent = Math.floor(Math.log2(bytes));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(bytes / step) * step;
}

export function pad(content: Bytes): Bytes {
  if (content.length > limits.contentBytes) {
    throw new RangeError("too much for one object of a backup");
  }
  const padded = new Uint8Array(paddedLength(lengthBytes + content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, lengthBytes);
  return padded;
}

/** Takes the one padding that there is for a content, and no other. */
export function unpad(plain: Bytes): Bytes {
  requireFormat(plain.length >= leastBytes);
  const length = new DataView(concat(plain.subarray(0, lengthBytes)).buffer).getUint32(0);
  requireFormat(length <= limits.contentBytes && paddedLength(lengthBytes + length) === plain.length);
  requireFormat(plain.subarray(lengthBytes + length).every((byte) => byte === 0));
  return plain.slice(lengthBytes, lengthBytes + length);
}
