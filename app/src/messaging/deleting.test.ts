import { beforeEach, describe, expect, it, vi } from "vitest";
import { signedDeletion } from "../content/index.ts";
import { hex, RefusedError, uuidBytes } from "../protocol/index.ts";
import { TestDelivery, TestHospital, type TestClient } from "../testing/index.ts";
import type { MessageRecord } from "./records.ts";

let hospital: TestHospital;
let delivery: TestDelivery;
let anna: TestClient;
let ben: TestClient;
let phone: TestClient;
let id: string;

beforeEach(async () => {
  hospital = await TestHospital.open();
  delivery = new TestDelivery();
  [anna, ben] = [await delivery.client(hospital), await delivery.client(hospital)];
  phone = await delivery.client(hospital, ben.device.userId);
  await Promise.all([anna, ben, phone].map((client) => client.connect()));
  id = await anna.messenger.begin(ben.device.userId);
  await anna.messenger.send(id, "one");
  await Promise.all([ben, phone].map((client) => kindsAre(client, ["text"])));
});

async function entriesAt(client: TestClient): Promise<readonly MessageRecord[]> {
  const known = client.messenger.conversations.some((one) => one.id === id);
  return known ? client.messenger.messages(id) : [];
}

async function kindsAre(client: TestClient, kinds: readonly MessageRecord["kind"][]): Promise<void> {
  await vi.waitFor(async () => {
    expect((await entriesAt(client)).map(({ kind }) => kind)).toEqual(kinds);
  }, 30_000);
}

async function only(client: TestClient): Promise<MessageRecord> {
  const [first] = await entriesAt(client);
  if (first === undefined) throw new Error("nothing there");
  return first;
}

async function answersAre(client: TestClient, devices: readonly TestClient[]): Promise<void> {
  await vi.waitFor(async () => {
    const { deletion } = await only(client);
    expect(Object.keys(deletion?.answers ?? {}).sort()).toEqual(devices.map(({ device }) => device.deviceId).sort());
  }, 30_000);
}

describe("delete for all (A6)", () => {
  it("takes the message from every device, and each says so", async () => {
    await anna.messenger.deleteForAll(id, (await only(anna)).id);

    await Promise.all([anna, ben, phone].map((client) => kindsAre(client, ["deleted"])));
    await answersAre(anna, [ben, phone]);
    for (const client of [anna, ben, phone]) {
      expect((await only(client)).text).toBe("");
      expect(client.messenger.conversations[0]?.lastText).toBe("");
      expect(client.defects).toEqual([]);
    }
  });

  it("lists who has not answered until they have", async () => {
    phone.disconnect();
    await anna.messenger.deleteForAll(id, (await only(anna)).id);
    await answersAre(anna, [ben]);
    const { deletion } = await only(anna);
    expect(deletion?.askedOf.map(({ deviceId }) => deviceId).sort()).toEqual(
      [ben, phone].map(({ device }) => device.deviceId).sort(),
    );

    await phone.connect();

    await answersAre(anna, [ben, phone]);
    await kindsAre(phone, ["deleted"]);
  });

  it("keeps deleted what comes only afterwards", async () => {
    phone.disconnect();
    delivery.tamper = (client, owed) => (client === phone ? [...owed].reverse() : owed);
    await anna.messenger.send(id, "three");
    const three = (await entriesAt(anna)).find(({ text }) => text === "three");
    await kindsAre(ben, ["text", "text"]);
    await anna.messenger.deleteForAll(id, three?.id ?? "");
    await kindsAre(ben, ["text", "deleted"]);

    await phone.connect();

    await vi.waitFor(async () => {
      const found = (await entriesAt(phone)).find((one) => one.id === three?.id);
      expect(found?.kind).toBe("deleted");
      expect((await entriesAt(phone)).some(({ text }) => text === "three")).toBe(false);
    }, 30_000);
  });

  it("is for one's own messages only, and for those that the server has", async () => {
    const { id: foreign } = await only(ben);
    await expect(ben.messenger.deleteForAll(id, foreign)).rejects.toThrow(RefusedError);
    anna.disconnect();
    await anna.messenger.send(id, "two");
    const waiting = (await entriesAt(anna)).find(({ text }) => text === "two");
    await expect(anna.messenger.deleteForAll(id, waiting?.id ?? "")).rejects.toThrow(RefusedError);
  });
});

describe("a deletion receipt (A6)", () => {
  const message = crypto.randomUUID();
  const receipt = { messageId: uuidBytes(message), deletedAtMillis: 5n };

  it("is signed with the device's key, for this device, conversation and message alone", async () => {
    const engine = ben.device.engine;
    const group = await ben.device.engine.create(uuidBytes(crypto.randomUUID()));
    const signed = signedDeletion(uuidBytes(id), uuidBytes(ben.device.deviceId), receipt);
    const signature = await engine.sign(signed.label, signed.content);
    const good = (device: TestClient["device"], label: string, content: Uint8Array, der: Uint8Array) =>
      engine.verify(group.group, device, label, content, der);

    expect(await good(ben.device, signed.label, signed.content, signature)).toBe(true);
    expect(await good(anna.device, signed.label, signed.content, signature)).toBe(false);
    expect(await good(ben.device, "Konsil manifest 1", signed.content, signature)).toBe(false);
    const bent = signature.slice();
    bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1;
    expect(await good(ben.device, signed.label, signed.content, bent)).toBe(false);
    const foreign = await anna.device.engine.sign(signed.label, signed.content);
    expect(await good(ben.device, signed.label, signed.content, foreign)).toBe(false);
    const later = signedDeletion(uuidBytes(id), uuidBytes(ben.device.deviceId), { ...receipt, deletedAtMillis: 6n });
    expect(await good(ben.device, signed.label, later.content, signature)).toBe(false);
  });

  it("signs what docs/protocol/labels.md says", () => {
    const bytes = (value: number): Uint8Array => new Uint8Array(16).fill(value);
    const { content } = signedDeletion(bytes(1), bytes(3), { messageId: bytes(2), deletedAtMillis: 258n });
    const vectors = [1, 2, 3].map((value) => `10${`0${String(value)}`.repeat(16)}`).join("");
    expect(hex(content)).toBe(`${vectors}0000000000000102`);
  });
});

describe("delete all of a conversation (A6)", () => {
  it("takes everything that one person wrote from every device, and each says so once", async () => {
    await ben.messenger.send(id, "two");
    await kindsAre(anna, ["text", "text"]);
    await anna.messenger.send(id, "three");
    await Promise.all([ben, phone].map((client) => kindsAre(client, ["text", "text", "text"])));

    await anna.messenger.deleteEverythingForAll(id);

    await Promise.all([anna, ben, phone].map((client) => kindsAre(client, ["text", "deleted"])));
    await vi.waitFor(async () => {
      const mark = (await entriesAt(anna)).at(-1);
      expect(Object.keys(mark?.deletion?.answers ?? {})).toHaveLength(2);
    }, 30_000);
    await anna.messenger.send(id, "four");
    await Promise.all([ben, phone].map((client) => kindsAre(client, ["text", "deleted", "text"])));
    expect([...anna.defects, ...ben.defects, ...phone.defects]).toEqual([]);
  });

  it("stays deleted where it comes late", async () => {
    let held = true;
    delivery.tamper = (client, envelopes) =>
      client === phone && held ? envelopes.filter(({ seq }) => seq !== late) : envelopes;
    const late = BigInt(delivery.logOf(id).entries.length + 1);
    await anna.messenger.send(id, "two");
    await kindsAre(ben, ["text", "text"]);
    held = false;
    await anna.messenger.deleteEverythingForAll(id);
    await vi.waitFor(async () => {
      expect((await entriesAt(phone)).filter(({ kind }) => kind === "text")).toEqual([]);
      expect((await entriesAt(phone)).some(({ kind }) => kind === "deleted")).toBe(true);
    }, 30_000);
    expect(phone.defects).toEqual([]);
  });

  it("can be done on one device alone", async () => {
    await ben.messenger.send(id, "two");
    await kindsAre(anna, ["text", "text"]);
    await anna.messenger.deleteHere(id);
    await kindsAre(anna, []);
    expect(anna.messenger.conversations[0]).toMatchObject({ lastText: "", unread: 0 });
    await ben.messenger.send(id, "three");
    await kindsAre(anna, ["text"]);
    await kindsAre(ben, ["text", "text", "text"]);
  });
});
