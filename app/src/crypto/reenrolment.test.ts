import { describe, expect, it } from "vitest";
import { hex, sha256, utf8 } from "../protocol/index.ts";
import { generateDeviceKey, verifyWithLabel } from "./keys.ts";
import { encodeReenrolmentProof, signReenrolment } from "./reenrolment.ts";

const host = "konsil.example";
const request = utf8("a request");
const label = "Konsil re-enrolment 1";

describe("a re-enrolment proof", () => {
  it("is encoded as docs/protocol/labels.md says", async () => {
    const hash = hex(await sha256(request));

    expect(hex(await encodeReenrolmentProof(host, request))).toBe(`0e${hex(utf8(host))}20${hash}`);
  });

  it("counts for this key, this host and this request alone", async () => {
    const key = await generateDeviceKey();
    const other = await generateDeviceKey();
    const signature = await signReenrolment(key.privateKey, host, request);
    const proof = await encodeReenrolmentProof(host, request);
    const verify = (publicKey: Uint8Array, content: Uint8Array): Promise<boolean> =>
      verifyWithLabel(publicKey, label, content, signature);

    expect(await verify(key.publicKey, proof)).toBe(true);
    expect(await verify(other.publicKey, proof)).toBe(false);
    expect(await verify(key.publicKey, await encodeReenrolmentProof("other.example", request))).toBe(false);
    for (let bit = 0; bit < request.length * 8; bit++) {
      const flipped = request.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(await verify(key.publicKey, await encodeReenrolmentProof(host, flipped))).toBe(false);
    }
  });
});
