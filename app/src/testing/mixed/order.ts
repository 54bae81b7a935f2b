import { fromHex, type Bytes } from "../../protocol/index.ts";

/** What the other side of a mixed run asks for; bytes are hex. */
export interface Order {
  readonly deed: string;
  readonly device: string;
  readonly bytes: Bytes;
  readonly add: readonly Bytes[];
  readonly remove: readonly number[];
  /** The whole content of `external_senders`; absent if the group's extensions stay. */
  readonly senders: Bytes | undefined;
  /** The id of a pre-shared key that goes in. */
  readonly psk: Bytes | undefined;
}

export function orderOf(line: string): Order {
  const read = JSON.parse(line) as Partial<Record<string, unknown>>;
  return {
    deed: textOf(read["do"]),
    device: textOf(read["device"]),
    bytes: fromHex(textOf(read["bytes"])),
    add: listOf(read["add"]).map((one) => fromHex(textOf(one))),
    remove: listOf(read["remove"]).map(Number),
    senders: optional(read["senders"]),
    psk: optional(read["psk"]),
  };
}

function optional(value: unknown): Bytes | undefined {
  return value === undefined ? undefined : fromHex(textOf(value));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
