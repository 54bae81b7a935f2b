import { TamperedError, utf8, type Bytes } from "../protocol/index.ts";

/** What is taken (docs/protocol/backup.md, "Limits"). BackupLimits in Java has the same numbers. */
export const limits = {
  version: 1,
  idBytes: 16,
  hashBytes: 32,
  keyBytes: 32,
  contentBytes: (4 << 20) - 64,
  pageSegments: 256,
  pages: 8192,
  restorePoints: 25,
} as const;

/** Every reason for which a part of a backup is refused; the error says nothing else. */
export type BackupFault =
  | "not-in-format"
  | "words-mistyped"
  | "wrong-code"
  | "object-forged"
  | "object-swapped"
  | "head-forged"
  | "head-rolled-back";

export function refused(fault: BackupFault, cause?: unknown): TamperedError {
  return new TamperedError(`backup-${fault}`, { cause });
}

export function requireFormat(inFormat: boolean): void {
  if (!inFormat) {
    throw refused("not-in-format");
  }
}

/** HKDF with SHA-512, no salt, the label as info (RFC 5869; docs/protocol/labels.md). The caller wipes what it gets. */
export async function derive(secret: Bytes, label: string, bytes: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const hkdf = { name: "HKDF", hash: "SHA-512", salt: new Uint8Array(), info: utf8(label) };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, key, 8 * bytes));
}
