import { beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../storage/index.ts";
import { TestDelivery, TestHospital, type TestClient } from "../testing/index.ts";

const week = 7 * 24 * 3600;

let hospital: TestHospital;
let delivery: TestDelivery;
let anna: TestClient;
let ben: TestClient;
let bensStore: MemoryStore;
let id: string;

beforeEach(async () => {
  hospital = await TestHospital.open();
  delivery = new TestDelivery();
  bensStore = new MemoryStore();
  anna = await delivery.client(hospital);
  ben = await delivery.client(hospital, undefined, bensStore);
  await Promise.all([anna.connect(), ben.connect()]);
  id = await anna.messenger.begin(ben.device.userId);
  await anna.messenger.send(id, "stays");
  await eventually(ben, ["stays"]);
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

function afterAWeek(): number {
  return Date.now() + (week + 1) * 1000;
}

describe("expiry of a conversation (A6)", () => {
  it("makes every device forget what was written since, and nothing else", async () => {
    await anna.messenger.setExpiry(id, week);
    await eventually(ben, ["stays", `expiry-${String(week)}`]);
    expect(ben.messenger.conversations[0]?.expirySeconds).toBe(week);
    await ben.messenger.send(id, "goes");
    await anna.messenger.send(id, "goes too");
    const all = ["stays", `expiry-${String(week)}`, "goes", "goes too"];
    await Promise.all([eventually(anna, all), eventually(ben, all)]);

    for (const client of [anna, ben]) {
      await client.messenger.forgetExpired();
      await eventually(client, all);
      await client.messenger.forgetExpired(afterAWeek());
      await eventually(client, all.slice(0, 2));
      expect(client.defects).toEqual([]);
    }
    expect(ben.messenger.conversations[0]?.lastText).toBe("");
  });

  it("takes the parts of a long text along, and does not send them again", async () => {
    await anna.messenger.setExpiry(id, week);
    const long = "lang ".repeat(60_000);
    await anna.messenger.send(id, long);
    await eventually(ben, ["stays", `expiry-${String(week)}`, long]);
    await anna.messenger.forgetExpired(afterAWeek());
    await ben.messenger.forgetExpired(afterAWeek());
    await eventually(ben, ["stays", `expiry-${String(week)}`]);
    expect((await bensStore.readGroup("part", id)).length).toBe(0);
    expect((await bensStore.readGroup("expiry", "")).length).toBe(0);
  });

  it("is kept over a new start, and can be ended", async () => {
    await anna.messenger.setExpiry(id, week);
    await eventually(ben, ["stays", `expiry-${String(week)}`]);
    await ben.messenger.send(id, "goes");
    await eventually(anna, ["stays", `expiry-${String(week)}`, "goes"]);
    const again = delivery.afterLoss(ben, bensStore);
    await again.load();
    await again.connect();
    await again.messenger.setExpiry(id, 0);
    await again.messenger.send(id, "stays too");
    await again.messenger.forgetExpired(afterAWeek());
    await eventually(again, ["stays", `expiry-${String(week)}`, "expiry-0", "stays too"]);
  });

  it("does not take what the server does not have yet", async () => {
    await anna.messenger.setExpiry(id, week);
    await eventually(ben, ["stays", `expiry-${String(week)}`]);
    anna.disconnect();
    await anna.messenger.send(id, "waits");
    await anna.messenger.forgetExpired(afterAWeek());
    await eventually(anna, ["stays", `expiry-${String(week)}`, "waits"]);
    await anna.connect();
    await eventually(ben, ["stays", `expiry-${String(week)}`, "waits"]);
    await vi.waitFor(async () => {
      await anna.messenger.forgetExpired(afterAWeek());
      expect(await textsAt(anna)).toEqual(["stays", `expiry-${String(week)}`]);
    }, 30_000);
  });
});
