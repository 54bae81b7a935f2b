import { TamperedError, type Bytes } from "../../protocol/index.ts";
import { publicKeyOf, readCertificate } from "./certificate.ts";
import { checkAuthority, checkEndEntity, checkSignature, oid, type Trust } from "./chain.ts";

/** The key with which the hospital's server proposes removals. */
export interface DeliveryKey {
  readonly publicKey: Bytes;
  readonly notBeforeMillis: number;
  readonly notAfterMillis: number;
}

/**
 * Checks {key, Service CA} up to the pinned root by RFC 5280 and the profile `delivery-service`; not whether it is valid now, since
 * a group lists a key longer than that signs.
 */
export async function checkDeliveryKey(chain: readonly Uint8Array[], { root }: Trust): Promise<DeliveryKey> {
  const [first, second] = chain;
  if (chain.length !== 2 || first === undefined || second === undefined) {
    throw new TamperedError("certificate-chain-length");
  }
  const [key, issuer, anchor] = [readCertificate(first), readCertificate(second), readCertificate(root)];
  const { notBefore, notAfter } = key.asn1.tbsCertificate.validity;
  const at = notBefore.getTime();
  await checkSignature(issuer, anchor, at);
  checkAuthority(issuer, oid.deliveryService);
  await checkSignature(key, issuer, at);
  checkEndEntity(key, issuer, oid.deliveryService);
  const { curve, point } = publicKeyOf(key);
  if (curve !== "P-256") {
    throw new TamperedError("certificate-key-unknown");
  }
  return { publicKey: point, notBeforeMillis: at.getTime(), notAfterMillis: notAfter.getTime().getTime() };
}
