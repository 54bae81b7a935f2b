import { beforeEach, describe, expect, it, vi } from "vitest";
import { hex, sha256 } from "../protocol/index.ts";
import { digestOf, fileOf, someBytes, TestTalk } from "../testing/index.ts";

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

describe("an attachment (C2)", () => {
  it.each([0, 1, 16_384, piece - 56 - 16 * 128, long])("of %i bytes arrives as it was", async (length) => {
    const bytes = someBytes(length);
    await anna.attachments.send(id, fileOf(bytes));
    const enclosure = await talk.arrived();
    expect(enclosure).toMatchObject({ name: "Befund.pdf", mediaType: "application/pdf" });
    expect(ben.attachments.isHere(enclosure)).toBe(false);
    await expect(ben.attachments.open(enclosure)).rejects.toThrow("attachment-not-here");

    await ben.attachments.fetch(id, enclosure);

    expect(await digestOf(ben, enclosure)).toBe(hex(await sha256(bytes)));
    expect(await digestOf(anna, enclosure)).toBe(hex(await sha256(bytes)));
    expect((await ben.attachments.open(enclosure)).type).toBe("application/octet-stream");
    expect([...anna.defects, ...ben.defects]).toEqual([]);
  });

  it("shows the server neither name nor content nor key", async () => {
    const bytes = someBytes(1000);
    const bodies: string[] = [];
    const { attachments } = delivery;
    const answer = attachments.answer.bind(attachments);
    attachments.answer = (url, init) => {
      const body = init?.body;
      const said = body instanceof Uint8Array ? hex(body) : JSON.stringify(body);
      bodies.push(`${url} ${JSON.stringify(init?.headers)} ${said}`);
      return answer(url, init);
    };
    await anna.attachments.send(id, fileOf(bytes));
    const { key } = await talk.arrived();

    const seen = bodies.join("\n");
    expect(seen).toMatch(/deletionKeySha256/u);
    expect(seen).not.toMatch(/Befund|pdf/u);
    expect(seen).not.toContain(hex(key));
    expect(seen).not.toContain(hex(bytes.slice(0, 16)));
  });

  it("keeps the ending of a name that is too long, and says no type that is none", async () => {
    await anna.attachments.send(id, fileOf(someBytes(1), `${"ä".repeat(300)}.pdf`, ""));
    const { name, mediaType } = await talk.arrived();
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name.endsWith("ä.pdf")).toBe(true);
    expect(mediaType).toBe("application/octet-stream");
  });

  it("is refused before it is sealed when nobody would take it", async () => {
    const huge = { size: 2 ** 31, name: "x", type: "", stream: () => new ReadableStream<Uint8Array>() };
    await expect(anna.attachments.send(id, huge)).rejects.toThrow("attachment-too-large");
    const shrunk = { ...huge, size: 5, stream: () => new Blob(["four"]).stream() };
    await expect(anna.attachments.send(id, shrunk)).rejects.toThrow("file-changed");
    expect(anna.attachments.outgoing(id)).toEqual([]);
  });
});

describe("an upload", () => {
  it("goes on where it broke off, also in the middle of a piece", async () => {
    let cuts = 0;
    delivery.attachments.arrives = (bytes) => {
      cuts += 1;
      return cuts === 2 ? bytes.slice(0, 1000) : bytes;
    };
    delivery.attachments.after = (asked) => {
      if (cuts === 2 && asked.startsWith("PATCH")) {
        cuts += 1;
        throw new TypeError("fetch failed");
      }
    };
    await anna.attachments.send(id, fileOf(someBytes(long)));
    await talk.arrived();

    const begun = delivery.attachments.asked.filter((asked) => asked.startsWith("PATCH"));
    expect(begun).toEqual([
      "PATCH 0",
      `PATCH ${String(piece)}`,
      `PATCH ${String(piece + 1000)}`,
      `PATCH ${String(2 * piece)}`,
    ]);
    expect(anna.defects).toEqual([]);
  });

  it("waits for the next session when the connection stays away", async () => {
    delivery.attachments.before = (asked) => {
      if (asked !== "PATCH 0") return undefined;
      throw new TypeError("fetch failed");
    };
    await anna.attachments.send(id, fileOf(someBytes(100)));
    await vi.waitFor(() => {
      expect(delivery.attachments.asked.filter((asked) => asked === "PATCH 0")).toHaveLength(6);
    }, 30_000);
    const [waiting] = anna.attachments.outgoing(id);
    expect(waiting?.refused).toBeUndefined();
    delivery.attachments.before = () => undefined;
    anna.disconnect();

    await anna.connect();

    await talk.arrived();
    expect(anna.attachments.outgoing(id)).toEqual([]);
  });

  it("says why it was refused, and goes again when the person wants it", async () => {
    delivery.attachments.before = (asked) =>
      asked === "PUT"
        ? Response.json({ type: "urn:konsil:problem:attachment-store-full" }, { status: 507 })
        : undefined;
    await anna.attachments.send(id, fileOf(someBytes(100)));
    const refused = await vi.waitFor(() => {
      const [one] = anna.attachments.outgoing(id);
      expect(one?.refused).toBe("attachment-store-full");
      return one;
    }, 30_000);
    delivery.attachments.before = () => undefined;

    await anna.attachments.retry(refused?.enclosure.id ?? "");

    await talk.arrived();
    expect(anna.defects).toEqual([]);
  });

  it("waits for a conversation that was just begun", async () => {
    let asked = 0;
    delivery.attachments.before = (what) => {
      asked += what === "PUT" ? 1 : 0;
      const early = what === "PUT" && asked < 3;
      return early ? Response.json({ type: "urn:konsil:problem:unknown-conversation" }, { status: 404 }) : undefined;
    };
    await anna.attachments.send(id, fileOf(someBytes(100)));
    await talk.arrived();
    expect(asked).toBe(3);
  });

  it("begins anew once when the server found something else, and then asks for the person", async () => {
    let bent = 0;
    delivery.attachments.arrives = (bytes) => {
      bent += 1;
      return bytes.map((byte, at) => (at === 70 ? byte ^ 1 : byte));
    };
    await anna.attachments.send(id, fileOf(someBytes(100)));
    await vi.waitFor(() => {
      expect(anna.attachments.outgoing(id)[0]?.refused).toBe("attachment-digest-differs");
    }, 30_000);
    expect(bent).toBe(2);
  });

  it("does not go on for ever with a server that never has more", async () => {
    delivery.attachments.arrives = () => new Uint8Array();
    await anna.attachments.send(id, fileOf(someBytes(100)));
    await vi.waitFor(() => {
      expect(anna.attachments.outgoing(id)[0]?.refused).toBe("answer-malformed");
    }, 30_000);
  });

  it("that is stopped is gone here and at the server, and is never announced", async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const answer = delivery.attachments.answer.bind(delivery.attachments);
    delivery.attachments.answer = async (url, init) => {
      const found = await answer(url, init);
      if (init?.method === "PATCH") await gate;
      return found;
    };
    await anna.attachments.send(id, fileOf(someBytes(long)));
    const attachment = anna.attachments.outgoing(id)[0]?.enclosure.id ?? "";
    await vi.waitFor(() => {
      expect(delivery.attachments.asked).toContain("PATCH 0");
    }, 30_000);
    expect(anna.attachments.transferOf(attachment)).toBeDefined();
    const stopped = anna.attachments.cancel(attachment);
    go();
    await stopped;

    expect(anna.attachments.outgoing(id)).toEqual([]);
    await vi.waitFor(() => {
      expect(delivery.attachments.blobs.size).toBe(0);
    }, 30_000);
    expect(await talk.kindsAt(anna)).toEqual([]);
    expect(anna.defects).toEqual([]);
  });
});

describe("a server that keeps no attachments", () => {
  it("is found out, and nothing is sealed for it", async () => {
    delivery.attachments.before = () => new Response("<html>", { status: 404 });
    const carl = await delivery.client(talk.hospital);
    await carl.connect();
    expect(carl.attachments.offered).toBe(false);
    await expect(carl.attachments.send(id, fileOf(someBytes(1)))).rejects.toThrow("attachments-not-offered");
    expect(anna.attachments.offered).toBe(true);
  });
});
