/** Names a record: what kind, what it belongs to, which. */
export interface RecordName {
  readonly collection: string;
  readonly group: string;
  readonly id: string;
}

export type Change =
  | { readonly put: RecordName; readonly bytes: Uint8Array }
  | { readonly remove: RecordName }
  | { readonly putKey: string; readonly key: CryptoKey };

/**
 * Keeps the device's records. One `write` is one step: all of it or nothing, on disk when the promise resolves. CryptoKeys
 * are kept as they are, so that they need not be extractable.
 */
export interface Store {
  read(name: RecordName): Promise<Uint8Array | undefined>;
  /** All of a group, in no order. */
  readGroup(collection: string, group: string): Promise<readonly Uint8Array[]>;
  readKey(name: string): Promise<CryptoKey | undefined>;
  write(changes: readonly Change[]): Promise<void>;
  /** Forgets everything, its own keys too. */
  erase(): Promise<void>;
  close(): void;
}
