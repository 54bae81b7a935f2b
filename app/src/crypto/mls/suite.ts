import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { CiphersuiteImpl } from "ts-mls";
import { makeHashImpl } from "ts-mls/crypto/implementation/default/makeHashImpl.js";
import { makeKdf, makeKdfImpl } from "ts-mls/crypto/implementation/default/makeKdfImpl.js";
import { makeGenericHpke } from "ts-mls/crypto/implementation/hpke.js";
import { bytesOf, DefectError, randomBytes, type Bytes } from "../../protocol/index.ts";
import { importP256, verifyDer } from "../ecdsa.ts";
import { signDer, type KeyRing } from "../keys.ts";

/** The one cipher suite of the installation. */
export const suiteName = "MLS_128_DHKEMP256_AES128GCM_SHA256_P256";

const algorithm = { kem: "DHKEM-P256-HKDF-SHA256", kdf: "HKDF-SHA256", aead: "AES128GCM" } as const;

/** MLS suite 2 on WebCrypto; signatures are made with the keys that the ring's handles stand for. */
export async function makeSuite(ring: KeyRing): Promise<CiphersuiteImpl> {
  const primitives = new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes128Gcm(),
  });
  return {
    name: suiteName,
    hash: makeHashImpl(crypto.subtle, "SHA-256"),
    kdf: makeKdfImpl(makeKdf("HKDF-SHA256")),
    hpke: await makeGenericHpke(algorithm, { encrypt, decrypt }, primitives),
    rng: { randomBytes },
    signature: {
      sign: (handle, message) => signDer(ring.require(handle), message),
      verify: verifyPoint,
      keygen: () => Promise.reject(new DefectError("signature-keys-are-made-at-enrolment")),
    },
  };
}

async function verifyPoint(point: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const key = await importP256(point);
  return key !== undefined && verifyDer(key, "P-256", "SHA-256", message, signature);
}

async function encrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Promise<Bytes> {
  const parameters = { name: "AES-GCM", iv: bytesOf(nonce), additionalData: bytesOf(aad) };
  const imported = await importAead(key, "encrypt");
  return bytesOf(await crypto.subtle.encrypt(parameters, imported, bytesOf(plaintext)));
}

async function decrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Promise<Bytes> {
  const parameters = { name: "AES-GCM", iv: bytesOf(nonce), additionalData: bytesOf(aad) };
  const imported = await importAead(key, "decrypt");
  return bytesOf(await crypto.subtle.decrypt(parameters, imported, bytesOf(ciphertext)));
}

async function importAead(key: Uint8Array, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, [usage]);
}
