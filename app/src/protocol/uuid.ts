import { bytesOf, fromHex, hex, type Bytes } from "./bytes.ts";

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** The text of a UUID, lower case: the only form that is accepted anywhere. */
export function isUuid(text: string): boolean {
  return form.test(text);
}

export function uuidText(bytes: Uint8Array): string {
  if (bytes.length !== 16) {
    throw new RangeError("a UUID has 16 bytes");
  }
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

export function uuidBytes(text: string): Bytes {
  if (!isUuid(text)) {
    throw new RangeError("not a UUID");
  }
  return bytesOf(fromHex(text.replaceAll("-", "")));
}
