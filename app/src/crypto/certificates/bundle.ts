import { AsnConvert } from "@peculiar/asn1-schema";
import { ContentInfo, SignedData, id_signedData } from "@peculiar/asn1-cms";
import { bytesOf, TamperedError, type Bytes } from "../../protocol/index.ts";
import { isWholeElement, parsed, readCertificate, sameName, signedBy, subjectOf } from "./certificate.ts";

const maxBundleBytes = 64 * 1024;

/** The certificates of a certs-only PKCS#7, as EST answers with (RFC 7030, section 4.1.3), in its order. */
export function certificatesInBundle(der: Uint8Array): readonly Bytes[] {
  if (der.length > maxBundleBytes || !isWholeElement(der)) {
    throw new TamperedError("certificate-bundle-malformed");
  }
  const content = parsed(() => AsnConvert.parse(bytesOf(der), ContentInfo));
  if (content.contentType !== id_signedData) {
    throw new TamperedError("certificate-bundle-malformed");
  }
  const signed = parsed(() => AsnConvert.parse(content.content, SignedData));
  return Array.from(signed.certificates ?? []).flatMap(({ certificate }) =>
    certificate === undefined ? [] : [bytesOf(parsed(() => AsnConvert.serialize(certificate)))],
  );
}

/** The one certificate that signed itself: the root that is pinned at enrolment. */
export async function rootInBundle(bundle: readonly Bytes[]): Promise<Bytes> {
  const roots: Bytes[] = [];
  for (const der of bundle) {
    const certificate = readCertificate(der);
    const { tbsCertificate, signatureAlgorithm, signatureValue } = certificate.asn1;
    const named = sameName(tbsCertificate.issuer, subjectOf(certificate));
    if (named && (await signedBy(certificate, signatureAlgorithm.algorithm, certificate.body, signatureValue))) {
      roots.push(der);
    }
  }
  const [root] = roots;
  if (roots.length !== 1 || root === undefined) {
    throw new TamperedError("certificate-root-missing");
  }
  return root;
}
