import { beforeEach, describe, expect, it, vi } from "vitest";
import { TestDelivery, TestHospital, type TestClient } from "../testing/index.ts";

let hospital: TestHospital;
let delivery: TestDelivery;
let anna: TestClient;
let ben: TestClient;
let id: string;

beforeEach(async () => {
  hospital = await TestHospital.open();
  delivery = new TestDelivery();
  [anna, ben] = [await delivery.client(hospital), await delivery.client(hospital)];
  await Promise.all([anna.connect(), ben.connect()]);
  id = await anna.messenger.begin(ben.device.userId);
  await anna.messenger.send(id, "one");
  await eventually(ben, ["one"]);
});

async function entriesAt(client: TestClient): Promise<string[]> {
  const known = client.messenger.conversations.some((one) => one.id === id);
  const found = known ? await client.messenger.messages(id) : [];
  return found.map(({ kind, text }) => (kind === "text" ? text : `[${text}]`));
}

async function eventually(client: TestClient, entries: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    expect(await entriesAt(client)).toEqual(entries);
  }, 30_000);
}

describe("a device that lost its state (C2)", () => {
  it("comes back by itself, says so, and loses no later message", async () => {
    await vi.waitFor(() => {
      expect(ben.messenger.delivered(id)).toBe(2);
    }, 30_000);
    const again = delivery.afterLoss(ben);
    await anna.messenger.send(id, "two");

    await again.connect();
    await eventually(again, ["[message-missing]", "[conversation-rejoined]"]);
    await anna.messenger.send(id, "three");
    await eventually(again, ["[message-missing]", "[conversation-rejoined]", "three"]);
    await again.messenger.send(id, "four");

    await eventually(again, ["[message-missing]", "[conversation-rejoined]", "three", "four"]);
    await eventually(anna, ["one", "two", "three", "four"]);
    expect([...anna.defects, ...again.defects]).toEqual([]);
  });

  it("comes back although a commit of another was first", async () => {
    await vi.waitFor(() => {
      expect(ben.messenger.delivered(id)).toBe(2);
    }, 30_000);
    const again = delivery.afterLoss(ben);
    const tablet = await delivery.client(hospital, anna.device.userId);
    await Promise.all([tablet.connect(), again.connect()]);
    await vi.waitFor(async () => {
      await anna.messenger.send(id, "three");
      expect(await entriesAt(again)).toContain("three");
      expect(await entriesAt(tablet)).toContain("three");
    }, 30_000);
  });
});

describe("a new device of somebody who is listed", () => {
  it("comes in by itself, and everybody is told", async () => {
    const tablet = await delivery.client(hospital, ben.device.userId);

    await tablet.connect();
    await eventually(tablet, ["[conversation-rejoined]"]);
    await anna.messenger.send(id, "two");
    await tablet.messenger.send(id, "three");

    await eventually(anna, ["one", "[device-joined]", "two", "three"]);
    await eventually(tablet, ["[conversation-rejoined]", "two", "three"]);
    const notice = (await anna.messenger.messages(id)).find(({ text }) => text === "device-joined");
    expect(notice?.senderUserId).toBe(ben.device.userId);
  });

  it("stays out of conversations that its owner is not listed in", async () => {
    const eve = await delivery.client(hospital);
    await eve.connect();
    await anna.messenger.send(id, "two");
    await eventually(ben, ["one", "two"]);
    expect(eve.messenger.conversations).toEqual([]);
    expect(delivery.logOf(id).members.size).toBe(2);
  });
});
