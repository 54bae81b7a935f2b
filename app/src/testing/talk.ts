import { vi } from "vitest";
import type { Enclosure } from "../attachment/index.ts";
import { concat, hex, randomBytes, sha256, type Bytes } from "../protocol/index.ts";
import { MemoryStore } from "../storage/index.ts";
import type { TestClient } from "./client.ts";
import { TestDelivery } from "./delivery.ts";
import { TestHospital } from "./hospital.ts";

const randomAtOnce = 65_536;

/** Anna and Ben in a conversation, and what is seen of their attachments. */
export class TestTalk {
  readonly hospital: TestHospital;
  readonly delivery: TestDelivery;
  readonly anna: TestClient;
  readonly ben: TestClient;
  readonly bensStore: MemoryStore;
  readonly id: string;

  private constructor(
    hospital: TestHospital,
    delivery: TestDelivery,
    [anna, ben]: readonly [TestClient, TestClient],
    bensStore: MemoryStore,
    id: string,
  ) {
    this.hospital = hospital;
    this.delivery = delivery;
    this.anna = anna;
    this.ben = ben;
    this.bensStore = bensStore;
    this.id = id;
  }

  static async open(): Promise<TestTalk> {
    const hospital = await TestHospital.open();
    const delivery = new TestDelivery();
    const bensStore = new MemoryStore();
    const anna = await delivery.client(hospital);
    const ben = await delivery.client(hospital, undefined, bensStore);
    await Promise.all([anna.connect(), ben.connect()]);
    const id = await anna.messenger.begin(ben.device.userId);
    return new TestTalk(hospital, delivery, [anna, ben], bensStore, id);
  }

  /** What Ben was told of the attachment, once he was. */
  arrived(): Promise<Enclosure> {
    return vi.waitFor(async () => {
      const known = this.ben.messenger.conversations.some(({ id }) => id === this.id);
      const found = known ? await this.ben.messenger.messages(this.id) : [];
      const enclosure = found.find(({ kind }) => kind === "attachment")?.enclosure;
      if (enclosure === undefined) throw new Error("not there yet");
      return enclosure;
    }, 30_000);
  }

  /** Of each entry its kind, of a notice what it says. */
  async kindsAt(client: TestClient): Promise<readonly string[]> {
    return (await client.messenger.messages(this.id)).map(({ kind, text }) => (kind === "notice" ? text : kind));
  }

  /** How many pieces of a sealed stream lie in Ben's store. */
  async pieces({ id }: Enclosure): Promise<number> {
    return (await this.bensStore.readGroup("attachment-piece", id)).length;
  }
}

/** SHA-256 of the file that is inside. */
export async function digestOf(client: TestClient, enclosure: Enclosure): Promise<string> {
  const blob = await client.attachments.open(enclosure);
  return hex(await sha256(new Uint8Array(await blob.arrayBuffer())));
}

/** Random, in portions that WebCrypto gives. */
export function someBytes(length: number): Bytes {
  const parts = Array.from({ length: Math.ceil(length / randomAtOnce) }, () => randomBytes(randomAtOnce));
  return concat(...parts).slice(0, length);
}

export function fileOf(bytes: Bytes, name = "Befund.pdf", type = "application/pdf"): File {
  return new File([bytes], name, { type });
}
