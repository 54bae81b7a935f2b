import type { Capabilities, CiphersuiteImpl, KeyPackage, Lifetime, PrivateKeyPackage } from "ts-mls";
import { decodeVarLenData } from "ts-mls/codec/variableLength.js";
import { generateKeyPackageWithKey, makeKeyPackageRef, verifyKeyPackage } from "ts-mls/keyPackage.js";
import { verifyLeafNodeSignatureKeyPackage } from "ts-mls/leafNode.js";
import { bytesOf, concat, DefectError, hex, sameBytes, TamperedError, type Bytes } from "../../protocol/index.ts";
import type { DeviceCertificate, DeviceIdentity } from "../certificates/index.ts";
import type { DeviceKey } from "../keys.ts";
import { vector } from "../vector.ts";
import type { DeviceAuthentication } from "./authentication.ts";
import type { OwnKeyPackage } from "./engine.ts";
import { memberListType } from "./member-list.ts";
import { readMessage, writeMessage } from "./messages.ts";
import { checkLifetime } from "./policy.ts";
import { suiteName } from "./suite.ts";

const lifeMillis = 28 * 24 * 3600 * 1000;
const clockSlackMillis = 3600 * 1000;
const maxLifeSeconds = 90n * 24n * 3600n;
const capabilities: Capabilities = {
  versions: ["mls10"],
  ciphersuites: [suiteName],
  extensions: [memberListType],
  proposals: [],
  credentials: ["x509"],
};

/** This device, as it appears in groups. */
export interface OwnDevice {
  readonly key: DeviceKey;
  /** {device certificate, Device CA certificate}, DER. */
  readonly chain: readonly Bytes[];
  readonly certificate: DeviceCertificate;
}

export interface WholeKeyPackage {
  readonly publicPackage: KeyPackage;
  readonly privatePackage: PrivateKeyPackage;
}

/** A key package that lives four weeks, and never longer than the certificate. */
export async function generate(own: OwnDevice, suite: CiphersuiteImpl, now: Date): Promise<WholeKeyPackage> {
  const lifetime: Lifetime = {
    notBefore: seconds(Math.max(now.getTime() - clockSlackMillis, own.certificate.notBeforeMillis)),
    notAfter: seconds(Math.min(now.getTime() + lifeMillis, own.certificate.notAfterMillis)),
  };
  const keys = { signKey: own.key.handle, publicKey: own.key.publicKey };
  const credential = { credentialType: "x509" as const, certificates: [...own.chain] };
  return generateKeyPackageWithKey(credential, capabilities, lifetime, [], keys, suite);
}

export async function seal(whole: WholeKeyPackage, suite: CiphersuiteImpl): Promise<OwnKeyPackage> {
  const { publicPackage, privatePackage } = whole;
  return {
    reference: hex(await makeKeyPackageRef(publicPackage, suite.hash)),
    published: writeMessage({ version: "mls10", wireformat: "mls_key_package", keyPackage: publicPackage }),
    secret: concat(vector(privatePackage.initPrivateKey), vector(privatePackage.hpkePrivateKey)),
  };
}

export function open({ published, secret }: OwnKeyPackage, handle: Uint8Array): WholeKeyPackage {
  const init = decodeVarLenData(secret, 0);
  const leaf = init === undefined ? undefined : decodeVarLenData(secret, init[1]);
  if (init === undefined || leaf === undefined) {
    throw new DefectError("key-package-secret-malformed");
  }
  return {
    publicPackage: readMessage(published, "mls_key_package").keyPackage,
    privatePackage: {
      initPrivateKey: bytesOf(init[0]),
      hpkePrivateKey: bytesOf(leaf[0]),
      signaturePrivateKey: bytesOf(handle),
    },
  };
}

/** RFC 9420, section 10.1, and the rules of this installation. */
export async function check(
  keyPackage: KeyPackage,
  suite: CiphersuiteImpl,
  authentication: DeviceAuthentication,
): Promise<DeviceIdentity> {
  const { leafNode } = keyPackage;
  const signed =
    (await verifyLeafNodeSignatureKeyPackage(leafNode, suite.signature)) &&
    (await verifyKeyPackage(keyPackage, suite.signature));
  if (keyPackage.cipherSuite !== suiteName || !signed || sameBytes(keyPackage.initKey, leafNode.hpkePublicKey)) {
    throw new TamperedError("key-package-invalid");
  }
  if (!leafNode.capabilities.extensions.includes(memberListType)) {
    throw new TamperedError("key-package-without-member-list");
  }
  checkLifetime(leafNode, authentication.now);
  if (leafNode.lifetime.notAfter - leafNode.lifetime.notBefore > maxLifeSeconds) {
    throw new TamperedError("key-package-lives-too-long");
  }
  const { userId, deviceId } = await authentication.authenticate(leafNode.credential, leafNode.signaturePublicKey);
  return { userId, deviceId };
}

function seconds(millis: number): bigint {
  return BigInt(Math.floor(millis / 1000));
}
