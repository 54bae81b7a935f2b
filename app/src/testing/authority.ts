import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  CertificateList,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  RevokedCertificate,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  TBSCertList,
  Time,
  Validity,
  Version,
} from "@peculiar/asn1-x509";
import { bytesOf, randomBytes, type Bytes } from "../protocol/index.ts";
import { derOfSignature } from "../crypto/index.ts";

const ecdsaSha384 = "1.2.840.10045.4.3.3";

/** What a test may want to be wrong in a certificate. */
export interface CertificateShape {
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
}

/** A certificate authority with a fresh P-384 key, for tests. */
export class TestAuthority {
  readonly name: Name;
  readonly #keys: CryptoKeyPair;
  readonly certificate: Bytes;

  private constructor(name: Name, keys: CryptoKeyPair, certificate: Bytes) {
    this.name = name;
    this.#keys = keys;
    this.certificate = certificate;
  }

  static async root(label: string, validity: readonly [Date, Date]): Promise<TestAuthority> {
    const keys = await newAuthorityKeys();
    const name = nameOf(["2.5.4.10", "Hospital"], ["2.5.4.3", label]);
    const unsigned = new TestAuthority(name, keys, new Uint8Array());
    return new TestAuthority(
      name,
      keys,
      await unsigned.certify(await spki(keys.publicKey), authority(name, validity, 1)),
    );
  }

  async subordinate(
    label: string,
    validity: readonly [Date, Date],
    extra: readonly Extension[] = [],
  ): Promise<TestAuthority> {
    const keys = await newAuthorityKeys();
    const name = nameOf(["2.5.4.10", "Hospital"], ["2.5.4.3", label]);
    const shape = authority(name, validity, 0);
    const whole = { ...shape, extensions: [...shape.extensions, ...extra] };
    return new TestAuthority(name, keys, await this.certify(await spki(keys.publicKey), whole));
  }

  async certify(key: SubjectPublicKeyInfo, shape: CertificateShape): Promise<Bytes> {
    const body = new TBSCertificate({
      version: Version.v3,
      serialNumber: bytesOf([0x51, ...randomBytes(17)]).buffer,
      signature: new AlgorithmIdentifier({ algorithm: ecdsaSha384 }),
      issuer: this.name,
      validity: new Validity({ notBefore: shape.notBefore, notAfter: shape.notAfter }),
      subject: shape.subject,
      subjectPublicKeyInfo: key,
      extensions: new Extensions([...shape.extensions]),
    });
    const certificate = new Certificate({
      tbsCertificate: body,
      signatureAlgorithm: new AlgorithmIdentifier({ algorithm: ecdsaSha384 }),
      signatureValue: await this.#sign(AsnConvert.serialize(body)),
    });
    return bytesOf(AsnConvert.serialize(certificate));
  }

  async revocationList(serials: readonly Bytes[], thisUpdate: Date, nextUpdate: Date): Promise<Bytes> {
    const body = new TBSCertList({
      version: Version.v2,
      signature: new AlgorithmIdentifier({ algorithm: ecdsaSha384 }),
      issuer: this.name,
      thisUpdate: new Time(thisUpdate),
      nextUpdate: new Time(nextUpdate),
      ...(serials.length > 0 && {
        revokedCertificates: serials.map(
          (serial) => new RevokedCertificate({ userCertificate: serial.buffer, revocationDate: new Time(thisUpdate) }),
        ),
      }),
    });
    const list = new CertificateList({
      tbsCertList: body,
      signatureAlgorithm: new AlgorithmIdentifier({ algorithm: ecdsaSha384 }),
      signature: await this.#sign(AsnConvert.serialize(body)),
    });
    return bytesOf(AsnConvert.serialize(list));
  }

  async #sign(body: ArrayBuffer): Promise<ArrayBuffer> {
    const plain = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-384" }, this.#keys.privateKey, body);
    return derOfSignature(new Uint8Array(plain)).buffer;
  }
}

export function nameOf(...parts: readonly (readonly [string, string])[]): Name {
  return new Name(
    parts.map(
      ([type, text]) =>
        new RelativeDistinguishedName([
          new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String: text }) }),
        ]),
    ),
  );
}

export const extensions = {
  authority: (isAuthority: boolean, pathLenConstraint?: number): Extension =>
    made(
      "2.5.29.19",
      true,
      new BasicConstraints({ cA: isAuthority, ...(pathLenConstraint !== undefined && { pathLenConstraint }) }),
    ),
  keyUsage: (flags: number): Extension => made("2.5.29.15", true, new KeyUsage(flags)),
  extendedKeyUsage: (...oids: string[]): Extension => made("2.5.29.37", false, new ExtendedKeyUsage(oids)),
  uris: (...uris: string[]): Extension =>
    made(
      "2.5.29.17",
      false,
      new SubjectAlternativeName(uris.map((uri) => new GeneralName({ uniformResourceIdentifier: uri }))),
    ),
  onlyNamesUnder: (base: Name): Extension =>
    made(
      "2.5.29.30",
      true,
      new NameConstraints({
        permittedSubtrees: new GeneralSubtrees([
          new GeneralSubtree({ base: new GeneralName({ directoryName: base }) }),
        ]),
      }),
    ),
  unknownCritical: (): Extension =>
    new Extension({ extnID: "1.2.3.4.5", critical: true, extnValue: new OctetString(Uint8Array.of(5, 0)) }),
};

export async function spki(key: CryptoKey): Promise<SubjectPublicKeyInfo> {
  return AsnConvert.parse(await crypto.subtle.exportKey("spki", key), SubjectPublicKeyInfo);
}

function made(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function authority(subject: Name, [notBefore, notAfter]: readonly [Date, Date], pathLength: number): CertificateShape {
  return {
    subject,
    notBefore,
    notAfter,
    extensions: [
      extensions.authority(true, pathLength),
      extensions.keyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign),
    ],
  };
}

async function newAuthorityKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-384" }, false, ["sign", "verify"]);
}
