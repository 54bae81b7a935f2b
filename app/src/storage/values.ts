import { base64, fromBase64, utf8, type Bytes } from "../protocol/index.ts";
import type { RecordName, Store } from "./store.ts";

const mark = "$bytes";

/** Writes plain data as bytes; byte arrays inside are kept. */
function encodeValue(value: unknown): Bytes {
  return utf8(JSON.stringify(value, (_, one: unknown) => (one instanceof Uint8Array ? { [mark]: base64(one) } : one)));
}

/** Reads what encodeValue wrote. Only for what this program sealed itself, whose seal was just checked. */
function decodeValue(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes), (_, one: unknown) => {
    const text = typeof one === "object" && one !== null && mark in one ? one[mark] : undefined;
    return typeof text === "string" ? fromBase64(text) : one;
  });
}

/** One kind of records in the store. */
export class Collection<T> {
  readonly #store: Store;
  readonly #collection: string;

  constructor(store: Store, collection: string) {
    this.#store = store;
    this.#collection = collection;
  }

  nameOf(id: string, group = ""): RecordName {
    return { collection: this.#collection, group, id };
  }

  put(id: string, value: T, group = ""): { readonly put: RecordName; readonly bytes: Bytes } {
    return { put: this.nameOf(id, group), bytes: encodeValue(value) };
  }

  remove(id: string, group = ""): { readonly remove: RecordName } {
    return { remove: this.nameOf(id, group) };
  }

  async find(id: string, group = ""): Promise<T | undefined> {
    const bytes = await this.#store.read(this.nameOf(id, group));
    return bytes === undefined ? undefined : (decodeValue(bytes) as T);
  }

  async all(group = ""): Promise<readonly T[]> {
    const found = await this.#store.readGroup(this.#collection, group);
    return found.map((bytes) => decodeValue(bytes) as T);
  }
}
