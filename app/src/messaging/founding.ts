import { isKonsilError, RefusedError, TamperedError, uuidBytes, uuidText, type Bytes } from "../protocol/index.ts";
import type { Commits } from "./commits.ts";
import type { Desk } from "./desk.ts";

import type { Self, ServerSession } from "./ports.ts";
import { newConversation, nothing } from "./records.ts";
import type { Serial } from "./serial.ts";

const conflict = 409;

/** Begins conversations: a group of all devices of both people, made in one commit. */
export class Founding {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #serial: Serial;
  readonly #commits: Commits;
  readonly #self: Self;

  constructor(desk: Desk, session: ServerSession, serial: Serial, commits: Commits, self: Self) {
    this.#desk = desk;
    this.#session = session;
    this.#serial = serial;
    this.#commits = commits;
    this.#self = self;
  }

  /**
   * The conversation with this person: the one that exists, else a new one, kept before the server hears of it. If both
   * people begin at the same moment there are two; that is seen and left so.
   */
  async with(userId: string): Promise<string> {
    const known = this.#desk.conversations.find(({ others }) => others.length === 1 && others[0] === userId);
    if (known !== undefined) {
      return known.id;
    }
    const theirs = await this.claim(userId);
    if (theirs.length === 0) {
      throw new RefusedError("unreachable", conflict);
    }
    const add = [...theirs, ...(userId === this.#self.userId ? [] : await this.claim(this.#self.userId))];
    const id = crypto.randomUUID();
    await this.#serial.run(async () => {
      const { group, groupInfo } = await this.#desk.engine.create(uuidBytes(id), [userId], this.#desk.deliveryService);
      const pending = await this.#commits.make(group, { ...nothing, add });
      const fresh = newConversation(id, [userId], Date.now());
      await this.#desk.step({ ...fresh, founding: groupInfo, pending }, group);
    });
    return id;
  }

  /** Key packages of a person's devices; one that is not what it claims stops everything. */
  async claim(userId: string): Promise<readonly Bytes[]> {
    const { keyPackages } = await this.#session.request(
      { case: "claimKeyPackages", value: { userId: uuidBytes(userId) } },
      "claimedKeyPackages",
    );
    const good: Bytes[] = [];
    for (const { deviceId, keyPackage } of keyPackages) {
      const found = await this.#desk.engine.checkKeyPackage(keyPackage).catch((error: unknown) => {
        throw isKonsilError(error) ? error : new TamperedError("key-package-invalid", { cause: error });
      });
      if (found.userId !== userId || found.deviceId !== uuidText(deviceId)) {
        throw new TamperedError("key-package-of-another");
      }
      good.push(Uint8Array.from(keyPackage));
    }
    return good;
  }
}
