import { DefectError, type KeyPackageSupply } from "../protocol/index.ts";
import type { Desk } from "./desk.ts";
import type { ServerSession } from "./ports.ts";
import type { PooledKeyPackage } from "./records.ts";

const batch = 50;
const low = 20;

/** Keeps the server supplied with key packages of this device. */
export class KeyPackagePool {
  readonly #desk: Desk;
  readonly #session: ServerSession;

  constructor(desk: Desk, session: ServerSession) {
    this.#desk = desk;
    this.#session = session;
  }

  /** Fills the pool if it runs low. The secrets are kept before anybody can use the packages. */
  async refill(supply: KeyPackageSupply | undefined): Promise<void> {
    const count = (supply?.left ?? 0) < low ? batch : 0;
    const lastResort = supply?.hasLastResort === true ? 0 : 1;
    if (count + lastResort === 0) {
      return;
    }
    const made = await this.#desk.engine.keyPackages(count + lastResort);
    const { keyPackages } = this.#desk.records;
    const kept: PooledKeyPackage[] = made.map((own, at) => ({ ...own, lastResort: at >= count }));
    await this.#desk.write(kept.map((own) => keyPackages.put(own.reference, own)));
    const value = {
      keyPackages: made.slice(0, count).map(({ published }) => published),
      ...(lastResort === 1 && { lastResort: made[count]?.published ?? new Uint8Array() }),
    };
    await this.#session.request({ case: "publishKeyPackages", value }, "keyPackageSupply");
  }

  /** The package that a Welcome was made for. */
  async require(references: readonly string[]): Promise<PooledKeyPackage> {
    for (const reference of references) {
      const own = await this.#desk.records.keyPackages.find(reference);
      if (own !== undefined) {
        return own;
      }
    }
    throw new DefectError("key-package-unknown");
  }
}
