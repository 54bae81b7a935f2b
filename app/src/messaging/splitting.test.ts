import { beforeEach, describe, expect, it, vi } from "vitest";
import { signedManifest, splitText } from "../content/index.ts";
import { uuidBytes, type Envelope } from "../protocol/index.ts";
import { MemoryStore } from "../storage/index.ts";
import { TestDelivery, TestHospital, type TestClient } from "../testing/index.ts";
import { Desk } from "./desk.ts";
import { Gatherer } from "./gathering.ts";
import { newConversation, type MessageRecord } from "./records.ts";

/** Four parts; characters of two bytes lie across their borders. */
const long = `a${"ä".repeat(200 * 1024)}`;
const shown = (kind: MessageRecord["kind"], text: string): string => (kind === "text" ? text : `[${kind}${text}]`);

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

async function entriesAt(client: TestClient): Promise<readonly MessageRecord[]> {
  const known = client.messenger.conversations.some((one) => one.id === id);
  return known ? client.messenger.messages(id) : [];
}

async function eventually(client: TestClient, texts: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    // Compared as one value each: a difference of 400 KiB is not printed.
    const found = (await entriesAt(client)).map(({ kind, text }) => shown(kind, text));
    expect(found.map((text) => text.slice(0, 40))).toEqual(texts.map((text) => text.slice(0, 40)));
    expect(found.every((text, at) => text === texts[at])).toBe(true);
  }, 30_000);
}

/** Ben was away while the long text was sent; anna is away when he comes back, and this part is withheld, the numbers dense. */
async function withheld(part: number): Promise<void> {
  ben.disconnect();
  await anna.messenger.send(id, long);
  await vi.waitFor(() => {
    expect(delivery.logOf(id).entries).toHaveLength(6);
  }, 30_000);
  anna.disconnect();
  const seq = BigInt(2 + part);
  delivery.tamper = (client, owed) =>
    client === ben
      ? owed.flatMap((one): readonly Envelope[] =>
          one.seq < seq ? [one] : one.seq === seq ? [] : [{ ...one, seq: one.seq - 1n }],
        )
      : owed;
  await ben.connect();
}

describe("a text of more than 32 KiB (C2)", () => {
  it("goes in parts and arrives as one message, counted once", async () => {
    await anna.messenger.send(id, long);

    await eventually(ben, ["one", long]);
    await eventually(anna, ["one", long]);
    expect(delivery.logOf(id).entries).toHaveLength(6);
    expect(ben.messenger.conversations[0]).toMatchObject({ unread: 2, lastText: long.slice(0, 200) });
    await vi.waitFor(async () => {
      const { seq } = (await entriesAt(anna))[1] ?? {};
      expect(seq).toBe(6);
      expect(anna.messenger.delivered(id)).toBe(6);
    }, 30_000);
    expect([...anna.defects, ...ben.defects]).toEqual([]);
  });

  it.each([1, 2, 3])(
    "says that part %i of 4 is missing, and nothing else, until its sender brought it",
    async (part) => {
      await withheld(part);
      await vi.waitFor(async () => {
        const entries = await entriesAt(ben);
        expect(entries.map(({ kind, text }) => shown(kind, text))).toEqual(["one", "[parts]"]);
        const [, parts] = entries;
        expect(parts?.gathering?.missing).toEqual([part - 1]);
        expect(parts && ben.messenger.lostParts(parts)).toEqual([part - 1]);
      }, 30_000);

      await anna.connect();

      await eventually(ben, ["one", long]);
      expect((await entriesAt(ben))[1]?.gathering).toBeUndefined();
    },
  );

  it("does not call lost what may still come", async () => {
    await withheld(4);
    await vi.waitFor(async () => {
      const parts = (await entriesAt(ben))[1];
      expect(parts?.gathering?.missing).toEqual([3]);
      expect(parts && ben.messenger.lostParts(parts)).toEqual([]);
    }, 30_000);
  });

  it("is deleted for all as one message, also while it is gathered (A6)", async () => {
    await withheld(2);
    const own = (await entriesAt(anna))[1];
    await vi.waitFor(async () => {
      expect((await entriesAt(ben))[1]?.kind).toBe("parts");
    }, 30_000);
    await anna.messenger.deleteForAll(id, own?.id ?? "");
    await anna.connect();

    await vi.waitFor(async () => {
      const [, entry] = await entriesAt(ben);
      expect(entry).toMatchObject({ kind: "deleted", text: "" });
      expect(entry?.gathering).toBeUndefined();
    }, 30_000);
    await vi.waitFor(async () => {
      expect(Object.keys((await entriesAt(anna))[1]?.deletion?.answers ?? {})).toEqual([ben.device.deviceId]);
    }, 30_000);
  });
});

describe("a part (C2)", () => {
  async function taken(bend: {
    readonly signer?: TestClient;
    readonly signature?: (der: Uint8Array) => Uint8Array;
    readonly content?: (piece: Uint8Array) => Uint8Array;
    readonly bytes?: bigint;
  }): Promise<unknown> {
    const desk = new Desk(new MemoryStore(), ben.device.engine, () => undefined);
    const { group } = await ben.device.engine.create(uuidBytes(id));
    await desk.step(newConversation(id, [], 0), group);
    const { bytes, hashes, pieces } = await splitText(long);
    const unsigned = { id: uuidBytes(crypto.randomUUID()), bytes: bend.bytes ?? BigInt(bytes), hashes: [...hashes] };
    const { label, content } = signedManifest(uuidBytes(id), unsigned);
    const der = await (bend.signer ?? ben).device.engine.sign(label, content);
    const manifest = { ...unsigned, signature: bend.signature?.(der) ?? der };
    let known: MessageRecord | undefined;
    for (const [index, piece] of pieces.entries()) {
      const value = { manifest, index, content: bend.content?.(piece) ?? piece } as never;
      const part = { body: { case: "part" as const, value }, counter: BigInt(index + 1) };
      const { gathered, changes } = await new Gatherer(desk).take(desk.require(id), ben.device, part, known);
      await desk.write(changes);
      known = { ...gathered, senderDeviceId: ben.device.deviceId } as MessageRecord;
    }
    return known?.text === long;
  }

  function bent(bytes: Uint8Array): Uint8Array {
    return bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
  }

  it("is taken from the device that signed for it, for exactly this", async () => {
    expect(await taken({})).toBe(true);
    await expect(taken({ signer: anna })).rejects.toMatchObject({ code: "content-signature-invalid" });
    await expect(taken({ signature: bent })).rejects.toMatchObject({ code: "content-signature-invalid" });
    await expect(taken({ content: bent })).rejects.toMatchObject({ code: "content-part-forged" });
    await expect(taken({ bytes: 5n })).rejects.toMatchObject({ code: "content-part-forged" });
  });
});
