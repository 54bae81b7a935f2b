import { describe, expect, it } from "vitest";
import { utf8 } from "../protocol/index.ts";
import { MemoryStore } from "../storage/index.ts";
import { Http } from "../transport/index.ts";
import { eraseDevice } from "./ending.ts";

const secret = { collection: "message", group: "conversation-7", id: "message-1" };

async function storeWithSecret(): Promise<MemoryStore> {
  const store = new MemoryStore();
  await store.write([{ put: secret, bytes: utf8("Befund") }]);
  return store;
}

describe("the end of a device (A6)", () => {
  it("deletes what is here, then tells the server", async () => {
    const store = await storeWithSecret();
    const seen: string[] = [];
    const http = new Http("https://hospital.example", async (url, init) => {
      seen.push(`${init?.method ?? ""} ${url}`, `stored ${String((await store.read(secret)) !== undefined)}`);
      return new Response(null, { status: 204 });
    });
    expect(await eraseDevice(store, http, "device-1", () => Promise.resolve("token"))).toBe(true);
    expect(seen).toEqual(["DELETE https://hospital.example/api/v1/devices/device-1", "stored false"]);
    expect(await store.read(secret)).toBeUndefined();
  });

  it("deletes what is here without a connection too, and says that the server does not know", async () => {
    const store = await storeWithSecret();
    const http = new Http("https://hospital.example", () => Promise.reject(new TypeError("fetch failed")));
    expect(await eraseDevice(store, http, "device-1", () => Promise.resolve("token"))).toBe(false);
    expect(await store.read(secret)).toBeUndefined();
  });

  it("tells the server nothing of what was never registered", async () => {
    const store = await storeWithSecret();
    const http = new Http("https://hospital.example", () => Promise.reject(new TypeError("fetch failed")));
    expect(await eraseDevice(store, http, undefined, () => Promise.resolve("token"))).toBe(true);
    expect(await store.read(secret)).toBeUndefined();
  });
});
