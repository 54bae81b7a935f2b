import { describe, expect, it } from "vitest";
import { concat, hex, sha256, utf8 } from "../protocol/index.ts";
import { derOfSignature, importP256, signatureOfDer, verifyDer } from "./ecdsa.ts";
import { generateDeviceKey, KeyRing } from "./keys.ts";
import { encodeSessionProof, signSession, type SessionProof } from "./session.ts";

const proof: SessionProof = {
  host: "konsil.example",
  serverNonce: new Uint8Array(32).fill(1),
  clientNonce: new Uint8Array(32).fill(2),
  accessToken: "a.b.c",
  atMillis: 1_700_000_000_123,
};

describe("a session proof", () => {
  it("is encoded as docs/protocol/labels.md says", async () => {
    const hash = hex(await sha256(utf8("a.b.c")));
    const expected = `0e${hex(utf8("konsil.example"))}20${"01".repeat(32)}20${"02".repeat(32)}20${hash}0000018bcfe5687b`;
    expect(hex(await encodeSessionProof(proof))).toBe(expected);
  });

  it("is signed over its label by the device's key, which cannot be exported", async () => {
    const key = await generateDeviceKey();
    const signature = await signSession(key.privateKey, proof);
    const label = utf8("MLS 1.0 Konsil session 1");
    const content = await encodeSessionProof(proof);
    const signed = concat(Uint8Array.of(label.length), label, Uint8Array.of(0x40, content.length), content);
    const publicKey = await importP256(key.publicKey);
    if (publicKey === undefined) throw new Error("no key");

    expect(key.privateKey.extractable).toBe(false);
    expect(await verifyDer(publicKey, "P-256", "SHA-256", signed, signature)).toBe(true);
    expect(await verifyDer(publicKey, "P-256", "SHA-256", content, signature)).toBe(false);
    expect(() => new KeyRing().require(key.handle)).toThrow("signature-key-missing");
  });
});

describe("a DER signature", () => {
  it("comes back as it was, with and without leading zeros", () => {
    for (const first of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
      const plain = new Uint8Array(64).fill(7);
      plain[0] = first;
      plain[32] = first;
      expect(signatureOfDer(derOfSignature(plain), "P-256")).toEqual(plain);
    }
  });

  it("is refused when it is not DER", () => {
    const der = derOfSignature(new Uint8Array(64).fill(7));
    const wrong = [der.subarray(1), der.subarray(0, der.length - 1), concat(der, Uint8Array.of(0)), new Uint8Array()];
    const padded = Uint8Array.of(0x30, 8, 2, 2, 0, 1, 2, 2, 0, 1);
    const negative = Uint8Array.of(0x30, 6, 2, 1, 0x80, 2, 1, 1);
    for (const bytes of [...wrong, padded, negative]) {
      expect(() => signatureOfDer(bytes, "P-256")).toThrow("signature-malformed");
    }
  });

  it("is refused for a key that is no uncompressed point of the curve", async () => {
    const { publicKey } = await generateDeviceKey();
    expect(await importP256(concat(Uint8Array.of(2), publicKey.subarray(1, 33)))).toBeUndefined();
    expect(await importP256(publicKey.map((byte, at) => (at === 64 ? byte ^ 1 : byte)))).toBeUndefined();
  });
});
