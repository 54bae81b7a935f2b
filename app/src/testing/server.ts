import type { Proposal } from "ts-mls";
import { proposeExternal } from "ts-mls";
import { decodeMlsMessage, encodeMlsMessage } from "ts-mls/message.js";
import type { DeviceKey, makeSuite } from "../crypto/index.ts";
import { bytesOf, type Bytes } from "../protocol/index.ts";

/** The server as groups know it: a key that proposes. */
export class TestServer {
  readonly chain: readonly Bytes[];
  readonly #key: DeviceKey;
  readonly #suite: Awaited<ReturnType<typeof makeSuite>>;

  constructor(chain: readonly Bytes[], key: DeviceKey, suite: Awaited<ReturnType<typeof makeSuite>>) {
    this.chain = chain;
    this.#key = key;
    this.#suite = suite;
  }

  /** Proposes to remove a leaf of the group that a GroupInfo describes. */
  remove(groupInfo: Uint8Array, removed: number): Promise<Bytes> {
    return this.propose(groupInfo, { proposalType: "remove", remove: { removed } });
  }

  async propose(groupInfo: Uint8Array, proposal: Proposal): Promise<Bytes> {
    const read = decodeMlsMessage(bytesOf(groupInfo), 0)?.[0];
    if (read?.wireformat !== "mls_group_info") throw new Error("no GroupInfo");
    const { publicKey, handle } = this.#key;
    const message = await proposeExternal(read.groupInfo, proposal, publicKey, handle, this.#suite);
    return bytesOf(encodeMlsMessage(message));
  }
}
