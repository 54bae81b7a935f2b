import { signedManifest } from "../content/index.ts";
import { plainLength } from "../crypto/index.ts";
import { concat, TamperedError, utf8, uuidBytes, uuidText, type Bytes, type Content } from "../protocol/index.ts";

/** What a message says of its attachment; Java's Enclosure. */
export interface Enclosure {
  /** Of the attachment at the server, a UUID. */
  readonly id: string;
  /** Of the sealed stream. */
  readonly bytes: number;
  /** Of the sealed stream. */
  readonly sha256: Bytes;
  readonly key: Bytes;
  readonly name: string;
  readonly mediaType: string;
}

type AttachmentBody = Extract<Content["body"], { case: "attachment" }>["value"];
type Sign = (label: string, content: Uint8Array) => Promise<Bytes>;
type Verify = (label: string, content: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** Of an attachment whose fields are in their bounds; throws unless its sender's device signed its manifest for this conversation. */
export async function enclosureOf(
  conversationId: string,
  { manifest, key, name, mediaType }: AttachmentBody,
  verify: Verify,
): Promise<Enclosure> {
  const sha256 = manifest?.hashes[0];
  if (manifest === undefined || sha256 === undefined) {
    throw new TamperedError("content-malformed");
  }
  const { label, content } = signedManifest(uuidBytes(conversationId), manifest);
  if (!(await verify(label, content, manifest.signature))) {
    throw new TamperedError("content-signature-invalid");
  }
  const bytes = Number(manifest.bytes);
  plainLength(bytes);
  const copies = { sha256: Uint8Array.from(sha256), key: Uint8Array.from(key) };
  return { id: uuidText(manifest.id), bytes, ...copies, name, mediaType };
}

/** What is said of it in the conversation, signed by this device. */
export async function attachmentBody(
  conversationId: string,
  { id, bytes, sha256, key, name, mediaType }: Enclosure,
  sign: Sign,
): Promise<{ readonly case: "attachment"; readonly value: object }> {
  const unsigned = { id: uuidBytes(id), bytes: BigInt(bytes), hashes: [sha256] };
  const { label, content } = signedManifest(uuidBytes(conversationId), unsigned);
  const manifest = { ...unsigned, signature: await sign(label, content) };
  return { case: "attachment", value: { manifest, key, name, mediaType } };
}

/** What its stream is sealed for (docs/protocol/stream.md). */
export function contextOf(id: string): Bytes {
  return concat(utf8("konsil attachment 1"), uuidBytes(id));
}
