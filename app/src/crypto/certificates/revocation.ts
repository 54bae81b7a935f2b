import { AsnConvert } from "@peculiar/asn1-schema";
import { CertificateList } from "@peculiar/asn1-x509";
import { bytesOf, hex, TamperedError } from "../../protocol/index.ts";
import { isWholeElement, parsed, readCertificate, sameName, signedBy, subjectOf } from "./certificate.ts";

const maxListBytes = 4 * 1024 * 1024;
const understood: readonly string[] = [];

/** A verified list of revoked device certificates. */
export interface RevocationList {
  readonly thisUpdateMillis: number;
  readonly nextUpdateMillis: number;
  readonly serials: ReadonlySet<string>;
}

/** Reads a CRL and checks the signature of the Device CA and its time (RFC 5280, section 6.3). */
export async function checkRevocationList(der: Uint8Array, issuer: Uint8Array, at: Date): Promise<RevocationList> {
  const copy = bytesOf(der);
  if (copy.length > maxListBytes || !isWholeElement(copy)) {
    throw new TamperedError("revocation-list-malformed");
  }
  const list = parsed(() => AsnConvert.parse(copy, CertificateList));
  const authority = readCertificate(issuer);
  const body = bytesOf(list.tbsCertListRaw ?? new ArrayBuffer(0));
  const named = sameName(list.tbsCertList.issuer, subjectOf(authority));
  const sameAlgorithm = list.signatureAlgorithm.algorithm === list.tbsCertList.signature.algorithm;
  const valid = await signedBy(authority, list.signatureAlgorithm.algorithm, body, list.signature);
  if (!named || !sameAlgorithm || !valid) {
    throw new TamperedError("revocation-list-signature");
  }
  const read = contentOf(list);
  if (at.getTime() < read.thisUpdateMillis || at.getTime() >= read.nextUpdateMillis) {
    // Of the future, or its successor is due: who withholds that could hide a revocation.
    throw new TamperedError("revocation-list-stale");
  }
  return read;
}

function contentOf(list: CertificateList): RevocationList {
  const { thisUpdate, nextUpdate, revokedCertificates, crlExtensions } = list.tbsCertList;
  const entries = revokedCertificates ?? [];
  const extensions = [...(crlExtensions ?? []), ...entries.flatMap((entry) => entry.crlEntryExtensions ?? [])];
  if (nextUpdate === undefined || extensions.some((one) => one.critical && !understood.includes(one.extnID))) {
    throw new TamperedError("revocation-list-malformed");
  }
  return {
    thisUpdateMillis: thisUpdate.getTime().getTime(),
    nextUpdateMillis: nextUpdate.getTime().getTime(),
    serials: new Set(entries.map((entry) => hex(new Uint8Array(entry.userCertificate)))),
  };
}
