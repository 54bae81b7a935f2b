import {
  decodeContent,
  sameBytes,
  sha256,
  TamperedError,
  utf8,
  type Bytes,
  type Content,
  type Manifest,
} from "../protocol/index.ts";
import { limits } from "./limits.ts";

/** A content whose fields are in their bounds, and SHA-256 of it as it came. */
export interface ReceivedContent {
  readonly content: Content;
  readonly hash: Bytes;
}

const outsideChain: readonly (string | undefined)[] = ["head", "resendRequest", "resent"];

/** What is shown as a message; the rest is said and done. */
const canExpire: readonly (string | undefined)[] = ["text", "attachment", "part"];

/** Reads what was decrypted: bounded first, then decoded, then every field checked. */
export async function readContent(encoded: Uint8Array, messageId?: Uint8Array): Promise<ReceivedContent> {
  if (encoded.length > limits.contentBytes) {
    throw new TamperedError("content-too-large");
  }
  const content = decodeContent(encoded);
  check(content);
  if (messageId !== undefined && !sameBytes(content.messageId, messageId)) {
    throw new TamperedError("content-foreign-envelope");
  }
  return { content, hash: await sha256(encoded) };
}

function check(content: Content): void {
  requireLength(content.messageId, 16);
  requireNumber(content.counter, 0n);
  requireNumber(content.sentAtMillis, 0n);
  // An unknown body may be of either kind.
  const known = content.body.case !== undefined;
  hold(!known || outsideChain.includes(content.body.case) === (content.counter === 0n));
  requireLength(content.previous, content.counter > 1n ? 32 : 0);
  requireExpiry(content.expiresAfterSeconds);
  const shown = !known || canExpire.includes(content.body.case);
  hold(shown || content.expiresAfterSeconds === 0);
  checkBody(content.body);
}

function checkBody(body: Content["body"]): void {
  if (body.case === "text") {
    requireText(body.value.text, limits.textBytes);
  } else if (body.case === "edit") {
    requireLength(body.value.messageId, 16);
    requireText(body.value.text?.text ?? "", limits.textBytes);
  } else if (body.case === "deletion") {
    requireLength(body.value.messageId, body.value.everything ? 0 : 16);
  } else if (body.case === "deletionReceipt") {
    requireLength(body.value.messageId, 16);
    requireNumber(body.value.deletedAtMillis, 0n);
    requireSignature(body.value.signature);
  } else if (body.case === "readReceipt") {
    requireNumber(body.value.seq, 1n);
  } else if (body.case === "expiry") {
    requireExpiry(body.value.seconds);
  } else if (body.case === "attachment") {
    checkAttachment(body.value);
  } else if (body.case === "part") {
    checkPart(body.value);
  } else {
    checkOutside(body);
  }
}

function checkOutside(body: Content["body"]): void {
  if (body.case === "head") {
    requireNumber(body.value.counter, 0n);
    requireLength(body.value.hash, body.value.counter === 0n ? 0 : 32);
  } else if (body.case === "resent") {
    hold(body.value.content.length > 0);
  } else if (body.case === "resendRequest") {
    const { deviceId, from, to } = body.value;
    const everybody = deviceId.length === 0;
    requireLength(deviceId, everybody ? 0 : 16);
    requireNumber(from, everybody ? 0n : 1n);
    requireNumber(to, from);
    hold(!everybody || to === 0n);
  }
}

type BodyOf<Case extends Content["body"]["case"]> = NonNullable<Extract<Content["body"], { case: Case }>["value"]>;

function checkAttachment({ manifest, key, name, mediaType }: BodyOf<"attachment">): void {
  const { hashes } = checkManifest(manifest, 1, limits.attachmentBytes);
  hold(hashes.length === 1);
  requireLength(key, 32);
  requireText(name, limits.nameBytes);
  requireText(mediaType, limits.mediaTypeBytes);
}

function checkPart({ manifest, index, content }: BodyOf<"part">): void {
  const { hashes } = checkManifest(manifest, limits.parts, limits.parts * limits.partBytes);
  hold(index < hashes.length && content.length <= limits.partBytes);
}

function checkManifest(manifest: Manifest | undefined, maxParts: number, maxBytes: number): Manifest {
  if (manifest === undefined) {
    throw new TamperedError("content-field-out-of-bounds");
  }
  requireLength(manifest.id, 16);
  hold(manifest.bytes <= BigInt(maxBytes));
  hold(manifest.hashes.length >= 1 && manifest.hashes.length <= maxParts);
  manifest.hashes.forEach((hash) => {
    requireLength(hash, 32);
  });
  requireSignature(manifest.signature);
  return manifest;
}

function requireExpiry(seconds: number): void {
  hold(seconds <= limits.expirySeconds);
}

function requireSignature(signature: Uint8Array): void {
  hold(signature.length > 0 && signature.length <= limits.signatureBytes);
}

function requireText(text: string, maxBytes: number): void {
  hold(utf8(text).length <= maxBytes);
}

function requireLength(bytes: Uint8Array, length: number): void {
  hold(bytes.length === length);
}

function requireNumber(number: bigint, least: bigint): void {
  hold(number >= least && number <= BigInt(Number.MAX_SAFE_INTEGER));
}

function hold(holds: boolean): void {
  if (!holds) {
    throw new TamperedError("content-field-out-of-bounds");
  }
}
