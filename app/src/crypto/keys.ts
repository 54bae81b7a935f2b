import { bytesOf, DefectError, hex, randomBytes, utf8, concat, type Bytes } from "../protocol/index.ts";
import { derOfSignature, importP256, verifyDer } from "./ecdsa.ts";
import { vector } from "./vector.ts";

/** The device's certified key: the private half never leaves WebCrypto. */
export interface DeviceKey {
  /** Stands for the private key wherever bytes are wanted, as in the MLS state. 16 bytes. */
  readonly handle: Bytes;
  readonly privateKey: CryptoKey;
  /** Uncompressed point, 65 bytes. */
  readonly publicKey: Bytes;
}

/** Makes a P-256 key pair whose private key cannot be exported. */
export async function generateDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const publicKey = bytesOf(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { handle: randomBytes(16), privateKey: pair.privateKey, publicKey };
}

/** Signs; the answer is DER. */
export async function signDer(key: CryptoKey, message: Uint8Array): Promise<Bytes> {
  const plain = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, bytesOf(message));
  return derOfSignature(new Uint8Array(plain));
}

/** SignWithLabel of RFC 9420, section 5.1.2; the labels are listed in docs/protocol/labels.md. */
export async function signWithLabel(key: CryptoKey, label: string, content: Uint8Array): Promise<Bytes> {
  return signDer(key, signContent(label, content));
}

/** VerifyWithLabel of RFC 9420, section 5.1.2, with an uncompressed point; one that is none has signed nothing. */
export async function verifyWithLabel(
  point: Uint8Array,
  label: string,
  content: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = await importP256(point);
  return key !== undefined && verifyDer(key, "P-256", "SHA-256", signContent(label, content), signature);
}

function signContent(label: string, content: Uint8Array): Bytes {
  return concat(vector(utf8(`MLS 1.0 ${label}`)), vector(content));
}

/** The keys that handles stand for. */
export class KeyRing {
  readonly #keys = new Map<string, CryptoKey>();

  add(key: DeviceKey): void {
    this.#keys.set(hex(key.handle), key.privateKey);
  }

  require(handle: Uint8Array): CryptoKey {
    const key = this.#keys.get(hex(handle));
    if (key === undefined) {
      throw new DefectError("signature-key-missing");
    }
    return key;
  }
}
