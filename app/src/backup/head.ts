import { uint64 } from "../crypto/index.ts";
import { concat, fromBase64, fromHex, sameBytes, sha256, utf8, type Bytes } from "../protocol/index.ts";
import { limits, refused, requireFormat } from "./format.ts";
import { follows, openManifest, type Manifest } from "./manifest.ts";
import { backupIdOf, headSeedOf } from "./root-key.ts";
import { StructReader } from "./struct-reader.ts";

/** RFC 8410, section 7: what stands before the seed of an Ed25519 key in PKCS#8. */
const pkcs8 = fromHex("302e020100300506032b657004220420");
const signatureBytes = 64;

/** "Manifest n of this backup is the one with this hash", signed by a key that follows from the root key. */
export interface BackupHead {
  readonly backup: Bytes;
  readonly n: number;
  readonly manifest: Bytes;
  readonly previous: Bytes;
  readonly signature: Bytes;
}

/** The newest head that a device, or the person at it, knows of. */
export type KnownHead = Pick<BackupHead, "n" | "manifest">;

export function decodeHead(bytes: Bytes): BackupHead {
  return StructReader.whole(bytes, (reader) => {
    reader.version();
    const head = {
      backup: reader.fixed(limits.idBytes),
      n: reader.number(),
      manifest: reader.fixed(limits.hashBytes),
      previous: reader.fixed(limits.hashBytes),
      signature: reader.fixed(signatureBytes),
    };
    requireFormat(follows(head.n, head.previous));
    return head;
  });
}

export function encodeHead(head: BackupHead): Bytes {
  return concat(contentOf(head), head.signature);
}

/** The head of a manifest as it will be stored. */
export async function signHead(root: Bytes, manifest: Manifest, stored: Bytes): Promise<BackupHead> {
  const head = {
    backup: await backupIdOf(root),
    n: manifest.n,
    manifest: await sha256(stored),
    previous: manifest.previous,
  };
  const key = await privateKey(root, false);
  return { ...head, signature: new Uint8Array(await crypto.subtle.sign("Ed25519", key, signedOf(head))) };
}

/** The key that the host is told once, when the backup begins. */
export async function headKeyOf(root: Bytes): Promise<Bytes> {
  const { x } = await crypto.subtle.exportKey("jwk", await privateKey(root, true));
  return fromBase64((x ?? "").replaceAll("-", "+").replaceAll("_", "/"));
}

/** Checks that this backup's key signed the head and that the stored bytes are its manifest, and opens it. */
export async function openHead(root: Bytes, head: BackupHead, stored: Bytes): Promise<Manifest> {
  const key = await crypto.subtle.importKey("raw", await headKeyOf(root), "Ed25519", false, ["verify"]);
  const signed = await crypto.subtle.verify("Ed25519", key, head.signature, signedOf(head));
  if (!signed || !sameBytes(head.backup, await backupIdOf(root))) {
    throw refused("head-forged");
  }
  if (!sameBytes(await sha256(stored), head.manifest)) {
    throw refused("object-swapped");
  }
  const manifest = await openManifest(root, head.n, stored);
  if (!sameBytes(manifest.previous, head.previous)) {
    throw refused("head-forged");
  }
  return manifest;
}

/** Refuses a head from before, another of the same number, and a next one that does not follow. */
export function requireNotOlder(known: KnownHead, head: BackupHead): void {
  const same = head.n === known.n && sameBytes(head.manifest, known.manifest);
  const next = head.n === known.n + 1 && sameBytes(head.previous, known.manifest);
  if (!same && !next && head.n <= known.n + 1) {
    throw refused("head-rolled-back");
  }
}

type Content = Omit<BackupHead, "signature">;

function contentOf({ backup, n, manifest, previous }: Content): Bytes {
  return concat(Uint8Array.of(limits.version), backup, uint64(BigInt(n)), manifest, previous);
}

function signedOf(head: Content): Bytes {
  return concat(utf8("konsil backup head 1"), contentOf(head));
}

async function privateKey(root: Bytes, extractable: boolean): Promise<CryptoKey> {
  const seed = await headSeedOf(root);
  const encoded = concat(pkcs8, seed);
  try {
    return await crypto.subtle.importKey("pkcs8", encoded, "Ed25519", extractable, ["sign"]);
  } finally {
    seed.fill(0);
    encoded.fill(0);
  }
}
