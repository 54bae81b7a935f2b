import { beforeEach, describe, expect, it, vi } from "vitest";
import { signedManifest } from "../content/index.ts";
import { concat, hex, randomBytes, sha256, uuidBytes, type Bytes } from "../protocol/index.ts";
import { digestOf, fileOf, someBytes, TestTalk } from "../testing/index.ts";
import type { Enclosure } from "./index.ts";

const piece = 2 * 1024 * 1024;
/** More than two pieces, no round number. */
const long = 2 * piece + 12_345;

let talk: TestTalk;
let delivery: TestTalk["delivery"];
let anna: TestTalk["anna"];
let ben: TestTalk["ben"];
let id: string;

beforeEach(async () => {
  talk = await TestTalk.open();
  ({ delivery, anna, ben, id } = talk);
});

describe("a download", () => {
  async function sent(length = long): Promise<{ readonly bytes: Bytes; readonly enclosure: Enclosure }> {
    const bytes = someBytes(length);
    await anna.attachments.send(id, fileOf(bytes));
    const enclosure = await talk.arrived();
    delivery.attachments.asked.length = 0;
    return { bytes, enclosure };
  }

  it("goes on where it broke off, after a new start too", async () => {
    const { bytes, enclosure } = await sent();
    const second = `GET bytes=${String(piece)}-${String(2 * piece - 1)}`;
    delivery.attachments.before = (asked) => {
      if (asked !== second) return undefined;
      throw new TypeError("fetch failed");
    };
    await expect(ben.attachments.fetch(id, enclosure)).rejects.toThrow("server-unreachable");
    ben.disconnect();
    delivery.attachments.before = () => undefined;
    delivery.attachments.asked.length = 0;
    const again = delivery.afterLoss(ben, talk.bensStore);
    await again.load();
    await again.connect();

    await again.attachments.fetch(id, enclosure);

    expect(delivery.attachments.asked.filter((asked) => asked.startsWith("GET bytes"))).toEqual([
      second,
      `GET bytes=${String(2 * piece)}-${String(enclosure.bytes - 1)}`,
    ]);
    expect(await digestOf(again, enclosure)).toBe(hex(await sha256(bytes)));
  });

  it.each(["salt", "chunk", "last"])("with one flipped bit (%s) is refused, and nothing of it stays", async (where) => {
    const { bytes, enclosure } = await sent(40_000);
    const at = { salt: 3, chunk: 20_000, last: enclosure.bytes - 1 }[where];
    delivery.attachments.tamper = (given) => given.map((byte, place) => (place === at ? byte ^ 4 : byte));

    await expect(ben.attachments.fetch(id, enclosure)).rejects.toMatchObject({
      name: "TamperedError",
      code: "attachment-differs",
    });

    expect(ben.attachments.isHere(enclosure)).toBe(false);
    expect(await talk.pieces(enclosure)).toBe(0);
    delivery.attachments.tamper = (given) => given;
    await ben.attachments.fetch(id, enclosure);
    expect(await digestOf(ben, enclosure)).toBe(hex(await sha256(bytes)));
  });

  it.each([-1, 1])("of another length (%i) than was asked for is refused", async (more) => {
    const { enclosure } = await sent(1000);
    delivery.attachments.tamper = (given) => (more < 0 ? given.slice(0, more) : concat(given, new Uint8Array(more)));
    await expect(ben.attachments.fetch(id, enclosure)).rejects.toMatchObject({ name: "TamperedError" });
    expect(ben.attachments.isHere(enclosure)).toBe(false);
  });

  it("of something that was never this says so: wrong digest, wrong key", async () => {
    const { enclosure } = await sent(1000);
    const digest = { ...enclosure, sha256: randomBytes(32) };
    await expect(ben.attachments.fetch(id, digest)).rejects.toThrow("attachment-differs");
    const key = { ...enclosure, key: randomBytes(32) };
    await ben.attachments.fetch(id, key);
    await expect(ben.attachments.open(key)).rejects.toThrow("stream-key-or-context");
  });

  it("is not mixed up with what another message calls by the same id", async () => {
    const { bytes, enclosure } = await sent(1000);
    await ben.attachments.fetch(id, enclosure);
    const other = { ...enclosure, sha256: randomBytes(32) };
    expect(ben.attachments.isHere(other)).toBe(false);
    await expect(ben.attachments.fetch(id, other)).rejects.toThrow("attachment-differs");
    await ben.attachments.fetch(id, enclosure);
    expect(await digestOf(ben, enclosure)).toBe(hex(await sha256(bytes)));
  });

  it("tells that the server has it no more", async () => {
    const { enclosure } = await sent(1);
    delivery.attachments.blobs.clear();
    await expect(ben.attachments.fetch(id, enclosure)).rejects.toMatchObject({
      name: "RefusedError",
      code: "unknown-attachment",
    });
  });
});

describe("a manifest", () => {
  it("that the sender's device did not sign for this conversation is not shown", async () => {
    await anna.attachments.send(id, fileOf(someBytes(10)));
    const enclosure = await talk.arrived();
    const { engine } = anna.device;
    const honest = engine.sign.bind(engine);
    const elsewhere = signedManifest(uuidBytes(crypto.randomUUID()), {
      id: uuidBytes(enclosure.id),
      bytes: BigInt(enclosure.bytes),
      hashes: [enclosure.sha256],
    });
    const forgeries: readonly (typeof engine.sign)[] = [
      (label, content) => ben.device.engine.sign(label, content),
      () => honest(elsewhere.label, elsewhere.content),
      (_, content) => honest("Konsil deletion 1", content),
    ];
    for (const forgery of forgeries) {
      engine.sign = forgery;
      await anna.messenger.sendAttachment(id, enclosure, []);
    }
    engine.sign = honest;
    await vi.waitFor(async () => {
      expect((await talk.kindsAt(ben)).filter((kind) => kind === "message-unreadable").length).toBeGreaterThanOrEqual(
        3,
      );
    }, 30_000);
    expect((await talk.kindsAt(ben)).filter((kind) => kind === "attachment")).toHaveLength(1);
  });
});

describe("delete for all (A6)", () => {
  async function delivered(): Promise<Enclosure> {
    await anna.attachments.send(id, fileOf(someBytes(1000)));
    const enclosure = await talk.arrived();
    await ben.attachments.fetch(id, enclosure);
    return enclosure;
  }

  async function deleteIt(client: TestTalk["anna"]): Promise<void> {
    const message = (await client.messenger.messages(id)).find(({ kind }) => kind === "attachment");
    await client.messenger.deleteForAll(id, message?.id ?? "");
  }

  it("takes the attachment from every device and from the server", async () => {
    const enclosure = await delivered();
    expect(await talk.pieces(enclosure)).toBe(1);

    await deleteIt(anna);

    await vi.waitFor(async () => {
      expect(await talk.kindsAt(ben)).toEqual(["deleted"]);
      expect(await talk.pieces(enclosure)).toBe(0);
      expect(delivery.attachments.blobs.size).toBe(0);
    }, 30_000);
    expect([anna, ben].map(({ attachments }) => attachments.isHere(enclosure))).toEqual([false, false]);
    const [message] = await ben.messenger.messages(id);
    await expect(ben.messenger.enclosure(id, message?.id ?? "")).rejects.toThrow("attachment-unknown");
    expect([...anna.defects, ...ben.defects]).toEqual([]);
  });

  it("reaches the server as soon as that can be reached", async () => {
    await delivered();
    const { before } = delivery.attachments;
    delivery.attachments.before = (asked) => {
      if (asked !== "DELETE") return undefined;
      throw new TypeError("fetch failed");
    };
    await deleteIt(anna);
    await vi.waitFor(() => {
      expect(delivery.attachments.asked).toContain("DELETE");
    }, 30_000);
    expect(delivery.attachments.blobs.size).toBe(1);
    delivery.attachments.before = before;
    anna.disconnect();

    await anna.connect();

    expect(delivery.attachments.blobs.size).toBe(0);
  });

  it("by another who names the same attachment leaves it at the server", async () => {
    const enclosure = await delivered();
    await ben.messenger.sendAttachment(id, enclosure, []);
    await vi.waitFor(async () => {
      expect((await talk.kindsAt(anna)).filter((kind) => kind === "attachment")).toHaveLength(2);
    }, 30_000);
    const bens = (await ben.messenger.messages(id)).find(({ own: mine }) => mine);

    await ben.messenger.deleteForAll(id, bens?.id ?? "");

    await vi.waitFor(async () => {
      expect((await talk.kindsAt(anna)).filter((kind) => kind === "deleted")).toHaveLength(1);
    }, 30_000);
    await anna.connect();
    expect(delivery.attachments.blobs.get(enclosure.id)).toBeDefined();
  });
});
