import { beforeEach, describe, expect, it, vi } from "vitest";
import { TestDelivery, TestHospital, type TestClient, type TestServer } from "../testing/index.ts";

let server: TestServer;
let delivery: TestDelivery;
let anna: TestClient;
let ben: TestClient;
let tablet: TestClient;
let id: string;

/** Anna is at leaf 0, Ben's phone at 1, his tablet at 2. */
beforeEach(async () => {
  const hospital = await TestHospital.open();
  server = await hospital.server();
  delivery = new TestDelivery();
  delivery.deliveryService = server.chain;
  anna = await delivery.client(hospital);
  ben = await delivery.client(hospital);
  tablet = await delivery.client(hospital, ben.device.userId);
  await Promise.all([anna.connect(), ben.connect(), tablet.connect()]);
  id = await anna.messenger.begin(ben.device.userId);
  await anna.messenger.send(id, "one");
  await Promise.all([ben, tablet].map((client) => eventually(client, ["one"])));
});

async function eventually(client: TestClient, entries: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    const known = client.messenger.conversations.some((one) => one.id === id);
    const found = known ? await client.messenger.messages(id) : [];
    expect(found.map(({ kind, text }) => (kind === "text" ? text : `[${text}]`))).toEqual(entries);
  }, 30_000);
}

describe("a device that the server puts out (A5)", () => {
  it("is removed by one commit of those who are online, and everybody is told", async () => {
    const { epoch } = delivery.logOf(id);

    await delivery.putOut(id, server, 2, tablet);
    await anna.messenger.send(id, "two");
    await eventually(ben, ["one", "[device-removed]", "two"]);
    await ben.messenger.send(id, "three");

    await eventually(anna, ["one", "[device-removed]", "two", "three"]);
    expect(delivery.logOf(id).epoch).toBe(epoch + 1n);
    expect([...anna.defects, ...ben.defects]).toEqual([]);
  });

  it("is removed by the first who comes online; after the deadline nothing is sent that it could read", async () => {
    [anna, ben].forEach((client) => {
      client.disconnect();
    });
    await delivery.putOut(id, server, 2, tablet);
    delivery.deadlineIsOver = true;
    const { epoch } = delivery.logOf(id);

    await anna.messenger.send(id, "two");
    await anna.connect();
    await eventually(anna, ["one", "[device-removed]", "two"]);
    await ben.connect();

    await eventually(ben, ["one", "[device-removed]", "two"]);
    expect(delivery.logOf(id).epoch).toBe(epoch + 1n);
    expect(delivery.logOf(id).entries.map(({ body }) => body.case)).toEqual([
      "commit",
      "message",
      "proposal",
      "commit",
      "message",
    ]);
  });
});
