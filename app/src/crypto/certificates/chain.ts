import { AsnConvert } from "@peculiar/asn1-schema";
import {
  BasicConstraints,
  ExtendedKeyUsage,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
} from "@peculiar/asn1-x509";
import { isUuid, TamperedError, type Bytes } from "../../protocol/index.ts";
import {
  extension,
  extensionsOf,
  parsed,
  publicKeyOf,
  readCertificate,
  sameName,
  signedBy,
  subjectOf,
  type UnverifiedCertificate,
} from "./certificate.ts";
import { permitsName } from "./name-constraints.ts";

export const oid = {
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  subjectAltName: "2.5.29.17",
  nameConstraints: "2.5.29.30",
  imUri: "1.3.6.1.5.5.7.3.40",
  deliveryService: "2.25.1735812907.1.2",
} as const;
/** What the profile marks critical; anything else that is critical is a certificate for something else. */
const understood: readonly string[] = [oid.basicConstraints, oid.keyUsage, oid.nameConstraints];
/** Both CAs sign with P-384: ecdsa-with-SHA384 (RFC 5758). */
const signedWith = "1.2.840.10045.4.3.3";

/** Whose device this is, as its certificate says. */
export interface DeviceIdentity {
  readonly userId: string;
  readonly deviceId: string;
}

/** A device certificate that stood every check, with the CA that signed it. */
export interface DeviceCertificate extends DeviceIdentity {
  readonly publicKey: Bytes;
  readonly serial: string;
  readonly notBeforeMillis: number;
  readonly notAfterMillis: number;
  readonly issuer: UnverifiedCertificate;
}

/** What a chain must lead to. */
export interface Trust {
  /** The hospital's root, DER, pinned at enrolment. */
  readonly root: Uint8Array;
  readonly domain: string;
}

/**
 * Checks {device, Device CA} up to the pinned root by RFC 5280 and the profile in docs/protocol/certificates.md; the rules are
 * the server's, and both judge pki/test-vectors/device-chains.json alike.
 */
export async function checkChain(chain: readonly Uint8Array[], trust: Trust, at: Date): Promise<DeviceCertificate> {
  const [first, second] = chain;
  if (chain.length !== 2 || first === undefined || second === undefined) {
    throw new TamperedError("certificate-chain-length");
  }
  const [device, issuer, root] = [readCertificate(first), readCertificate(second), readCertificate(trust.root)];
  await checkSignature(issuer, root, at);
  checkAuthority(issuer, oid.imUri);
  await checkSignature(device, issuer, at);
  checkEndEntity(device, issuer, oid.imUri);
  const { curve, point } = publicKeyOf(device);
  if (curve !== "P-256") {
    throw new TamperedError("certificate-key-unknown");
  }
  const { notBefore, notAfter } = device.asn1.tbsCertificate.validity;
  return {
    ...identityOf(device, trust.domain),
    publicKey: point,
    serial: device.serial,
    notBeforeMillis: notBefore.getTime().getTime(),
    notAfterMillis: notAfter.getTime().getTime(),
    issuer,
  };
}

/** Who a leaf says it is; only for leaves that were checked when they came into the group. */
export function identityInChain(chain: readonly Uint8Array[], domain: string): DeviceIdentity {
  const [first] = chain;
  if (first === undefined) {
    throw new TamperedError("certificate-chain-length");
  }
  return identityOf(readCertificate(first), domain);
}

export async function checkSignature(
  certificate: UnverifiedCertificate,
  issuer: UnverifiedCertificate,
  at: Date,
): Promise<void> {
  const { tbsCertificate, signatureAlgorithm, signatureValue } = certificate.asn1;
  const sameAlgorithm = [tbsCertificate.signature, signatureAlgorithm].every(
    ({ algorithm }) => algorithm === signedWith,
  );
  const named = sameName(tbsCertificate.issuer, subjectOf(issuer));
  const valid = await signedBy(issuer, signedWith, certificate.body, signatureValue);
  if (!sameAlgorithm || !named || !valid) {
    throw new TamperedError("certificate-signature");
  }
  const { notBefore, notAfter } = tbsCertificate.validity;
  // Its last second lasts a whole second (RFC 5280, section 4.1.2.5).
  if (at < notBefore.getTime() || at.getTime() >= notAfter.getTime().getTime() + 1000) {
    throw new TamperedError("certificate-expired");
  }
  const strange = extensionsOf(certificate).some(({ critical, extnID }) => critical && !understood.includes(extnID));
  if (strange) {
    throw new TamperedError("certificate-critical-extension");
  }
}

/** A CA for certificates of this purpose; its other purposes are for its other certificates. */
export function checkAuthority(issuer: UnverifiedCertificate, purpose: string): void {
  const { cA, pathLenConstraint } = basicConstraints(issuer);
  if (!cA || pathLenConstraint !== 0 || !usageIs(issuer, KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)) {
    throw new TamperedError("certificate-issuer-is-no-authority");
  }
  if (!extendedUsages(issuer).includes(purpose)) {
    throw new TamperedError("certificate-usage");
  }
}

/** A key that signs for this purpose and no other, inside its CA's constraints. */
export function checkEndEntity(device: UnverifiedCertificate, issuer: UnverifiedCertificate, purpose: string): void {
  const usages = extendedUsages(device);
  if (basicConstraints(device).cA || !usageIs(device, KeyUsageFlags.digitalSignature)) {
    throw new TamperedError("certificate-usage");
  }
  if (usages.length !== 1 || usages[0] !== purpose) {
    throw new TamperedError("certificate-usage");
  }
  // A CA that is bound to no hospital is refused: a slip of the root's would open every name.
  const constraints = extension(issuer, oid.nameConstraints);
  if (constraints === undefined || !permitsName(constraints, subjectOf(device))) {
    throw new TamperedError("certificate-name-constraints");
  }
}

function basicConstraints(certificate: UnverifiedCertificate): BasicConstraints {
  const found = extension(certificate, oid.basicConstraints);
  return found === undefined
    ? new BasicConstraints()
    : parsed(() => AsnConvert.parse(found.extnValue.buffer, BasicConstraints));
}

function usageIs(certificate: UnverifiedCertificate, flags: number): boolean {
  const found = extension(certificate, oid.keyUsage);
  return found !== undefined && parsed(() => AsnConvert.parse(found.extnValue.buffer, KeyUsage)).toNumber() === flags;
}

function extendedUsages(certificate: UnverifiedCertificate): readonly string[] {
  const found = extension(certificate, oid.extendedKeyUsage);
  return found === undefined ? [] : [...parsed(() => AsnConvert.parse(found.extnValue.buffer, ExtendedKeyUsage))];
}

function identityOf(device: UnverifiedCertificate, domain: string): DeviceIdentity {
  const found = extension(device, oid.subjectAltName);
  const names =
    found === undefined ? [] : [...parsed(() => AsnConvert.parse(found.extnValue.buffer, SubjectAlternativeName))];
  const [user, own] = names.map((name) => name.uniformResourceIdentifier ?? "");
  const userId = idIn(user, "im:", `@${domain}`);
  const deviceId = idIn(own, "urn:uuid:", "");
  const [organisation, commonName, ...more] = subjectOf(device).flatMap((part) => [...part]);
  const named = organisation?.type === "2.5.4.10" && commonName?.type === "2.5.4.3" && more.length === 0;
  if (names.length !== 2 || !named || commonName.value.toString() !== deviceId) {
    throw new TamperedError("certificate-names");
  }
  return { userId, deviceId };
}

function idIn(uri: string | undefined, prefix: string, suffix: string): string {
  const id = uri?.slice(prefix.length, uri.length - suffix.length) ?? "";
  if (!isUuid(id) || uri !== `${prefix}${id}${suffix}`) {
    throw new TamperedError("certificate-names");
  }
  return id;
}
