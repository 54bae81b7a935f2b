import { uint64, vector } from "../crypto/index.ts";
import { concat, type Bytes } from "../protocol/index.ts";

/** What a device signs about contents: docs/protocol/labels.md. */
export interface Signed {
  readonly label: string;
  readonly content: Bytes;
}

/** "Konsil deletion 1": the device holds nothing of this message any more (A6). */
export function signedDeletion(
  conversationId: Uint8Array,
  deviceId: Uint8Array,
  receipt: { readonly messageId: Uint8Array; readonly deletedAtMillis: bigint },
): Signed {
  return {
    label: "Konsil deletion 1",
    content: concat(
      vector(conversationId),
      vector(receipt.messageId),
      vector(deviceId),
      uint64(receipt.deletedAtMillis),
    ),
  };
}

/** "Konsil manifest 1": of what a split text or an attachment of this conversation consists (C2). */
export function signedManifest(
  conversationId: Uint8Array,
  manifest: {
    readonly id: Uint8Array;
    readonly bytes: bigint;
    readonly hashes: readonly Uint8Array[];
  },
): Signed {
  return {
    label: "Konsil manifest 1",
    content: concat(
      vector(conversationId),
      vector(manifest.id),
      uint64(manifest.bytes),
      vector(concat(...manifest.hashes.map(vector))),
    ),
  };
}
