import { AsnConvert } from "@peculiar/asn1-schema";
import { Attributes, CertificationRequest, CertificationRequestInfo } from "@peculiar/asn1-csr";
import {
  AlgorithmIdentifier,
  Attribute,
  Extension,
  Extensions,
  GeneralName,
  Name,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
} from "@peculiar/asn1-x509";
import { OctetString } from "@peculiar/asn1-schema";
import { bytesOf, concat, fromHex, utf8, type Bytes } from "../../protocol/index.ts";
import { signDer, type DeviceKey } from "../keys.ts";
import type { DeviceIdentity } from "./chain.ts";

const p256 = fromHex("06082a8648ce3d030107");

/** A PKCS#10 request with an empty subject, which claims the two names of docs/protocol/certificates.md. */
export async function certificateRequest(
  key: DeviceKey,
  who: DeviceIdentity,
  domain: string,
  challenge: string,
): Promise<Bytes> {
  const info = new CertificationRequestInfo({
    subject: new Name(),
    subjectPKInfo: new SubjectPublicKeyInfo({
      algorithm: new AlgorithmIdentifier({ algorithm: "1.2.840.10045.2.1", parameters: p256.buffer }),
      subjectPublicKey: key.publicKey.buffer,
    }),
    // DER sorts a set by its encodings, and the shorter one is the first.
    attributes: new Attributes([answered(challenge), claimedNames(who, domain)]),
  });
  const body = AsnConvert.serialize(info);
  const request = new CertificationRequest({
    certificationRequestInfo: info,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm: "1.2.840.10045.4.3.2" }),
    signature: (await signDer(key.privateKey, bytesOf(body))).buffer,
  });
  request.certificationRequestInfoRaw = body;
  return bytesOf(AsnConvert.serialize(request));
}

function answered(challenge: string): Attribute {
  const printableString = concat(Uint8Array.of(0x13, challenge.length), utf8(challenge));
  return new Attribute({ type: "1.2.840.113549.1.9.7", values: [printableString.buffer] });
}

function claimedNames({ userId, deviceId }: DeviceIdentity, domain: string): Attribute {
  const names = new SubjectAlternativeName([
    new GeneralName({ uniformResourceIdentifier: `im:${userId}@${domain}` }),
    new GeneralName({ uniformResourceIdentifier: `urn:uuid:${deviceId}` }),
  ]);
  const extension = new Extension({
    extnID: "2.5.29.17",
    extnValue: new OctetString(AsnConvert.serialize(names)),
  });
  const requested = AsnConvert.serialize(new Extensions([extension]));
  return new Attribute({ type: "1.2.840.113549.1.9.14", values: [requested] });
}
