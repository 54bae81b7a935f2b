import type { Change, RecordName, Store } from "./store.ts";

/** Keeps records as long as the program runs: for a device that lives in one process. */
export class MemoryStore implements Store {
  readonly #records = new Map<string, { readonly place: string; readonly bytes: Uint8Array }>();
  readonly #keys = new Map<string, CryptoKey>();

  read(name: RecordName): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#records.get(keyOf(name))?.bytes.slice());
  }

  readGroup(collection: string, group: string): Promise<readonly Uint8Array[]> {
    const place = placeOf(collection, group);
    const found = [...this.#records.values()].filter((record) => record.place === place);
    return Promise.resolve(found.map(({ bytes }) => bytes.slice()));
  }

  readKey(name: string): Promise<CryptoKey | undefined> {
    return Promise.resolve(this.#keys.get(name));
  }

  write(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      if ("put" in change) {
        const place = placeOf(change.put.collection, change.put.group);
        this.#records.set(keyOf(change.put), { place, bytes: change.bytes.slice() });
      } else if ("remove" in change) {
        this.#records.delete(keyOf(change.remove));
      } else {
        this.#keys.set(change.putKey, change.key);
      }
    }
    return Promise.resolve();
  }

  erase(): Promise<void> {
    this.#records.clear();
    this.#keys.clear();
    return Promise.resolve();
  }

  close(): void {
    // Nothing is held open.
  }
}

function placeOf(collection: string, group: string): string {
  return JSON.stringify([collection, group]);
}

function keyOf({ collection, group, id }: RecordName): string {
  return JSON.stringify([collection, group, id]);
}
