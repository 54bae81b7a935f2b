import { beforeAll, describe, expect, it } from "vitest";
import { randomBytes, utf8 } from "../../protocol/index.ts";
import { TestHospital, type TestDevice } from "../../testing/index.ts";
import type { Group } from "./engine.ts";

let hospital: TestHospital;
let anna: TestDevice;
let ben: TestDevice;

beforeAll(async () => {
  hospital = await TestHospital.open();
  [anna, ben] = [await hospital.device(), await hospital.device()];
});

async function conversation(): Promise<readonly [Group, Group]> {
  const [own] = await ben.engine.keyPackages(1);
  if (own === undefined) throw new Error("no key package");
  const { group } = await anna.engine.create(randomBytes(16), [ben.userId]);
  const made = await anna.engine.commit(group, { add: [own.published] });
  if (made.welcome === undefined) throw new Error("no welcome");
  expect(ben.engine.welcomed(made.welcome)).toEqual([own.reference]);
  return [made.group, await ben.engine.join(made.welcome, own)];
}

describe("a group of two devices (C1)", () => {
  it("agrees after a Welcome and carries a message both ways, with its sender", async () => {
    const [atAnna, atBen] = await conversation();
    expect(ben.engine.view(atBen)).toEqual(anna.engine.view(atAnna));

    const { message } = await anna.engine.encrypt(atAnna, utf8("Grüße von Station 3 🩺"));
    const read = await ben.engine.receive(atBen, message);
    const answer = await ben.engine.encrypt(read.group, utf8("Danke"));
    const back = await anna.engine.receive(atAnna, answer.message);

    expect(read).toMatchObject({ kind: "application", sender: { userId: anna.userId, deviceId: anna.deviceId } });
    expect(read.kind === "application" && new TextDecoder().decode(read.plaintext)).toBe("Grüße von Station 3 🩺");
    expect(back).toMatchObject({ kind: "application", sender: { deviceId: ben.deviceId } });
  });

  it("reads a message of the epoch before, and refuses it twice", async () => {
    const [atAnna, atBen] = await conversation();
    const { message } = await anna.engine.encrypt(atAnna, utf8("late"));
    const update = await anna.engine.commit(atAnna, {});
    const moved = await ben.engine.receive(atBen, update.commit);

    const read = await ben.engine.receive(moved.group, message);

    expect(read).toMatchObject({ kind: "application" });
    await expect(ben.engine.receive(read.group, message)).rejects.toThrow("mls-refused");
  });

  it("survives being written down and read again", async () => {
    const [atAnna, atBen] = await conversation();
    const { message } = await anna.engine.encrypt(anna.engine.decode(anna.engine.encode(atAnna)), utf8("kept"));

    const read = await ben.engine.receive(ben.engine.decode(ben.engine.encode(atBen)), message);

    expect(read).toMatchObject({ kind: "application" });
  });

  it("pads to multiples of 256, whatever the signature's length", async () => {
    const [atAnna] = await conversation();
    const lengths = new Set<number>();
    for (const length of [0, 1, 62, 63, 64, 180, 181, 182, 183]) {
      for (let repeat = 0; repeat < 3; repeat += 1) {
        const { message } = await anna.engine.encrypt(atAnna, new Uint8Array(length));
        lengths.add(message.length);
      }
    }
    const [short, long] = [...lengths].sort((a, b) => a - b);
    expect(lengths.size).toBe(2);
    expect((long ?? 0) - (short ?? 0)).toBe(256);
  });

  it("refuses a message with any bit flipped", async () => {
    const [atAnna, atBen] = await conversation();
    const { message } = await anna.engine.encrypt(atAnna, utf8("whole"));
    for (const at of [0, 5, 22, 40, 80, message.length - 1]) {
      const bent = Uint8Array.from(message);
      bent[at] = (bent[at] ?? 0) ^ 1;
      await expect(ben.engine.receive(atBen, bent), `byte ${String(at)}`).rejects.toThrow(/mls|message/u);
    }
  });

  it("refuses eight bytes that declare a gibibyte", async () => {
    const [, atBen] = await conversation();
    const lying = Uint8Array.of(0, 1, 0, 2, 0xbf, 0xff, 0xff, 0xff);
    await expect(ben.engine.receive(atBen, lying)).rejects.toThrow("mls");
  });

  it("puts a removed device out", async () => {
    const [atAnna, atBen] = await conversation();
    const removal = await anna.engine.commit(atAnna, { remove: [ben.deviceId] });

    const out = await ben.engine.receive(atBen, removal.commit);
    const { message } = await anna.engine.encrypt(removal.group, utf8("alone"));

    expect(out.kind).toBe("removed");
    expect(ben.engine.view(out.group).active).toBe(false);
    await expect(ben.engine.receive(out.group, message)).rejects.toThrow("message-of-another-epoch");
  });
});

describe("key packages (T6, T8)", () => {
  it("carry uncompressed keys and pass their own check", async () => {
    const [own] = await anna.engine.keyPackages(1);
    expect(anna.own.key.publicKey).toHaveLength(65);
    await expect(ben.engine.checkKeyPackage(own?.published ?? new Uint8Array())).resolves.toEqual({
      userId: anna.userId,
      deviceId: anna.deviceId,
    });
  });

  it("are refused when their time is up", async () => {
    const [own] = await anna.engine.keyPackages(1);
    const before = hospital.now;
    try {
      hospital.now = new Date(before.getTime() + 29 * 24 * 3600 * 1000);
      await hospital.revoke();
      const check = ben.engine.checkKeyPackage(own?.published ?? new Uint8Array());
      await expect(check).rejects.toThrow("key-package-expired");
    } finally {
      hospital.now = before;
      await hospital.revoke();
    }
  });

  it("are refused when the certificate was revoked, and nothing is believed without a list", async () => {
    const eve = await hospital.device();
    const [own] = await eve.engine.keyPackages(1);
    const published = own?.published ?? new Uint8Array();
    await hospital.revoke(eve.own.certificate.serial);
    await expect(ben.engine.checkKeyPackage(published)).rejects.toThrow("certificate-revoked");
    hospital.forgetRevocations();
    await expect(ben.engine.checkKeyPackage(published)).rejects.toThrow("revocation-list-stale");
    await hospital.revoke();
    await expect(ben.engine.checkKeyPackage(published)).resolves.toMatchObject({ deviceId: eve.deviceId });
  });
});
