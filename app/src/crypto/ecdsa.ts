import { bytesOf, concat, TamperedError, type Bytes } from "../protocol/index.ts";

/** The length of one number of a signature, by curve. */
const sizes = { "P-256": 32, "P-384": 48 } as const;

export type Curve = keyof typeof sizes;

/** Makes ECDSA-Sig-Value (DER) of WebCrypto's r and s side by side (IEEE P1363). */
export function derOfSignature(plain: Uint8Array): Bytes {
  const half = plain.length / 2;
  const numbers = concat(derInteger(plain.subarray(0, half)), derInteger(plain.subarray(half)));
  return concat(Uint8Array.of(0x30, numbers.length), numbers);
}

/** Takes strict DER only; anything else is no signature. */
export function signatureOfDer(der: Uint8Array, curve: Curve): Bytes {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) {
    throw new TamperedError("signature-malformed");
  }
  const [r, afterR] = readInteger(der, 2, sizes[curve]);
  const [s, afterS] = readInteger(der, afterR, sizes[curve]);
  if (afterS !== der.length) {
    throw new TamperedError("signature-malformed");
  }
  return concat(r, s);
}

/** Verifies a DER signature with a raw (uncompressed) or imported key; a malformed one is simply not valid. */
export async function verifyDer(
  key: CryptoKey,
  curve: Curve,
  hash: "SHA-256" | "SHA-384",
  message: Uint8Array,
  der: Uint8Array,
): Promise<boolean> {
  try {
    const signature = signatureOfDer(der, curve);
    return await crypto.subtle.verify({ name: "ECDSA", hash }, key, signature, bytesOf(message));
  } catch (error) {
    if (error instanceof TamperedError) {
      return false;
    }
    throw error;
  }
}

/** Imports an uncompressed P-256 point; undefined if it is none (RFC 9420 section 5.1.1 wants uncompressed ones). */
export async function importP256(point: Uint8Array): Promise<CryptoKey | undefined> {
  if (point.length !== 65 || point[0] !== 4) {
    return undefined;
  }
  try {
    return await crypto.subtle.importKey("raw", bytesOf(point), { name: "ECDSA", namedCurve: "P-256" }, true, [
      "verify",
    ]);
  } catch (error) {
    if (error instanceof DOMException) {
      return undefined;
    }
    throw error;
  }
}

function derInteger(number: Uint8Array): Bytes {
  let start = 0;
  while (start < number.length - 1 && number[start] === 0) {
    start += 1;
  }
  const digits = number.subarray(start);
  const padded = (digits[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits;
  return concat(Uint8Array.of(0x02, padded.length), padded);
}

function readInteger(der: Uint8Array, at: number, size: number): [Bytes, number] {
  const length = der[at + 1] ?? 0;
  const digits = der.subarray(at + 2, at + 2 + length);
  const [first = 0, second = 0] = digits;
  const negative = first >= 0x80;
  const overlong = length > 1 && first === 0 && second < 0x80;
  const value = first === 0 ? digits.subarray(1) : digits;
  if (der[at] !== 0x02 || length === 0 || digits.length !== length || negative || overlong || value.length > size) {
    throw new TamperedError("signature-malformed");
  }
  return [concat(new Uint8Array(size - value.length), value), at + 2 + length];
}
