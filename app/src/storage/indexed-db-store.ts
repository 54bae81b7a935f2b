import { DefectError, RefusedError, type Bytes } from "../protocol/index.ts";
import { generateStoreKeys, Seal, type StoreKeys } from "./seal.ts";
import type { Change, RecordName, Store } from "./store.ts";

const records = "records";
const keys = "keys";
const byPlace = "place";
const ownKeys = "store";
const insufficientStorage = 507;

interface Row {
  readonly key: string;
  readonly place: string;
  readonly sealed: Bytes;
}

/**
 * The browser's database. Contents lie under AES-256-GCM, names under HMAC, both with keys that cannot be exported; the
 * database shows how many records there are and how long, and nothing else.
 */
export class IndexedDbStore implements Store {
  readonly #database: IDBDatabase;
  #seal: Seal;

  private constructor(database: IDBDatabase, seal: Seal) {
    this.#database = database;
    this.#seal = seal;
  }

  static async open(name: string, factory: IDBFactory = indexedDB): Promise<IndexedDbStore> {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(records, { keyPath: "key" }).createIndex(byPlace, "place");
      request.result.createObjectStore(keys);
    };
    const database = await answerOf(request);
    return new IndexedDbStore(database, new Seal(await requireKeys(database)));
  }

  async read(name: RecordName): Promise<Uint8Array | undefined> {
    const key = await this.#seal.keyOf(name);
    const store = this.#database.transaction(records).objectStore(records);
    const row = await answerOf<Row | undefined>(store.get(key) as IDBRequest<Row | undefined>);
    return row === undefined ? undefined : this.#seal.open(key, row.sealed);
  }

  async readGroup(collection: string, group: string): Promise<readonly Uint8Array[]> {
    const place = await this.#seal.placeOf(collection, group);
    const index = this.#database.transaction(records).objectStore(records).index(byPlace);
    const rows = await answerOf(index.getAll(place) as IDBRequest<Row[]>);
    return Promise.all(rows.map(({ key, sealed }) => this.#seal.open(key, sealed)));
  }

  async readKey(name: string): Promise<CryptoKey | undefined> {
    const store = this.#database.transaction(keys).objectStore(keys);
    return answerOf(store.get(`device ${name}`) as IDBRequest<CryptoKey | undefined>);
  }

  async write(changes: readonly Change[]): Promise<void> {
    // Sealed first: a transaction of IndexedDB ends by itself while WebCrypto works.
    const steps = await Promise.all(changes.map((change) => this.#prepare(change)));
    const transaction = this.#database.transaction([records, keys], "readwrite", { durability: "strict" });
    steps.forEach((step) => {
      step(transaction);
    });
    await endOf(transaction);
  }

  async erase(): Promise<void> {
    // The keys first, and on disk: whatever happens then, nobody reads the rest (A6).
    for (const name of [keys, records]) {
      const transaction = this.#database.transaction(name, "readwrite", { durability: "strict" });
      transaction.objectStore(name).clear();
      await endOf(transaction);
    }
    this.#seal = new Seal(await requireKeys(this.#database));
  }

  close(): void {
    this.#database.close();
  }

  async #prepare(change: Change): Promise<(transaction: IDBTransaction) => void> {
    if ("putKey" in change) {
      return (transaction) => {
        transaction.objectStore(keys).put(change.key, `device ${change.putKey}`);
      };
    }
    if ("remove" in change) {
      const key = await this.#seal.keyOf(change.remove);
      return (transaction) => {
        transaction.objectStore(records).delete(key);
      };
    }
    const key = await this.#seal.keyOf(change.put);
    const place = await this.#seal.placeOf(change.put.collection, change.put.group);
    const row: Row = { key, place, sealed: await this.#seal.close(key, change.bytes) };
    return (transaction) => {
      transaction.objectStore(records).put(row);
    };
  }
}

async function requireKeys(database: IDBDatabase): Promise<StoreKeys> {
  const store = database.transaction(keys).objectStore(keys);
  const kept = await answerOf(store.get(ownKeys) as IDBRequest<StoreKeys | undefined>);
  if (kept !== undefined) {
    return kept;
  }
  const made = await generateStoreKeys();
  const transaction = database.transaction(keys, "readwrite", { durability: "strict" });
  transaction.objectStore(keys).add(made, ownKeys);
  await endOf(transaction);
  return made;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(failureOf(request.error));
    };
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(failureOf(transaction.error));
    };
  });
}

/** A full device is something that the person can do something about. */
function failureOf(cause: DOMException | null): RefusedError | DefectError {
  return cause?.name === "QuotaExceededError"
    ? new RefusedError("device-full", insufficientStorage, { cause })
    : new DefectError("storage-failed", { cause });
}
