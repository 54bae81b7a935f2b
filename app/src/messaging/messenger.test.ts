import { beforeEach, describe, expect, it, vi } from "vitest";
import { TestDelivery, TestHospital, type TestClient } from "../testing/index.ts";
import type { MessageRecord } from "./records.ts";

let hospital: TestHospital;
let delivery: TestDelivery;
let anna: TestClient;
let ben: TestClient;

beforeEach(async () => {
  hospital = await TestHospital.open();
  delivery = new TestDelivery();
  [anna, ben] = [await delivery.client(hospital), await delivery.client(hospital)];
  await Promise.all([anna.connect(), ben.connect()]);
});

async function textsAt(client: TestClient, id: string): Promise<string[]> {
  const known = client.messenger.conversations.some((one) => one.id === id);
  const found: readonly MessageRecord[] = known ? await client.messenger.messages(id) : [];
  return found.map(({ kind, text }) => (kind === "text" ? text : `[${text}]`));
}

async function eventually(client: TestClient, id: string, texts: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    expect(await textsAt(client, id)).toEqual(texts);
  }, 20_000);
}

describe("a conversation (C1)", () => {
  it("carries messages both ways, delivered, in order", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await anna.messenger.send(id, "two");
    await eventually(ben, id, ["one", "two"]);
    await ben.messenger.send(id, "three");
    await eventually(anna, id, ["one", "two", "three"]);

    await vi.waitFor(() => {
      expect(anna.messenger.delivered(id)).toBe(4);
    });
    expect(ben.messenger.conversations[0]).toMatchObject({
      others: [anna.device.userId],
      unread: 2,
      lastText: "three",
    });
    await ben.messenger.markRead(id);
    expect(ben.messenger.conversations[0]?.unread).toBe(0);
    expect([...anna.defects, ...ben.defects]).toEqual([]);
  });

  it("is found again instead of begun twice", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    expect(await anna.messenger.begin(ben.device.userId)).toBe(id);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    expect(await ben.messenger.begin(anna.device.userId)).toBe(id);
  });

  it("reaches all devices of both people", async () => {
    const [tablet, phone] = [
      await delivery.client(hospital, anna.device.userId),
      await delivery.client(hospital, ben.device.userId),
    ];
    await Promise.all([tablet.connect(), phone.connect()]);
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await Promise.all([tablet, phone, ben].map((client) => eventually(client, id, ["one"])));
    expect((await tablet.messenger.messages(id))[0]?.own).toBe(true);
    expect(tablet.messenger.conversations[0]?.others).toEqual([ben.device.userId]);
  });

  it("waits for somebody who is away", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    ben.disconnect();
    await anna.messenger.send(id, "two");
    await anna.messenger.send(id, "three");
    await vi.waitFor(() => {
      expect(delivery.logOf(id).entries).toHaveLength(4);
    });

    await ben.connect();

    await eventually(ben, id, ["one", "two", "three"]);
  });

  it("keeps what was written without a connection and sends it later", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    anna.disconnect();
    await anna.messenger.send(id, "two");
    expect(await textsAt(anna, id)).toEqual(["one", "two"]);
    expect(await textsAt(ben, id)).toEqual(["one"]);

    await anna.connect();

    await eventually(ben, id, ["one", "two"]);
  });
});

describe("a lost answer (C3)", () => {
  it("leads to a repetition that counts once", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    await vi.waitFor(() => {
      expect(anna.messenger.delivered(id)).toBe(2);
    });
    delivery.loseAnswers = 1;
    await anna.messenger.send(id, "two");
    await eventually(ben, id, ["one", "two"]);

    await anna.connect();
    await anna.messenger.send(id, "three");

    await eventually(ben, id, ["one", "two", "three"]);
    expect(delivery.logOf(id).entries).toHaveLength(4);
  });

  it("does not lose a conversation that was just begun", async () => {
    await vi.waitFor(() => {
      expect(anna.defects).toEqual([]);
    });
    const id = await anna.messenger.begin(ben.device.userId);
    delivery.loseAnswers = 2;
    await anna.messenger.send(id, "one");
    await vi.waitFor(async () => {
      await anna.connect();
      expect(await textsAt(ben, id)).toEqual(["one"]);
    }, 20_000);
  });
});

describe("what a hostile server does to the log (C2)", () => {
  async function twoMessagesWithheld(change: (entries: { envelope: { seq: bigint } }[]) => void): Promise<string> {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    ben.disconnect();
    for (const text of ["two", "three"]) {
      await anna.messenger.send(id, text);
    }
    await vi.waitFor(() => {
      expect(delivery.logOf(id).entries).toHaveLength(4);
    });
    change(delivery.logOf(id).entries);
    await ben.connect();
    return id;
  }

  it("shows when a message was left out and the numbers closed up", async () => {
    const id = await twoMessagesWithheld((entries) => {
      entries.splice(2, 1);
      const last = entries[2];
      if (last !== undefined) last.envelope.seq = 3n;
    });
    await eventually(ben, id, ["one", "[message-missing]", "three"]);
  });

  it("shows a gap in the numbers", async () => {
    const id = await twoMessagesWithheld((entries) => {
      entries.splice(2, 1);
    });
    await vi.waitFor(async () => {
      const texts = await textsAt(ben, id);
      expect(texts).toContain("[message-missing]");
      expect(texts).toContain("three");
    }, 20_000);
  });

  it("shows what cannot be read", async () => {
    const id = await twoMessagesWithheld((entries) => {
      const third = entries[2] as { body?: { value: Uint8Array } } | undefined;
      const bytes = third?.body?.value;
      if (bytes !== undefined) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    });
    await vi.waitFor(async () => {
      const texts = await textsAt(ben, id);
      expect(texts).toContain("[message-unreadable]");
      expect(texts).toContain("three");
    }, 20_000);
  });
});
