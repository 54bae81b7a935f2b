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

const oid = {
  basicConstraints: "2.5.29.19",
  keyUsage: "2.5.29.15",
  extendedKeyUsage: "2.5.29.37",
  subjectAltName: "2.5.29.17",
  nameConstraints: "2.5.29.30",
  imUri: "1.3.6.1.5.5.7.3.40",
} as const;
const understood: readonly string[] = [
  oid.basicConstraints,
  oid.keyUsage,
  oid.extendedKeyUsage,
  oid.subjectAltName,
  oid.nameConstraints,
];

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

/** Checks {device, Device CA} up to the pinned root by RFC 5280 and the profile in docs/protocol/certificates.md. */
export async function checkChain(chain: readonly Uint8Array[], trust: Trust, at: Date): Promise<DeviceCertificate> {
  const [first, second] = chain;
  if (chain.length !== 2 || first === undefined || second === undefined) {
    throw new TamperedError("certificate-chain-length");
  }
  const [device, issuer, root] = [readCertificate(first), readCertificate(second), readCertificate(trust.root)];
  await checkSignature(issuer, root, at);
  checkAuthority(issuer);
  await checkSignature(device, issuer, at);
  checkEndEntity(device, issuer);
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

async function checkSignature(
  certificate: UnverifiedCertificate,
  issuer: UnverifiedCertificate,
  at: Date,
): Promise<void> {
  const { tbsCertificate, signatureAlgorithm, signatureValue } = certificate.asn1;
  const sameAlgorithm = tbsCertificate.signature.algorithm === signatureAlgorithm.algorithm;
  const named = sameName(tbsCertificate.issuer, subjectOf(issuer));
  const valid = await signedBy(issuer, signatureAlgorithm.algorithm, certificate.body, signatureValue);
  if (!sameAlgorithm || !named || !valid) {
    throw new TamperedError("certificate-signature");
  }
  const { notBefore, notAfter } = tbsCertificate.validity;
  if (at < notBefore.getTime() || at > notAfter.getTime()) {
    throw new TamperedError("certificate-expired");
  }
  const strange = extensionsOf(certificate).some(({ critical, extnID }) => critical && !understood.includes(extnID));
  if (strange) {
    throw new TamperedError("certificate-critical-extension");
  }
}

function checkAuthority(issuer: UnverifiedCertificate): void {
  const usages = extendedUsages(issuer);
  if (!isAuthority(issuer) || !hasUsage(issuer, KeyUsageFlags.keyCertSign)) {
    throw new TamperedError("certificate-issuer-is-no-authority");
  }
  if (usages !== undefined && !usages.includes(oid.imUri)) {
    throw new TamperedError("certificate-usage");
  }
}

function checkEndEntity(device: UnverifiedCertificate, issuer: UnverifiedCertificate): void {
  const usages = extendedUsages(device);
  if (isAuthority(device) || !hasUsage(device, KeyUsageFlags.digitalSignature, "only")) {
    throw new TamperedError("certificate-usage");
  }
  if (usages?.length !== 1 || usages[0] !== oid.imUri) {
    throw new TamperedError("certificate-usage");
  }
  const constraints = extension(issuer, oid.nameConstraints);
  if (constraints !== undefined && !permitsName(constraints, subjectOf(device))) {
    throw new TamperedError("certificate-name-constraints");
  }
}

function isAuthority(certificate: UnverifiedCertificate): boolean {
  const found = extension(certificate, oid.basicConstraints);
  return found !== undefined && parsed(() => AsnConvert.parse(found.extnValue.buffer, BasicConstraints)).cA;
}

function hasUsage(
  certificate: UnverifiedCertificate,
  flag: number,
  how: "among others" | "only" = "among others",
): boolean {
  const found = extension(certificate, oid.keyUsage);
  if (found === undefined) {
    return false;
  }
  const usages = parsed(() => AsnConvert.parse(found.extnValue.buffer, KeyUsage)).toNumber();
  return how === "only" ? usages === flag : (usages & flag) !== 0;
}

function extendedUsages(certificate: UnverifiedCertificate): readonly string[] | undefined {
  const found = extension(certificate, oid.extendedKeyUsage);
  return found === undefined
    ? undefined
    : [...parsed(() => AsnConvert.parse(found.extnValue.buffer, ExtendedKeyUsage))];
}

function identityOf(device: UnverifiedCertificate, domain: string): DeviceIdentity {
  const found = extension(device, oid.subjectAltName);
  const names =
    found === undefined ? [] : [...parsed(() => AsnConvert.parse(found.extnValue.buffer, SubjectAlternativeName))];
  const uris = names.map((name) => name.uniformResourceIdentifier ?? "");
  const userId = onlyMatch(uris, "im:", `@${domain}`);
  const deviceId = onlyMatch(uris, "urn:uuid:", "");
  const commonName = subjectOf(device)
    .flatMap((part) => [...part])
    .filter(({ type }) => type === "2.5.4.3")
    .map(({ value }) => value.toString());
  if (uris.length !== 2 || commonName.length !== 1 || commonName[0] !== deviceId) {
    throw new TamperedError("certificate-names");
  }
  return { userId, deviceId };
}

function onlyMatch(uris: readonly string[], prefix: string, suffix: string): string {
  const ids = uris
    .filter((uri) => uri.startsWith(prefix) && uri.endsWith(suffix))
    .map((uri) => uri.slice(prefix.length, uri.length - suffix.length));
  const [id] = ids;
  if (ids.length !== 1 || id === undefined || !isUuid(id)) {
    throw new TamperedError("certificate-names");
  }
  return id;
}
