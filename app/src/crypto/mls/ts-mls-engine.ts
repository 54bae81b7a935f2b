import type {
  CiphersuiteImpl,
  ClientConfig,
  ClientState,
  Credential,
  GroupInfo,
  KeyPackage,
  Proposal,
  PublicMessage,
} from "ts-mls";
import { createGroup, decodeGroupState, encodeGroupState, joinGroup } from "ts-mls/clientState.js";
import { createCommit, createGroupInfoWithExternalPubAndRatchetTree, joinGroupExternal } from "ts-mls/createCommit.js";
import { createApplicationMessage } from "ts-mls/createMessage.js";
import { ratchetTreeFromExtension } from "ts-mls/groupInfo.js";
import { defaultKeyPackageEqualityConfig } from "ts-mls/keyPackageEqualityConfig.js";
import { defaultKeyRetentionConfig } from "ts-mls/keyRetentionConfig.js";
import { processPublicMessage } from "ts-mls/processMessages.js";
import { emptyPskIndex } from "ts-mls/pskIndex.js";
import { bytesOf, hex, TamperedError, type Bytes } from "../../protocol/index.ts";
import type { DeviceIdentity } from "../certificates/index.ts";
import type { DeviceAuthentication } from "./authentication.ts";
import type {
  Committed,
  Group,
  GroupView,
  GroupWithInfo,
  MembershipChange,
  MlsEngine,
  OwnKeyPackage,
  Received,
  Sealed,
} from "./engine.ts";
import { signWithLabel, verifyWithLabel } from "../keys.ts";
import { check, generate, open, seal, type OwnDevice } from "./key-packages.ts";
import { listedIn, memberList } from "./member-list.ts";
import { checkCurrent, openApplication } from "./opening.ts";
import { readAny, readMessage, refusingLater, writeMessage } from "./messages.ts";
import { paddingFor } from "./padding.ts";
import { checkHandshake, identitiesIn, identityAt, identityOfLeaf, leafOfDevice, requireListed } from "./policy.ts";
import { checkServerProposal, extensionsAfter, proposedLeaves, withServer } from "./removals.ts";

/** The engine on ts-mls, with the mends of patches/ and the checks of policy.ts. */
export class TsMlsEngine implements MlsEngine {
  readonly #suite: CiphersuiteImpl;
  readonly #authentication: DeviceAuthentication;
  readonly #own: OwnDevice;
  readonly #config: ClientConfig;

  constructor(suite: CiphersuiteImpl, authentication: DeviceAuthentication, own: OwnDevice) {
    this.#suite = suite;
    this.#authentication = authentication;
    this.#own = own;
    this.#config = {
      keyRetentionConfig: defaultKeyRetentionConfig,
      keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
      // Lifetimes of added leaves are checked by policy.ts; those of a tree's older leaves have done their duty.
      lifetimeConfig: { maximumTotalLifetime: 7_776_000n, validateLifetimeOnReceive: false },
      paddingConfig: { kind: "padUntilLength", padUntilLength: 256 },
      authService: authentication,
    };
  }

  async keyPackages(count: number): Promise<readonly OwnKeyPackage[]> {
    const made: OwnKeyPackage[] = [];
    while (made.length < count) {
      made.push(await seal(await generate(this.#own, this.#suite, this.#authentication.now), this.#suite));
    }
    return made;
  }

  async checkKeyPackage(keyPackage: Uint8Array): Promise<DeviceIdentity> {
    const read = readMessage(keyPackage, "mls_key_package").keyPackage;
    return refusingLater(() => check(read, this.#suite, this.#authentication));
  }

  async create(
    groupId: Uint8Array,
    people: readonly string[] = [],
    deliveryService: readonly Uint8Array[] = [],
  ): Promise<GroupWithInfo> {
    const { publicPackage, privatePackage } = await generate(this.#own, this.#suite, this.#authentication.now);
    const id = bytesOf(groupId);
    const { userId } = this.#own.certificate;
    const list = memberList([userId, ...people], this.#authentication.domain);
    const server = await withServer([], deliveryService, this.#authentication);
    const extensions = server === undefined ? [list] : [list, server];
    const state = await createGroup(id, publicPackage, privatePackage, extensions, this.#suite, this.#config);
    return this.#withInfo(state);
  }

  describe(group: Group): Promise<GroupWithInfo> {
    return this.#withInfo(stateOf(group));
  }

  async commit(group: Group, change: MembershipChange): Promise<Committed> {
    const { add = [], remove = [] } = change;
    const state = stateOf(group);
    // Whom the server proposes to remove goes by that proposal, and cannot go twice.
    const going = proposedLeaves(state);
    const leaves = remove.map((deviceId) => this.#leafOf(state, deviceId)).filter((leaf) => !going.includes(leaf));
    const proposals: Proposal[] = leaves.map((removed) => ({ proposalType: "remove", remove: { removed } }));
    for (const bytes of add) {
      await this.checkKeyPackage(bytes);
      const { keyPackage } = readMessage(bytes, "mls_key_package");
      proposals.push({ proposalType: "add", add: { keyPackage } });
    }
    const extensions = await extensionsAfter(state, change, this.#authentication);
    if (extensions !== undefined) {
      proposals.push({ proposalType: "group_context_extensions", groupContextExtensions: { extensions } });
    }
    const options = { wireAsPublicMessage: true, ratchetTreeExtension: true, extraProposals: proposals };
    const made = await refusingLater(() => createCommit({ state, cipherSuite: this.#suite }, options));
    const welcome =
      made.welcome && writeMessage({ version: "mls10", wireformat: "mls_welcome", welcome: made.welcome });
    return { ...(await this.#withInfo(made.newState)), commit: writeMessage(made.commit), welcome };
  }

  welcomed(welcome: Uint8Array): readonly string[] {
    return readMessage(welcome, "mls_welcome").welcome.secrets.map(({ newMember }) => hex(newMember));
  }

  async join(welcome: Uint8Array, own: OwnKeyPackage): Promise<Group> {
    this.#authentication.requireRevocations();
    const read = readMessage(welcome, "mls_welcome").welcome;
    const { publicPackage, privatePackage } = open(own, this.#own.key.handle);
    const state = await refusingLater(() =>
      joinGroup(read, publicPackage, privatePackage, emptyPskIndex, this.#suite, undefined, undefined, this.#config),
    );
    const { domain } = this.#authentication;
    requireListed(identitiesIn(state.ratchetTree, domain), listedIn(state.groupContext.extensions, domain));
    return groupOf(state);
  }

  async joinExternally(groupInfo: Uint8Array): Promise<Committed> {
    this.#authentication.requireRevocations();
    const info = readMessage(groupInfo, "mls_group_info").groupInfo;
    const { domain, now } = this.#authentication;
    const { deviceId, userId } = this.#own.certificate;
    if (listedIn(info.groupContext.extensions, domain)?.includes(userId) !== true) {
      throw new TamperedError("joiner-not-allowed");
    }
    const isOwn = ({ credential }: { credential: Credential }): boolean => {
      const there = identityOfLeaf({ credential }, domain);
      return there.deviceId === deviceId && there.userId === userId;
    };
    const made = await refusingLater(async () => {
      const { publicPackage, privatePackage } = await generate(this.#own, this.#suite, now);
      const tree = ratchetTreeFromExtension(info) ?? [];
      requireListed(identitiesIn(tree, domain), listedIn(info.groupContext.extensions, domain));
      const back = leafOfDevice(tree, { deviceId, userId }, domain) !== undefined;
      const compareKeyPackageToLeafNode = (_: KeyPackage, leaf: { credential: Credential }): boolean => isOwn(leaf);
      const keyPackageEqualityConfig = { ...this.#config.keyPackageEqualityConfig, compareKeyPackageToLeafNode };
      const config = { ...this.#config, keyPackageEqualityConfig };
      return joinGroupExternal(info, publicPackage, privatePackage, back, this.#suite, undefined, config);
    });
    const commit = writeMessage({
      version: "mls10",
      wireformat: "mls_public_message",
      publicMessage: made.publicMessage,
    });
    const state = { ...made.newState, clientConfig: this.#config };
    return { ...(await this.#withInfo(state)), commit, welcome: undefined };
  }

  async encrypt(group: Group, plaintext: Uint8Array): Promise<Sealed> {
    const state = { ...stateOf(group), clientConfig: { ...this.#config, paddingConfig: paddingFor(plaintext.length) } };
    const { newState, privateMessage } = await createApplicationMessage(state, bytesOf(plaintext), this.#suite);
    const message = writeMessage({ version: "mls10", wireformat: "mls_private_message", privateMessage });
    return { group: groupOf({ ...newState, clientConfig: this.#config }), message };
  }

  async receive(group: Group, message: Uint8Array): Promise<Received> {
    const read = readAny(message);
    const state = stateOf(group);
    if (read.wireformat === "mls_private_message") {
      return refusingLater(async () => {
        const { domain } = this.#authentication;
        const opened = await openApplication(state, read.privateMessage, this.#suite);
        const sender = identityAt(opened.tree, opened.leafIndex, domain);
        return { kind: "application", group: groupOf(opened.next), sender, plaintext: opened.plaintext };
      });
    }
    this.#authentication.requireRevocations();
    return read.wireformat === "mls_public_message" && read.publicMessage.content.contentType === "proposal"
      ? refusingLater(() => this.#receiveProposal(state, read.publicMessage))
      : refusingLater(() => this.#receiveCommit(state, message));
  }

  encode(group: Group): Bytes {
    return bytesOf(encodeGroupState(stateOf(group)));
  }

  decode(bytes: Uint8Array): Group {
    const decoded = decodeGroupState(bytesOf(bytes), 0);
    if (decoded?.[1] !== bytes.length) {
      throw new TamperedError("group-state-malformed");
    }
    return groupOf({ ...decoded[0], clientConfig: this.#config });
  }

  sign(label: string, content: Uint8Array): Promise<Bytes> {
    return signWithLabel(this.#own.key.privateKey, label, content);
  }

  async verify(
    group: Group,
    device: DeviceIdentity,
    label: string,
    content: Uint8Array,
    signature: Uint8Array,
  ): Promise<boolean> {
    const { ratchetTree } = stateOf(group);
    const at = leafOfDevice(ratchetTree, device, this.#authentication.domain);
    const node = at === undefined ? undefined : ratchetTree[2 * at];
    return node?.nodeType === "leaf" && verifyWithLabel(node.leaf.signaturePublicKey, label, content, signature);
  }

  view(group: Group): GroupView {
    const { groupContext, keySchedule, ratchetTree, groupActiveState } = stateOf(group);
    return {
      groupId: bytesOf(groupContext.groupId),
      epoch: groupContext.epoch,
      treeHash: bytesOf(groupContext.treeHash),
      epochAuthenticator: bytesOf(keySchedule.epochAuthenticator),
      active: groupActiveState.kind === "active",
      members: identitiesIn(ratchetTree, this.#authentication.domain),
      people: listedIn(groupContext.extensions, this.#authentication.domain),
      proposed: proposedLeaves(stateOf(group)).length > 0,
    };
  }

  async #receiveProposal(state: ClientState, message: PublicMessage): Promise<Received> {
    checkCurrent(state, message);
    const leaf = await checkServerProposal(state, message, this.#authentication);
    const removed = identityAt(state.ratchetTree, leaf, this.#authentication.domain);
    const { newState } = await processPublicMessage(state, message, emptyPskIndex, this.#suite);
    return { kind: "proposal", group: groupOf(newState), removed };
  }

  async #receiveCommit(state: ClientState, bytes: Uint8Array): Promise<Received> {
    const { publicMessage } = readMessage(bytes, "mls_public_message");
    const { ratchetTree } = state;
    const { content } = publicMessage;
    checkCurrent(state, publicMessage);
    await checkHandshake(state, publicMessage, this.#authentication);
    const { newState } = await processPublicMessage(state, publicMessage, emptyPskIndex, this.#suite);
    const { domain } = this.#authentication;
    const joiner = content.contentType === "commit" ? content.commit.path?.leafNode : undefined;
    const sender =
      content.sender.senderType === "member" || joiner === undefined
        ? identityAt(ratchetTree, content.sender.senderType === "member" ? content.sender.leafIndex : -1, domain)
        : identityOfLeaf(joiner, domain);
    return newState.groupActiveState.kind === "active"
      ? {
          kind: "commit",
          group: groupOf(newState),
          sender,
          joiner: content.sender.senderType === "member" ? undefined : sender,
        }
      : { kind: "removed", group: groupOf(newState), sender };
  }

  async #withInfo(state: ClientState): Promise<GroupWithInfo> {
    const groupInfo: GroupInfo = await createGroupInfoWithExternalPubAndRatchetTree(state, [], this.#suite);
    const message = writeMessage({ version: "mls10", wireformat: "mls_group_info", groupInfo });
    return { group: groupOf(state), groupInfo: message };
  }

  #leafOf(state: ClientState, deviceId: string): number {
    const { domain } = this.#authentication;
    const at = state.ratchetTree.findIndex(
      (node) => node?.nodeType === "leaf" && identityOfLeaf(node.leaf, domain).deviceId === deviceId,
    );
    if (at < 0) {
      throw new TamperedError("member-unknown");
    }
    return at / 2;
  }
}

function groupOf(state: ClientState): Group {
  return state as unknown as Group;
}

function stateOf(group: Group): ClientState {
  return group as unknown as ClientState;
}
