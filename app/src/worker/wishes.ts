import { Collection, type Store } from "../storage/index.ts";

const only = "wishes";

interface WishesRecord {
  readonly readReceipts: boolean;
}

/** What the person wants this device to do for them; by default it tells nobody anything (A10). */
export class Wishes {
  readonly #store: Store;
  readonly #kept: Collection<WishesRecord>;
  #record: WishesRecord = { readReceipts: false };

  constructor(store: Store) {
    this.#store = store;
    this.#kept = new Collection(store, "wishes");
  }

  async load(): Promise<void> {
    this.#record = (await this.#kept.find(only)) ?? this.#record;
  }

  /** Whether the others are told what this person has read. */
  get readReceipts(): boolean {
    return this.#record.readReceipts;
  }

  async setReadReceipts(readReceipts: boolean): Promise<void> {
    const record = { ...this.#record, readReceipts };
    await this.#store.write([this.#kept.put(only, record)]);
    this.#record = record;
  }
}
