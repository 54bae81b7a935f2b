import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Envelope } from "../protocol/index.ts";
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
  }, 30_000);
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
    }, 30_000);
    expect(ben.messenger.conversations[0]).toMatchObject({
      others: [anna.device.userId],
      unread: 2,
      lastText: "three",
    });
    await ben.messenger.markRead(id, false);
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
    }, 30_000);

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

describe("a text that is too long", () => {
  it("is refused before it is kept", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    await expect(anna.messenger.send(id, "ä".repeat(4 * 1024 * 1024 + 1))).rejects.toMatchObject({
      code: "message-too-large",
    });
    await anna.messenger.send(id, "ä".repeat(16 * 1024));
    await eventually(ben, id, ["ä".repeat(16 * 1024)]);
    expect(await textsAt(anna, id)).toHaveLength(1);
  });
});

describe("a lost answer (C3)", () => {
  it("leads to a repetition that counts once", async () => {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    await vi.waitFor(() => {
      expect(anna.messenger.delivered(id)).toBe(2);
    }, 30_000);
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
    }, 30_000);
    const id = await anna.messenger.begin(ben.device.userId);
    delivery.loseAnswers = 2;
    await anna.messenger.send(id, "one");
    await vi.waitFor(async () => {
      await anna.connect();
      expect(await textsAt(ben, id)).toEqual(["one"]);
    }, 30_000);
  });
});

describe("what a hostile server does to the log (C2, N1)", () => {
  /** Ben was away while anna wrote two messages; she is away when he comes back, and the server shows him this. */
  async function twoMessagesWithheld(shown: (envelope: Envelope) => readonly Envelope[]): Promise<string> {
    const id = await anna.messenger.begin(ben.device.userId);
    await anna.messenger.send(id, "one");
    await eventually(ben, id, ["one"]);
    ben.disconnect();
    for (const text of ["two", "three"]) {
      await anna.messenger.send(id, text);
    }
    await vi.waitFor(() => {
      expect(delivery.logOf(id).entries).toHaveLength(4);
    }, 30_000);
    anna.disconnect();
    delivery.tamper = (client, owed) => (client === ben ? owed.flatMap(shown) : owed);
    await ben.connect();
    return id;
  }

  async function sentAt(client: TestClient, id: string, text: string): Promise<number> {
    const found = await client.messenger.messages(id);
    return found.find((message) => message.text === text)?.sentAtMillis ?? Number.NaN;
  }

  const [two, three] = [3n, 4n];

  it("shows what was left out although the numbers closed up, and gets it from its sender", async () => {
    const id = await twoMessagesWithheld((one) =>
      one.seq < two ? [one] : one.seq === two ? [] : [{ ...one, seq: one.seq - 1n }],
    );
    await eventually(ben, id, ["one", "[message-missing]", "three"]);
    expect(ben.messenger.completeUpTo(id)).toBe(await sentAt(ben, id, "one"));

    await anna.connect();

    await eventually(ben, id, ["one", "two", "three"]);
    expect(ben.messenger.completeUpTo(id)).toBe(await sentAt(ben, id, "three"));
    expect([...anna.defects, ...ben.defects]).toEqual([]);
    expect(await textsAt(anna, id)).toEqual(["one", "two", "three"]);
  });

  it("shows a gap in the numbers until its sender has filled it", async () => {
    const id = await twoMessagesWithheld((one) => (one.seq === two ? [] : [one]));
    await eventually(ben, id, ["one", "[message-missing]", "three"]);

    await anna.connect();

    await eventually(ben, id, ["one", "two", "three"]);
  });

  it("cannot keep the end to itself once the sender says where it is", async () => {
    const id = await twoMessagesWithheld((one) => (one.seq === two || one.seq === three ? [] : [one]));
    await anna.connect();
    expect(await textsAt(ben, id)).toEqual(["one"]);
    expect(ben.messenger.completeUpTo(id)).toBe(await sentAt(ben, id, "one"));

    await anna.messenger.beat();

    await eventually(ben, id, ["one", "two", "three"]);
    expect(ben.messenger.completeUpTo(id)).toBeGreaterThanOrEqual(await sentAt(anna, id, "three"));
  });

  it("gains nothing by repeating or turning around", async () => {
    let first: Envelope | undefined;
    const id = await twoMessagesWithheld((one) => {
      if (one.seq !== two) return first === undefined ? [one] : [one, first, one];
      first = one;
      return [];
    });
    await eventually(ben, id, ["one", "two", "three"]);
  });

  it("shows what cannot be read, and gets it from its sender", async () => {
    const id = await twoMessagesWithheld((one) => {
      const bytes = Uint8Array.from(one.body.case === "message" ? one.body.value : []);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      return [one.seq === two ? { ...one, body: { case: "message", value: bytes } } : one];
    });
    await eventually(ben, id, ["one", "[message-unreadable]", "[message-missing]", "three"]);

    await anna.connect();

    await eventually(ben, id, ["one", "[message-unreadable]", "two", "three"]);
  });
});
