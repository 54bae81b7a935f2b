import { checkRevocationList, type RevocationList } from "../crypto/index.ts";
import { TamperedError, type Bytes } from "../protocol/index.ts";
import { Collection, type Store } from "../storage/index.ts";
import type { Http } from "../transport/index.ts";

const path = "/pki/crl/device.crl";
const only = "device";

/** The newest verified list of revoked devices; older ones are never taken again. */
export class Revocations {
  readonly #http: Http;
  readonly #store: Store;
  readonly #kept: Collection<{ readonly der: Bytes }>;
  readonly #issuer: Bytes;
  #list: RevocationList | undefined;

  constructor(http: Http, store: Store, issuer: Bytes) {
    this.#http = http;
    this.#store = store;
    this.#kept = new Collection(store, "revocation-list");
    this.#issuer = issuer;
  }

  get list(): RevocationList | undefined {
    return this.#list;
  }

  /** Takes the list that was kept, if it is still good. */
  async load(): Promise<void> {
    const kept = await this.#kept.find(only);
    if (kept !== undefined) {
      this.#list = await checkRevocationList(kept.der, this.#issuer, new Date()).catch((error: unknown) => {
        if (error instanceof TamperedError) {
          return undefined;
        }
        throw error;
      });
    }
  }

  async refresh(): Promise<void> {
    const der = await this.#http.bytes(path);
    const list = await checkRevocationList(der, this.#issuer, new Date());
    if (this.#list !== undefined && list.thisUpdateMillis < this.#list.thisUpdateMillis) {
      throw new TamperedError("revocation-list-rolled-back");
    }
    await this.#store.write([this.#kept.put(only, { der })]);
    this.#list = list;
  }
}
