import type {
  ClientConfig,
  ClientState,
  Extension,
  KeyPackage,
  MLSMessage,
  PrivateKeyPackage,
  Proposal,
  PskIndex,
} from "ts-mls";
import { createGroup, decodeGroupState, encodeGroupState, joinGroup } from "ts-mls/clientState.js";
import { decodeVarLenData } from "ts-mls/codec/variableLength.js";
import { createCommit, createGroupInfoWithExternalPubAndRatchetTree, joinGroupExternal } from "ts-mls/createCommit.js";
import { createApplicationMessage } from "ts-mls/createMessage.js";
import { encodeGroupContext } from "ts-mls/groupContext.js";
import { defaultKeyPackageEqualityConfig } from "ts-mls/keyPackageEqualityConfig.js";
import { defaultKeyRetentionConfig } from "ts-mls/keyRetentionConfig.js";
import { decodeMlsMessage, encodeMlsMessage } from "ts-mls/message.js";
import { processPrivateMessage, processPublicMessage } from "ts-mls/processMessages.js";
import { bytesOf, hex, randomBytes, sameBytes, type Bytes } from "../../protocol/index.ts";
import type { DeviceAuthentication } from "../../crypto/index.ts";
import type { TestDevice } from "../hospital.ts";
import type { Order } from "./order.ts";

type Kind = MLSMessage["wireformat"];

interface WholePackage {
  readonly publicPackage: KeyPackage;
  readonly privatePackage: PrivateKeyPackage;
}

/** A pre-shared key follows from its id: both sides of a run know it. */
const psks: PskIndex = {
  findPsk: (id) => (id.psktype === "external" ? bytesOf([...id.pskId, ...id.pskId]) : undefined),
};

/**
 * A member of one group: the app's mended ts-mls, with the app's suite, keys, certificates and authentication. The policy in
 * front of the app's engine is left out, since it refuses what this installation does not need and RFC 9420 has.
 */
export class MixedMember {
  readonly #device: TestDevice;
  readonly #config: ClientConfig;
  readonly #packages: { publicPackage: Bytes; init: Bytes; leaf: Bytes }[] = [];
  #state: ClientState | undefined;

  constructor(device: TestDevice, authService: DeviceAuthentication) {
    this.#device = device;
    this.#config = {
      keyRetentionConfig: defaultKeyRetentionConfig,
      keyPackageEqualityConfig: {
        ...defaultKeyPackageEqualityConfig,
        compareKeyPackageToLeafNode: ({ leafNode }, leaf) =>
          sameBytes(bytesOf(leafNode.signaturePublicKey), bytesOf(leaf.signaturePublicKey)),
      },
      lifetimeConfig: { maximumTotalLifetime: 7_776_000n, validateLifetimeOnReceive: true },
      paddingConfig: { kind: "padUntilLength", padUntilLength: 256 },
      authService,
    };
  }

  async keyPackage(): Promise<Bytes> {
    const [own] = await this.#device.engine.keyPackages(1);
    if (own === undefined) throw new RangeError("no key package");
    const [init, initEnd] = required(decodeVarLenData(own.secret, 0));
    const [leaf] = required(decodeVarLenData(own.secret, initEnd));
    this.#packages.push({ publicPackage: own.published, init: bytesOf(init), leaf: bytesOf(leaf) });
    return own.published;
  }

  async create(groupId: Bytes, senders: Bytes): Promise<void> {
    const { publicPackage, privatePackage } = await this.#fresh();
    const { suite } = this.#device;
    this.#state = await createGroup(groupId, publicPackage, privatePackage, extensionsOf(senders), suite, this.#config);
  }

  async join(message: Bytes): Promise<void> {
    const { welcome } = read(message, "mls_welcome");
    const { publicPackage, privatePackage } = this.#take();
    const { suite } = this.#device;
    this.#state = await joinGroup(
      welcome,
      publicPackage,
      privatePackage,
      psks,
      suite,
      undefined,
      undefined,
      this.#config,
    );
  }

  async commit(order: Order): Promise<{ commit: Bytes; welcome: Bytes | undefined }> {
    const extraProposals: Proposal[] = [
      ...order.remove.map((removed): Proposal => ({ proposalType: "remove", remove: { removed } })),
      ...order.add.map((bytes): Proposal => {
        const { keyPackage } = read(bytes, "mls_key_package");
        return { proposalType: "add", add: { keyPackage } };
      }),
    ];
    if (order.senders !== undefined) {
      const extensions = extensionsOf(order.senders);
      extraProposals.push({ proposalType: "group_context_extensions", groupContextExtensions: { extensions } });
    }
    if (order.psk !== undefined) {
      const preSharedKeyId = { psktype: "external", pskId: order.psk, pskNonce: randomBytes(32) } as const;
      extraProposals.push({ proposalType: "psk", psk: { preSharedKeyId } });
    }
    const made = await createCommit(
      { state: this.#member(), cipherSuite: this.#device.suite, pskIndex: psks },
      { wireAsPublicMessage: true, ratchetTreeExtension: true, extraProposals },
    );
    this.#state = made.newState;
    const { welcome } = made;
    return {
      commit: bytesOf(encodeMlsMessage(made.commit)),
      welcome: welcome && bytesOf(encodeMlsMessage({ version: "mls10", wireformat: "mls_welcome", welcome })),
    };
  }

  /** Comes in by its own commit; `again` if its old leaf is there and goes. */
  async joinExternally(message: Bytes, again: boolean): Promise<Bytes> {
    const { groupInfo } = read(message, "mls_group_info");
    const { publicPackage, privatePackage } = await this.#fresh();
    const { suite } = this.#device;
    const made = await joinGroupExternal(
      groupInfo,
      publicPackage,
      privatePackage,
      again,
      suite,
      undefined,
      this.#config,
    );
    this.#state = made.newState;
    const { publicMessage } = made;
    return bytesOf(encodeMlsMessage({ version: "mls10", wireformat: "mls_public_message", publicMessage }));
  }

  async receive(bytes: Bytes): Promise<{ kind: string; text?: Bytes }> {
    const message = required(decodeMlsMessage(bytes, 0))[0];
    const { suite } = this.#device;
    if (message.wireformat === "mls_private_message") {
      const result = await processPrivateMessage(this.#member(), message.privateMessage, psks, suite);
      this.#state = result.newState;
      return result.kind === "applicationMessage"
        ? { kind: "application", text: bytesOf(result.message) }
        : { kind: "handshake" };
    }
    if (message.wireformat !== "mls_public_message") throw new RangeError(message.wireformat);
    this.#state = (await processPublicMessage(this.#member(), message.publicMessage, psks, suite)).newState;
    return { kind: "handshake" };
  }

  async seal(text: Bytes): Promise<Bytes> {
    const made = await createApplicationMessage(this.#member(), text, this.#device.suite);
    this.#state = made.newState;
    const { privateMessage } = made;
    return bytesOf(encodeMlsMessage({ version: "mls10", wireformat: "mls_private_message", privateMessage }));
  }

  async groupInfo(): Promise<Bytes> {
    const groupInfo = await createGroupInfoWithExternalPubAndRatchetTree(this.#member(), [], this.#device.suite);
    return bytesOf(encodeMlsMessage({ version: "mls10", wireformat: "mls_group_info", groupInfo }));
  }

  /** Through the bytes that the app would keep, and back. */
  store(): void {
    const [state] = required(decodeGroupState(bytesOf(encodeGroupState(this.#member())), 0));
    this.#state = { ...state, clientConfig: this.#config };
  }

  view(): { context: Bytes; authenticator: Bytes; leaf: number; active: boolean } {
    const { groupContext, keySchedule, privatePath, groupActiveState } = this.#member();
    return {
      context: bytesOf(encodeGroupContext(groupContext)),
      authenticator: bytesOf(keySchedule.epochAuthenticator),
      leaf: privatePath.leafIndex,
      active: groupActiveState.kind === "active",
    };
  }

  #member(): ClientState {
    if (this.#state === undefined) throw new RangeError(`not a member: ${hex(this.#device.own.key.handle)}`);
    return this.#state;
  }

  async #fresh(): Promise<WholePackage> {
    await this.keyPackage();
    return this.#take();
  }

  /** The newest key package with its private keys; it is used once. */
  #take(): WholePackage {
    const { publicPackage, init, leaf } = required(this.#packages.pop());
    return {
      publicPackage: read(publicPackage, "mls_key_package").keyPackage,
      privatePackage: {
        initPrivateKey: init,
        hpkePrivateKey: leaf,
        signaturePrivateKey: this.#device.own.key.handle,
      },
    };
  }
}

function extensionsOf(senders: Bytes): Extension[] {
  return senders.length === 0 ? [] : [{ extensionType: "external_senders", extensionData: senders }];
}

function read<K extends Kind>(bytes: Bytes, kind: K): Extract<MLSMessage, { wireformat: K }> {
  const [message] = required(decodeMlsMessage(bytes, 0));
  if (message.wireformat !== kind) throw new RangeError(message.wireformat);
  return message as Extract<MLSMessage, { wireformat: K }>;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError("nothing there");
  return value;
}
