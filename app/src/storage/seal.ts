import { bytesOf, concat, hex, randomBytes, TamperedError, utf8, type Bytes } from "../protocol/index.ts";
import type { RecordName } from "./store.ts";

const ivBytes = 12;

/** The two keys that everything in the browser's database lies under; neither can be exported. */
export interface StoreKeys {
  readonly sealing: CryptoKey;
  readonly naming: CryptoKey;
}

export async function generateStoreKeys(): Promise<StoreKeys> {
  const [sealing, naming] = await Promise.all([
    crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
  ]);
  return { sealing, naming };
}

/** Names and contents as the database sees them. */
export class Seal {
  readonly #keys: StoreKeys;

  constructor(keys: StoreKeys) {
    this.#keys = keys;
  }

  async keyOf({ collection, group, id }: RecordName): Promise<string> {
    return this.#mac(["record", collection, group, id]);
  }

  async placeOf(collection: string, group: string): Promise<string> {
    return this.#mac(["group", collection, group]);
  }

  /** AES-256-GCM with a random 96-bit IV in front; the record's key is bound to it. */
  async close(key: string, bytes: Uint8Array): Promise<Bytes> {
    const iv = randomBytes(ivBytes);
    const parameters = { name: "AES-GCM", iv, additionalData: utf8(key) };
    const sealed = await crypto.subtle.encrypt(parameters, this.#keys.sealing, bytesOf(bytes));
    return concat(iv, new Uint8Array(sealed));
  }

  async open(key: string, sealed: Uint8Array): Promise<Bytes> {
    const iv = bytesOf(sealed.subarray(0, ivBytes));
    const parameters = { name: "AES-GCM", iv, additionalData: utf8(key) };
    try {
      return bytesOf(await crypto.subtle.decrypt(parameters, this.#keys.sealing, bytesOf(sealed.subarray(ivBytes))));
    } catch (error) {
      throw new TamperedError("storage-record-altered", { cause: error });
    }
  }

  async #mac(parts: readonly string[]): Promise<string> {
    return hex(new Uint8Array(await crypto.subtle.sign("HMAC", this.#keys.naming, utf8(JSON.stringify(parts)))));
  }
}
