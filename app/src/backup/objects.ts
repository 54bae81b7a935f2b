import { openStream, plainLength, sealedLength, sealStream, vector } from "../crypto/index.ts";
import { concat, randomBytes, sameBytes, sha256, TamperedError, utf8, type Bytes } from "../protocol/index.ts";
import { limits, refused, requireFormat } from "./format.ts";
import { lengthBytes, pad, paddedLength, unpad } from "./padding.ts";
import { onePart, whole } from "./streams.ts";
import type { StructReader } from "./struct-reader.ts";

export type ObjectKind = "segment" | "page" | "manifest";

/** What a page or manifest says of an object; its key stands nowhere else. */
export interface ObjectEntry {
  readonly id: Bytes;
  readonly bytes: number;
  readonly hash: Bytes;
  readonly key: Bytes;
}

/** An object as it goes to the host, and the entry that alone opens it. */
export interface SealedObject {
  readonly entry: ObjectEntry;
  readonly stored: Bytes;
}

export function readEntry(reader: StructReader): ObjectEntry {
  const entry = {
    id: reader.fixed(limits.idBytes),
    bytes: reader.uint(4),
    hash: reader.fixed(limits.hashBytes),
    key: reader.opaque(),
  };
  requireFormat(entry.key.length === limits.keyBytes && isObjectLength(entry.bytes));
  return entry;
}

export function encodeEntry({ id, bytes, hash, key }: ObjectEntry): Bytes {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, bytes);
  return concat(id, new Uint8Array(length.buffer), hash, vector(key));
}

/** Seals under a fresh key and a fresh name: the same content twice has nothing in common. */
export async function sealObject(kind: ObjectKind, backup: Bytes, content: Bytes): Promise<SealedObject> {
  const id = randomBytes(limits.idBytes);
  const key = randomBytes(limits.keyBytes);
  const stored = await sealAs(key, contextOf(kind, backup, id), content);
  return { entry: { id, bytes: stored.length, hash: await sha256(stored), key }, stored };
}

/** The content, after its length, hash, key, place and padding were checked; all or nothing. */
export async function openObject(entry: ObjectEntry, kind: ObjectKind, backup: Bytes, stored: Bytes): Promise<Bytes> {
  if (stored.length !== entry.bytes || !sameBytes(await sha256(stored), entry.hash)) {
    throw refused("object-swapped");
  }
  return openAs(entry.key, contextOf(kind, backup, entry.id), stored);
}

/** The context of an object: what it is, of which backup, and its name or number there. */
export function contextOf(kind: ObjectKind, backup: Bytes, place: Bytes): Bytes {
  return concat(utf8(`konsil backup ${kind} 1`), backup, place);
}

export async function sealAs(key: Bytes, context: Bytes, content: Bytes): Promise<Bytes> {
  const plain = pad(content);
  const stream = await whole(sealStream(onePart(plain), key, context));
  plain.fill(0);
  return concat(Uint8Array.of(limits.version), stream);
}

export async function openAs(key: Bytes, context: Bytes, stored: Bytes): Promise<Bytes> {
  requireFormat(isObjectLength(stored.length) && stored[0] === limits.version);
  const plain = await whole(openStream(onePart(stored.slice(1)), key, context)).catch((error: unknown) => {
    throw error instanceof TamperedError ? refused("object-forged", error) : error;
  });
  try {
    return unpad(plain);
  } finally {
    plain.fill(0);
  }
}

const leastObject = objectBytes(0);
const mostObject = objectBytes(limits.contentBytes);

function objectBytes(contentBytes: number): number {
  return 1 + sealedLength(paddedLength(lengthBytes + contentBytes));
}

function isObjectLength(bytes: number): boolean {
  if (bytes < leastObject || bytes > mostObject) {
    return false;
  }
  try {
    const plain = plainLength(bytes - 1);
    return paddedLength(plain) === plain;
  } catch (error) {
    if (error instanceof TamperedError) {
      return false;
    }
    throw error;
  }
}
