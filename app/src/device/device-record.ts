import { checkChain, KeyRing, type DeviceKey, type OwnDevice } from "../crypto/index.ts";
import { DefectError, type Bytes } from "../protocol/index.ts";
import { Collection, type Change, type Store } from "../storage/index.ts";

const self = "self";
const keyName = "signature";

/** What is kept of this device; the chain is empty until the certificate is there. */
export interface DeviceRecord {
  readonly deviceId: string;
  readonly userId: string;
  readonly handle: Bytes;
  readonly publicKey: Bytes;
  readonly domain: string;
  /** The pinned root, DER. */
  readonly root: Bytes;
  /** {device certificate, Device CA certificate}. */
  readonly chain: readonly Bytes[];
}

/** This device with its key, ready to take part in groups. */
export interface EnrolledDevice {
  readonly record: DeviceRecord;
  readonly own: OwnDevice;
  readonly ring: KeyRing;
}

export class DeviceRecords {
  readonly #store: Store;
  readonly #records: Collection<DeviceRecord>;

  constructor(store: Store) {
    this.#store = store;
    this.#records = new Collection(store, "device");
  }

  find(): Promise<DeviceRecord | undefined> {
    return this.#records.find(self);
  }

  async keep(record: DeviceRecord, key?: DeviceKey): Promise<void> {
    const changes: Change[] = [this.#records.put(self, record)];
    if (key !== undefined) {
      changes.push({ putKey: keyName, key: key.privateKey });
    }
    await this.#store.write(changes);
  }

  async requireKey({ handle, publicKey }: DeviceRecord): Promise<DeviceKey> {
    const privateKey = await this.#store.readKey(keyName);
    if (privateKey === undefined) {
      throw new DefectError("signature-key-missing");
    }
    return { handle, publicKey, privateKey };
  }

  /** The device, if it has its certificate. */
  async enrolled(now: Date): Promise<EnrolledDevice | undefined> {
    const record = await this.find();
    if (record === undefined || record.chain.length === 0) {
      return undefined;
    }
    const key = await this.requireKey(record);
    const certificate = await checkChain(record.chain, record, now);
    const ring = new KeyRing();
    ring.add(key);
    return { record, ring, own: { key, chain: record.chain, certificate } };
  }
}
