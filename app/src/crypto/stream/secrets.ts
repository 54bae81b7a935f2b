import { bytesOf, concat, sameBytes, TamperedError, utf8, type Bytes } from "../../protocol/index.ts";
import { headerBytes, keyBytes, maxChunks, saltBytes } from "./format.ts";

const prefix = utf8("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0");
const nonceBytes = 12;

/** Key and base nonce of one stream, and its header (C2SP chunked-encryption, "Key derivation"). */
export interface StreamSecrets {
  readonly header: Bytes;
  readonly key: CryptoKey;
  readonly baseNonce: Bytes;
}

export async function deriveSecrets(inputKey: Bytes, salt: Bytes, context: Uint8Array): Promise<StreamSecrets> {
  if (inputKey.length !== keyBytes || salt.length !== saltBytes) {
    throw new RangeError("a stream's key has 32 bytes, its salt 24");
  }
  const all = await expand(inputKey, concat(prefix, salt, context));
  try {
    const key = await crypto.subtle.importKey("raw", all.subarray(0, keyBytes), "AES-GCM", false, [
      "encrypt",
      "decrypt",
    ]);
    const commitmentAt = keyBytes + nonceBytes;
    const header = concat(salt, all.subarray(commitmentAt, commitmentAt + headerBytes - saltBytes));
    return { header, key, baseNonce: all.slice(keyBytes, commitmentAt) };
  } finally {
    all.fill(0);
  }
}

/** Refuses a header that this key did not make in this context. */
export async function secretsOf(header: Uint8Array, inputKey: Bytes, context: Uint8Array): Promise<StreamSecrets> {
  if (header.length < headerBytes) {
    throw new TamperedError("stream-truncated");
  }
  const secrets = await deriveSecrets(inputKey, bytesOf(header.subarray(0, saltBytes)), context);
  if (!sameBytes(secrets.header, header)) {
    throw new TamperedError("stream-key-or-context");
  }
  return secrets;
}

/** HKDF-Expand with SHA-512 (RFC 5869, section 2.3), two blocks. WebCrypto's HKDF cannot leave the extraction out. */
async function expand(inputKey: Bytes, info: Bytes): Promise<Bytes> {
  const hmac = await crypto.subtle.importKey("raw", inputKey, { name: "HMAC", hash: "SHA-512" }, false, ["sign"]);
  const first = new Uint8Array(await crypto.subtle.sign("HMAC", hmac, concat(info, Uint8Array.of(1))));
  const second = new Uint8Array(await crypto.subtle.sign("HMAC", hmac, concat(first, info, Uint8Array.of(2))));
  const all = concat(first, second);
  first.fill(0);
  second.fill(0);
  return all;
}

export async function sealChunk(secrets: StreamSecrets, chunk: number, plain: Uint8Array): Promise<Bytes> {
  const sealed = await crypto.subtle.encrypt(algorithm(secrets, chunk), secrets.key, plain as Bytes);
  return new Uint8Array(sealed);
}

export async function openChunk(secrets: StreamSecrets, chunk: number, sealed: Uint8Array): Promise<Bytes> {
  const opened = crypto.subtle.decrypt(algorithm(secrets, chunk), secrets.key, sealed as Bytes);
  return new Uint8Array(
    await opened.catch((error: unknown) => {
      throw new TamperedError("stream-chunk-forged", { cause: error });
    }),
  );
}

/** C2SP chunked-encryption, "AEAD usage": the base nonce XOR the chunk's number. */
function algorithm({ baseNonce }: StreamSecrets, chunk: number): AesGcmParams {
  if (chunk >= maxChunks) {
    throw new TamperedError("stream-too-long");
  }
  const iv = baseNonce.slice();
  const view = new DataView(iv.buffer);
  view.setUint32(8, view.getUint32(8) ^ (chunk % 2 ** 32));
  view.setUint32(4, view.getUint32(4) ^ Math.floor(chunk / 2 ** 32));
  return { name: "AES-GCM", iv };
}
