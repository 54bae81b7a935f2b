import { KeyUsageFlags } from "@peculiar/asn1-x509";
import { beforeAll, describe, expect, it } from "vitest";
import { fromHex, type Bytes } from "../../protocol/index.ts";
import { domain, extensions, imUri, nameOf, TestHospital, type TestDevice } from "../../testing/index.ts";
import { generateDeviceKey } from "../keys.ts";
import { DeviceAuthentication } from "../mls/authentication.ts";
import { checkChain } from "./chain.ts";
import { checkRevocationList } from "./revocation.ts";

const day = 24 * 3600 * 1000;
const userId = "0f8b6c1e-6f55-4c7b-9d0a-2f0a6d3f5b11";
const deviceId = "5a3c9a52-1c0f-4f4e-8f43-7a6f1f2b9c22";

let hospital: TestHospital;
let anna: TestDevice;

beforeAll(async () => {
  hospital = await TestHospital.open();
  anna = await hospital.device(userId, deviceId);
});

async function check(chain: readonly Bytes[], at: Date = hospital.now): Promise<unknown> {
  return checkChain(chain, hospital.trust, at);
}

async function bent(shape: Parameters<TestHospital["shape"]>[2]): Promise<unknown> {
  const key = await generateDeviceKey();
  return check(await hospital.certify(key, hospital.shape(userId, deviceId, shape)));
}

/** The four extensions of the profile, one of them replaced. */
function extensionsWith(at: number, ...replacement: readonly ReturnType<typeof extensions.authority>[]) {
  const all = [...hospital.shape(userId, deviceId).extensions];
  all.splice(at, 1, ...replacement);
  return { extensions: all };
}

describe("a device certificate (A5)", () => {
  it("is good when it follows the profile", async () => {
    const found = await checkChain(anna.own.chain, hospital.trust, hospital.now);
    expect(found).toMatchObject({ userId, deviceId, publicKey: anna.own.key.publicKey });
  });

  it("is refused under another root", async () => {
    const other = await TestHospital.open();
    await expect(checkChain(anna.own.chain, other.trust, hospital.now)).rejects.toThrow("certificate-signature");
  });

  it("is refused before and after its time", async () => {
    await expect(check(anna.own.chain, new Date(hospital.now.getTime() - 2 * day))).rejects.toThrow(
      "certificate-expired",
    );
    await expect(check(anna.own.chain, new Date(hospital.now.getTime() + 90 * day))).rejects.toThrow(
      "certificate-expired",
    );
  });

  it("is refused with any bit flipped", async () => {
    const [device, issuer] = anna.own.chain;
    if (device === undefined || issuer === undefined) throw new Error("no chain");
    for (const [which, der] of [device, issuer].entries()) {
      for (let at = 0; at < der.length; at += 11) {
        const flipped = der.map((byte, place) => (place === at ? byte ^ 0x04 : byte));
        const chain = which === 0 ? [flipped, issuer] : [device, flipped];
        await expect(check(chain), `certificate ${String(which)}, byte ${String(at)}`).rejects.toThrow(
          /^certificate-/u,
        );
      }
    }
  });

  it("is refused cut short, with something behind it, and in a chain of another length", async () => {
    const [device, issuer] = anna.own.chain;
    if (device === undefined || issuer === undefined) throw new Error("no chain");
    for (const der of [device.subarray(0, 1), device.subarray(0, 100), Uint8Array.from([...device, 0])]) {
      await expect(check([Uint8Array.from(der), issuer])).rejects.toThrow("certificate-malformed");
    }
    await expect(check([device])).rejects.toThrow("certificate-chain-length");
    await expect(check([device, issuer, hospital.root])).rejects.toThrow("certificate-chain-length");
    await expect(check([issuer, device])).rejects.toThrow("certificate-");
  });

  it("is refused when it is an authority itself", async () => {
    await expect(bent(extensionsWith(0, extensions.authority(true)))).rejects.toThrow("certificate-usage");
  });

  it("is refused with another key usage, or none", async () => {
    const more = KeyUsageFlags.digitalSignature | KeyUsageFlags.keyAgreement;
    await expect(bent(extensionsWith(1, extensions.keyUsage(more)))).rejects.toThrow("certificate-usage");
    await expect(bent(extensionsWith(1))).rejects.toThrow("certificate-usage");
  });

  it("is refused with another extended key usage, or one more", async () => {
    const server = "1.3.6.1.5.5.7.3.1";
    await expect(bent(extensionsWith(2, extensions.extendedKeyUsage(server)))).rejects.toThrow("certificate-usage");
    await expect(bent(extensionsWith(2, extensions.extendedKeyUsage(imUri, server)))).rejects.toThrow(
      "certificate-usage",
    );
  });

  it("is refused with names of another domain, of another form, or more of them", async () => {
    const user = `im:${userId}@${domain}`;
    const device = `urn:uuid:${deviceId}`;
    for (const names of [
      [user],
      [user, device, "im:someone@else.example"],
      [`im:${userId}@else.example`, device],
      [`im:${userId.toUpperCase()}@${domain}`, device],
      [user, user],
    ]) {
      await expect(bent(extensionsWith(3, extensions.uris(...names))), names.join()).rejects.toThrow(
        "certificate-names",
      );
    }
  });

  it("is refused with the subject of another device or another hospital", async () => {
    const other = nameOf(["2.5.4.10", "Hospital"], ["2.5.4.3", userId]);
    await expect(bent({ subject: other })).rejects.toThrow("certificate-names");
    const elsewhere = nameOf(["2.5.4.10", "Elsewhere"], ["2.5.4.3", deviceId]);
    await expect(bent({ subject: elsewhere })).rejects.toThrow("certificate-name-constraints");
  });

  it("is refused with a critical extension that nobody knows, or one twice", async () => {
    const { extensions: usual } = hospital.shape(userId, deviceId);
    await expect(bent({ extensions: [...usual, extensions.unknownCritical()] })).rejects.toThrow(
      "certificate-critical-extension",
    );
    await expect(bent({ extensions: [...usual, extensions.keyUsage(KeyUsageFlags.digitalSignature)] })).rejects.toThrow(
      "certificate-extension-twice",
    );
  });

  it("is refused for a leaf whose signature key it does not certify", async () => {
    const eve = await generateDeviceKey();
    const credential = { credentialType: "x509" as const, certificates: [...anna.own.chain] };
    const { authentication } = hospital;
    await expect(authentication.authenticate(credential, eve.publicKey)).rejects.toThrow("credential-key-differs");
    await expect(authentication.validateCredential(credential, eve.publicKey)).resolves.toBe(false);
    await expect(authentication.validateCredential(credential, anna.own.key.publicKey)).resolves.toBe(true);
    expect(authentication).toBeInstanceOf(DeviceAuthentication);
  });
});

describe("a revocation list (A5)", () => {
  const serial = fromHex("51".repeat(18));

  async function list(nextUpdate = 7 * day): Promise<Bytes> {
    const until = new Date(hospital.now.getTime() + nextUpdate);
    return hospital.devices.revocationList([serial], hospital.now, until);
  }

  it("tells the revoked serials", async () => {
    const found = await checkRevocationList(await list(), hospital.devices.certificate, hospital.now);
    expect([...found.serials]).toEqual(["51".repeat(18)]);
  });

  it("is refused from another authority, stale, altered or cut short", async () => {
    const other = await TestHospital.open();
    const der = await list();
    const issuer = hospital.devices.certificate;
    const refused = async (bytes: Uint8Array, by = issuer): Promise<void> => {
      await expect(checkRevocationList(bytes, by, hospital.now)).rejects.toThrow(/revocation-list|certificate/u);
    };
    await refused(der, other.devices.certificate);
    await refused(await list(-1000));
    await refused(der.subarray(0, der.length - 1));
    for (let at = 0; at < der.length; at += 5) {
      await refused(der.map((byte, place) => (place === at ? byte ^ 0x01 : byte)));
    }
  });
});
