import { beforeEach, describe, expect, it, vi } from "vitest";
import { TestDelivery, TestHospital, type TestClient } from "../testing/index.ts";

let delivery: TestDelivery;
let anna: TestClient;
let ben: TestClient;
let phone: TestClient;
let id: string;

beforeEach(async () => {
  const hospital = await TestHospital.open();
  delivery = new TestDelivery();
  [anna, ben] = [await delivery.client(hospital), await delivery.client(hospital)];
  phone = await delivery.client(hospital, ben.device.userId);
  await Promise.all([anna.connect(), ben.connect(), phone.connect()]);
  id = await anna.messenger.begin(ben.device.userId);
});

async function textsAt(client: TestClient): Promise<string[]> {
  const known = client.messenger.conversations.some((one) => one.id === id);
  return known ? (await client.messenger.messages(id)).map(({ text }) => text) : [];
}

async function eventually(client: TestClient, texts: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    expect(await textsAt(client)).toEqual(texts);
  }, 30_000);
}

async function seqOf(text: string): Promise<number> {
  const seq = (await anna.messenger.messages(id)).find((one) => one.text === text)?.seq;
  if (seq === undefined) throw new Error("not at the server yet");
  return seq;
}

describe("a message on its way", () => {
  it("is on as many devices as have confirmed it, and that is told when it is asked", async () => {
    await anna.messenger.send(id, "one");
    await Promise.all([eventually(ben, ["one"]), eventually(phone, ["one"])]);
    phone.disconnect();
    await anna.messenger.send(id, "two");
    await eventually(ben, ["one", "two"]);
    const seq = await vi.waitFor(() => seqOf("two"), 30_000);
    expect(anna.messenger.reach(id, seq)).toBeUndefined();

    await vi.waitFor(async () => {
      await anna.messenger.askReach(id);
      expect(anna.messenger.reach(id, seq)).toEqual({ devices: 2, holding: 1 });
    }, 30_000);
    await phone.connect();
    await vi.waitFor(() => {
      expect(anna.messenger.delivered(id)).toBeGreaterThanOrEqual(seq);
    }, 30_000);
    await anna.messenger.askReach(id);
    expect(anna.messenger.reach(id, seq)).toBeUndefined();
  });

  it("is asked for without harm while there is no connection", async () => {
    await anna.messenger.send(id, "one");
    await eventually(ben, ["one"]);
    anna.disconnect();
    await expect(anna.messenger.askReach(id)).resolves.toBeUndefined();
  });
});

describe("a read receipt (A10)", () => {
  it("is not sent by who did not ask for that", async () => {
    await anna.messenger.send(id, "one");
    await eventually(ben, ["one"]);
    const said = delivery.logOf(id).entries.length;
    await ben.messenger.markRead(id, false);
    await ben.messenger.send(id, "two");
    await eventually(anna, ["one", "two"]);
    expect(delivery.logOf(id).entries).toHaveLength(said + 1);
    expect(anna.messenger.readers(id, await seqOf("one"))).toEqual([]);
  });

  it("tells who has read what, once, and is no message", async () => {
    await anna.messenger.send(id, "one");
    await eventually(ben, ["one"]);
    await ben.messenger.markRead(id, true);
    await ben.messenger.markRead(id, true);
    await anna.messenger.send(id, "two");
    await eventually(ben, ["one", "two"]);
    await vi.waitFor(async () => {
      expect(anna.messenger.readers(id, await seqOf("one"))).toEqual([ben.device.userId]);
    }, 30_000);
    expect(anna.messenger.readers(id, await seqOf("two"))).toEqual([]);
    expect(anna.messenger.conversations[0]?.unread).toBe(0);
    await eventually(phone, ["one", "two"]);
    expect(delivery.logOf(id).entries).toHaveLength(4);
    expect([...anna.defects, ...ben.defects, ...phone.defects]).toEqual([]);
  });
});
