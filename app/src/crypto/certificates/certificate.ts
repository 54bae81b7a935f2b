import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate as Asn1Certificate, type Extension, type Name } from "@peculiar/asn1-x509";
import { bytesOf, concat, hex, sameBytes, TamperedError, type Bytes } from "../../protocol/index.ts";
import { verifyDer, type Curve } from "../ecdsa.ts";

const maxCertificateBytes = 16 * 1024;
const ecdsaHashes: Partial<Record<string, "SHA-256" | "SHA-384">> = {
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
};
const curveOids: readonly (readonly [Curve, string])[] = [
  ["P-256", "06082a8648ce3d030107"],
  ["P-384", "06052b81040022"],
];

/** A certificate as it was read: nothing about it is checked yet. */
export interface UnverifiedCertificate {
  readonly der: Bytes;
  readonly body: Bytes;
  readonly asn1: Asn1Certificate;
  readonly serial: string;
}

/** Reads one DER certificate, and nothing behind it. */
export function readCertificate(der: Uint8Array): UnverifiedCertificate {
  if (der.length > maxCertificateBytes) {
    throw new TamperedError("certificate-malformed");
  }
  const copy = bytesOf(der);
  const asn1 = parsed(() => AsnConvert.parse(copy, Asn1Certificate));
  if (asn1.tbsCertificateRaw === undefined || !isWholeElement(copy)) {
    throw new TamperedError("certificate-malformed");
  }
  const serial = hex(new Uint8Array(asn1.tbsCertificate.serialNumber));
  return { der: copy, body: bytesOf(asn1.tbsCertificateRaw), asn1, serial };
}

/** Runs a parser of untrusted bytes: what it cannot read is tampered with. */
export function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new TamperedError("certificate-malformed", { cause: error });
  }
}

export function extensionsOf(certificate: UnverifiedCertificate): readonly Extension[] {
  return Array.from<Extension>(certificate.asn1.tbsCertificate.extensions ?? []);
}

/** The one extension with this OID; two of a kind are refused (RFC 5280, section 4.2). */
export function extension(certificate: UnverifiedCertificate, oid: string): Extension | undefined {
  const found = extensionsOf(certificate).filter(({ extnID }) => extnID === oid);
  if (found.length > 1) {
    throw new TamperedError("certificate-extension-twice");
  }
  return found[0];
}

export function subjectOf(certificate: UnverifiedCertificate): Name {
  return certificate.asn1.tbsCertificate.subject;
}

export function sameName(a: Name, b: Name): boolean {
  return sameBytes(bytesOf(AsnConvert.serialize(a)), bytesOf(AsnConvert.serialize(b)));
}

/** The key's uncompressed point; only P-256 and P-384 keys are known here. */
export function publicKeyOf(certificate: UnverifiedCertificate): { readonly curve: Curve; readonly point: Bytes } {
  const { algorithm, subjectPublicKey } = certificate.asn1.tbsCertificate.subjectPublicKeyInfo;
  const parameters = algorithm.parameters === undefined || algorithm.parameters === null ? "" : hexOf(algorithm);
  const curve = curveOids.find(([, oid]) => oid === parameters)?.[0];
  const point = bytesOf(subjectPublicKey);
  if (algorithm.algorithm !== "1.2.840.10045.2.1" || curve === undefined || point[0] !== 4) {
    throw new TamperedError("certificate-key-unknown");
  }
  return { curve, point };
}

/** Whether `issuer`'s key signed these bytes with this algorithm. */
export async function signedBy(
  issuer: UnverifiedCertificate,
  algorithm: string,
  body: Uint8Array,
  signature: ArrayBuffer,
): Promise<boolean> {
  const { curve, point } = publicKeyOf(issuer);
  const hash = ecdsaHashes[algorithm];
  if (hash === undefined) {
    return false;
  }
  const key = await crypto.subtle
    .importKey("raw", point, { name: "ECDSA", namedCurve: curve }, false, ["verify"])
    .catch((cause: unknown) => {
      throw new TamperedError("certificate-key-unknown", { cause });
    });
  return verifyDer(key, curve, hash, body, new Uint8Array(signature));
}

function hexOf(algorithm: { parameters?: ArrayBuffer | null }): string {
  return hex(new Uint8Array(algorithm.parameters ?? new ArrayBuffer(0)));
}

/** A SEQUENCE with definite, minimal length that ends where the bytes end. */
export function isWholeElement(der: Uint8Array): boolean {
  const [tag, first = 0] = der;
  if (tag !== 0x30) {
    return false;
  }
  if (first < 0x80) {
    return der.length === 2 + first;
  }
  const digits = der.subarray(2, 2 + (first & 0x7f));
  if (digits.length === 0 || digits.length > 4 || digits[0] === 0) {
    return false;
  }
  const length = new DataView(concat(new Uint8Array(4 - digits.length), digits).buffer).getUint32(0);
  return length >= 0x80 && der.length === 2 + digits.length + length;
}
