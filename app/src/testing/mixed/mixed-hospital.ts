import { bytesOf, hex, type Bytes } from "../../protocol/index.ts";
import { TestHospital } from "../hospital.ts";
import { MixedMember } from "./mixed-member.ts";
import type { Order } from "./order.ts";

type Answer = Record<string, string | number | boolean | readonly string[]>;

/** One authority for the devices of both sides, and the members that live here. */
export class MixedHospital {
  readonly #hospital: TestHospital;
  readonly #members = new Map<string, MixedMember>();

  private constructor(hospital: TestHospital) {
    this.#hospital = hospital;
  }

  static async open(): Promise<MixedHospital> {
    return new MixedHospital(await TestHospital.open());
  }

  async obey(order: Order): Promise<Answer> {
    switch (order.deed) {
      case "certify":
        return { chain: (await this.#certify(order.bytes)).map(hex) };
      case "device":
        this.#members.set(order.device, new MixedMember(await this.#hospital.device(), this.#hospital.authentication));
        return {};
      default:
        return this.#ofMember(this.#member(order.device), order);
    }
  }

  async #ofMember(member: MixedMember, order: Order): Promise<Answer> {
    switch (order.deed) {
      case "keyPackage":
        return { bytes: hex(await member.keyPackage()) };
      case "create":
        await member.create(order.bytes, order.senders ?? bytesOf([]));
        return {};
      case "join":
        await member.join(order.bytes);
        return {};
      case "commit":
        return hexOf(await member.commit(order));
      case "joinExternally":
        return { commit: hex(await member.joinExternally(order.bytes, order.remove.length > 0)) };
      case "receive":
        return hexOf(await member.receive(order.bytes));
      case "seal":
        return { bytes: hex(await member.seal(order.bytes)) };
      case "store":
        member.store();
        return {};
      case "groupInfo":
        return { bytes: hex(await member.groupInfo()) };
      case "view":
        return hexOf(member.view());
      default:
        throw new RangeError(order.deed);
    }
  }

  /** For a device of the other side: a chain for its public key. */
  async #certify(publicKey: Bytes): Promise<readonly Bytes[]> {
    const handle = bytesOf(new Uint8Array(16));
    const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
    const shape = this.#hospital.shape(crypto.randomUUID(), crypto.randomUUID());
    return this.#hospital.certify({ handle, privateKey, publicKey }, shape);
  }

  #member(name: string): MixedMember {
    const member = this.#members.get(name);
    if (member === undefined) {
      throw new RangeError(`no member ${name}`);
    }
    return member;
  }
}

function hexOf(values: Record<string, Bytes | string | number | boolean | undefined>): Answer {
  const answer: Answer = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      answer[name] = value instanceof Uint8Array ? hex(value) : value;
    }
  }
  return answer;
}
