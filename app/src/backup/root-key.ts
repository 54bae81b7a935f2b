import { randomBytes, type Bytes } from "../protocol/index.ts";
import { derive, limits } from "./format.ts";

/** 32 random bytes under which a backup stands; they leave the device only sealed in a slot. The caller wipes them. */
export function newRootKey(): Bytes {
  return randomBytes(limits.keyBytes);
}

export function backupIdOf(root: Bytes): Promise<Bytes> {
  return derive(root, "konsil backup id 1", limits.idBytes);
}

export function manifestKeyOf(root: Bytes): Promise<Bytes> {
  return derive(root, "konsil backup manifest key 1", limits.keyBytes);
}

/** The seed of the key that signs heads (RFC 8032, section 5.1.5). */
export function headSeedOf(root: Bytes): Promise<Bytes> {
  return derive(root, "konsil backup head key 1", limits.keyBytes);
}
