import type { Bytes } from "../protocol/index.ts";
import { limits, requireFormat } from "./format.ts";

/**
 * Reads the presentation language of RFC 9420, section 2.1: every length is compared with what is left before anything is
 * made of it, and must be in its shortest form.
 */
export class StructReader {
  readonly #bytes: Bytes;
  #at = 0;

  private constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  /** One whole structure; bytes left over are refused. */
  static whole<T>(bytes: Bytes, structure: (reader: StructReader) => T): T {
    const reader = new StructReader(bytes);
    const value = structure(reader);
    requireFormat(reader.#at === bytes.length);
    return value;
  }

  fixed(length: number): Bytes {
    requireFormat(length <= this.#bytes.length - this.#at);
    this.#at += length;
    return this.#bytes.slice(this.#at - length, this.#at);
  }

  /** A whole number of up to four bytes, big end first. */
  uint(bytes: 1 | 2 | 4): number {
    return this.fixed(bytes).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** Eight bytes that JavaScript counts exactly. */
  number(): number {
    const value = this.uint(4) * 2 ** 32 + this.uint(4);
    requireFormat(Number.isSafeInteger(value));
    return value;
  }

  version(): void {
    requireFormat(this.uint(1) === limits.version);
  }

  opaque(): Bytes {
    return this.fixed(this.#vectorLength());
  }

  list<T>(most: number, entry: (reader: StructReader) => T): readonly T[] {
    const inner = new StructReader(this.opaque());
    const entries: T[] = [];
    while (inner.#at < inner.#bytes.length) {
      requireFormat(entries.length < most);
      entries.push(entry(inner));
    }
    return entries;
  }

  #vectorLength(): number {
    const first = this.uint(1);
    const form = first >> 6;
    const start = first & 0x3f;
    if (form === 0) {
      return start;
    }
    requireFormat(form < 3);
    const length = form === 1 ? start * 256 + this.uint(1) : start * 2 ** 24 + this.uint(1) * 2 ** 16 + this.uint(2);
    requireFormat(length >= (form === 1 ? 2 ** 6 : 2 ** 14));
    return length;
  }
}
