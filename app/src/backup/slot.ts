import { argon2idAsync } from "@noble/hashes/argon2.js";
import { openStream, sealStream } from "../crypto/index.ts";
import { concat, randomBytes, sameBytes, TamperedError, utf8, type Bytes } from "../protocol/index.ts";
import { derive, limits, refused, requireFormat } from "./format.ts";
import { backupIdOf } from "./root-key.ts";
import { onePart, whole } from "./streams.ts";
import { StructReader } from "./struct-reader.ts";

const kinds = { "recovery-code": 1, passphrase: 2 } as const;
const saltBytes = 16;
const sealedBytes = 104;
/** RFC 9106, section 4, second recommendation, with one lane: browsers have no threads for more. */
const usualCost: ArgonCost = { memoryKib: 64 * 1024, passes: 3, lanes: 1 };

interface ArgonCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** A root key, sealed under a recovery code or a passphrase. */
export interface KeySlot {
  readonly kind: keyof typeof kinds;
  readonly backup: Bytes;
  readonly salt: Bytes;
  /** Of a passphrase alone. */
  readonly cost: ArgonCost | undefined;
  readonly sealed: Bytes;
}

export function decodeSlot(bytes: Bytes): KeySlot {
  return StructReader.whole(bytes, (reader) => {
    reader.version();
    const code = reader.uint(1);
    requireFormat(code === kinds["recovery-code"] || code === kinds.passphrase);
    const kind = code === kinds.passphrase ? "passphrase" : "recovery-code";
    const backup = reader.fixed(limits.idBytes);
    const salt = reader.fixed(saltBytes);
    const cost = kind === "passphrase" ? costOf(reader) : undefined;
    return { kind, backup, salt, cost, sealed: reader.fixed(sealedBytes) };
  });
}

export function encodeSlot(slot: KeySlot): Bytes {
  return concat(headerOf(slot), slot.sealed);
}

/** The host keeps these numbers, so both ends are bounded before any work is done for them. */
function costOf(reader: StructReader): ArgonCost {
  const cost = { memoryKib: reader.uint(4), passes: reader.uint(1), lanes: reader.uint(1) };
  requireFormat(cost.memoryKib >= 64 * 1024 && cost.memoryKib <= 512 * 1024);
  requireFormat(cost.passes >= 3 && cost.passes <= 16);
  requireFormat(cost.lanes >= 1 && cost.lanes <= 4);
  return cost;
}

export async function recoverySlot(root: Bytes, code: Bytes): Promise<KeySlot> {
  return seal(root, "recovery-code", undefined, () => recoveryKey(code));
}

export async function passphraseSlot(root: Bytes, passphrase: string): Promise<KeySlot> {
  return seal(root, "passphrase", usualCost, (salt) => passphraseKey(passphrase, salt, usualCost));
}

/** The root key, which the caller wipes. */
export async function openWithCode(slot: KeySlot, code: Bytes): Promise<Bytes> {
  if (slot.kind !== "recovery-code") {
    throw refused("wrong-code");
  }
  return open(slot, await recoveryKey(code));
}

/** The root key, which the caller wipes. Takes some seconds. */
export async function openWithPassphrase(slot: KeySlot, passphrase: string): Promise<Bytes> {
  if (slot.cost === undefined) {
    throw refused("wrong-code");
  }
  return open(slot, await passphraseKey(passphrase, slot.salt, slot.cost));
}

async function seal(
  root: Bytes,
  kind: KeySlot["kind"],
  cost: ArgonCost | undefined,
  keyOf: (salt: Bytes) => Promise<Bytes>,
): Promise<KeySlot> {
  const open = { kind, backup: await backupIdOf(root), salt: randomBytes(saltBytes), cost };
  const key = await keyOf(open.salt);
  try {
    return { ...open, sealed: await whole(sealStream(onePart(root), key, contextOf(open))) };
  } finally {
    key.fill(0);
  }
}

async function open(slot: KeySlot, key: Bytes): Promise<Bytes> {
  try {
    const root = await whole(openStream(onePart(slot.sealed), key, contextOf(slot)));
    // Else somebody sealed another backup's key here, and this device would go on under it.
    if (!sameBytes(await backupIdOf(root), slot.backup)) {
      root.fill(0);
      throw refused("wrong-code");
    }
    return root;
  } catch (error) {
    throw error instanceof TamperedError ? refused("wrong-code", error) : error;
  } finally {
    key.fill(0);
  }
}

type Open = Omit<KeySlot, "sealed">;

function contextOf(slot: Open): Bytes {
  return concat(utf8("konsil backup slot 1"), headerOf(slot));
}

function headerOf({ kind, backup, salt, cost }: Open): Bytes {
  const open = concat(Uint8Array.of(limits.version, kinds[kind]), backup, salt);
  if (cost === undefined) {
    return open;
  }
  const numbers = new DataView(new ArrayBuffer(6));
  numbers.setUint32(0, cost.memoryKib);
  numbers.setUint8(4, cost.passes);
  numbers.setUint8(5, cost.lanes);
  return concat(open, new Uint8Array(numbers.buffer));
}

function recoveryKey(code: Bytes): Promise<Bytes> {
  return derive(code, "konsil backup recovery slot key 1", limits.keyBytes);
}

/** Argon2id, version 0x13 (RFC 9106), then the slot's own label. */
async function passphraseKey(passphrase: string, salt: Bytes, { memoryKib, passes, lanes }: ArgonCost): Promise<Bytes> {
  const cost = { m: memoryKib, t: passes, p: lanes, dkLen: limits.keyBytes, maxmem: 2 ** 30 };
  const stretched = Uint8Array.from(await argon2idAsync(utf8(passphrase), salt, cost));
  try {
    return await derive(stretched, "konsil backup passphrase slot key 1", limits.keyBytes);
  } finally {
    stretched.fill(0);
  }
}
