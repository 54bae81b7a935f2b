import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { utf8 } from "../protocol/index.ts";
import { IndexedDbStore } from "./indexed-db-store.ts";
import { MemoryStore } from "./memory-store.ts";
import type { Store } from "./store.ts";
import { Collection } from "./values.ts";

const name = { collection: "message", group: "conversation-7", id: "message-1" };

describe.each([
  ["the browser's database", (): Promise<Store> => IndexedDbStore.open("konsil", new IDBFactory())],
  ["memory", (): Promise<Store> => Promise.resolve(new MemoryStore())],
])("a store in %s", (_, open) => {
  it("gives back what was written, and nothing for what was not", async () => {
    const store = await open();
    await store.write([{ put: name, bytes: utf8("one") }]);

    expect(await store.read(name)).toEqual(utf8("one"));
    expect(await store.read({ ...name, id: "other" })).toBeUndefined();
  });

  it("gives back a group, and only that", async () => {
    const store = await open();
    await store.write([
      { put: name, bytes: utf8("one") },
      { put: { ...name, id: "message-2" }, bytes: utf8("two") },
      { put: { ...name, group: "conversation-8" }, bytes: utf8("other") },
    ]);

    const texts = (await store.readGroup("message", "conversation-7")).map((bytes) => new TextDecoder().decode(bytes));

    expect(texts.sort()).toEqual(["one", "two"]);
  });

  it("takes puts, removals and keys in one step", async () => {
    const store = await open();
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    await store.write([{ put: name, bytes: utf8("one") }]);
    await store.write([{ remove: name }, { putKey: "signature", key }]);

    expect(await store.read(name)).toBeUndefined();
    expect((await store.readKey("signature"))?.extractable).toBe(false);
  });

  it("forgets everything when erased, and works on", async () => {
    const store = await open();
    await store.write([{ put: name, bytes: utf8("one") }]);
    await store.erase();
    expect(await store.read(name)).toBeUndefined();
    await store.write([{ put: name, bytes: utf8("two") }]);
    expect(await store.read(name)).toEqual(utf8("two"));
  });

  it("keeps plain data with bytes inside", async () => {
    const store = await open();
    const values = new Collection<{ readonly text: string; readonly bytes: Uint8Array }>(store, "value");
    await store.write([values.put("a", { text: "ä", bytes: Uint8Array.of(0, 255) })]);

    expect(await values.find("a")).toEqual({ text: "ä", bytes: Uint8Array.of(0, 255) });
  });
});

describe("the browser's database", () => {
  it("shows neither names nor contents (A4)", async () => {
    const factory = new IDBFactory();
    const store = await IndexedDbStore.open("konsil", factory);
    await store.write([{ put: name, bytes: utf8("Grüße von Station 3") }]);

    const rows = await rawRows(factory);

    expect(rows).toHaveLength(1);
    const dump = JSON.stringify(rows.map((row) => ({ ...row, sealed: new TextDecoder("latin1").decode(row.sealed) })));
    expect(dump).not.toMatch(/Station|message|conversation/u);
  });

  it("is read again by the next program", async () => {
    const factory = new IDBFactory();
    const first = await IndexedDbStore.open("konsil", factory);
    await first.write([{ put: name, bytes: utf8("one") }]);
    first.close();

    const second = await IndexedDbStore.open("konsil", factory);

    expect(await second.read(name)).toEqual(utf8("one"));
  });

  it("refuses a record with a flipped bit, and one in another's place", async () => {
    const factory = new IDBFactory();
    const store = await IndexedDbStore.open("konsil", factory);
    const other = { ...name, id: "message-2" };
    await store.write([
      { put: name, bytes: utf8("one") },
      { put: other, bytes: utf8("two") },
    ]);
    const [first, second] = await rawRows(factory);
    if (first === undefined || second === undefined) throw new Error("no rows");

    await writeRaw(factory, { ...first, sealed: second.sealed });
    await writeRaw(factory, { ...second, sealed: second.sealed.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) });

    await expect(store.read(name)).rejects.toThrow("storage-record-altered");
    await expect(store.read(other)).rejects.toThrow("storage-record-altered");
  });
});

interface RawRow {
  readonly key: string;
  readonly sealed: Uint8Array;
}

async function rawRows(factory: IDBFactory): Promise<RawRow[]> {
  return inDatabase(factory, (store) => store.getAll() as IDBRequest<RawRow[]>);
}

async function writeRaw(factory: IDBFactory, row: RawRow): Promise<void> {
  await inDatabase(factory, (store) => store.put(row));
}

async function inDatabase<T>(factory: IDBFactory, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = factory.open("konsil", 1);
    request.onerror = reject;
    request.onsuccess = () => {
      const transaction = request.result.transaction("records", "readwrite");
      const answer = act(transaction.objectStore("records"));
      transaction.oncomplete = () => {
        resolve(answer.result);
      };
      transaction.onabort = reject;
    };
  });
}
