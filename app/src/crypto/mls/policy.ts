import type { ClientState, Extension, KeyPackage, Proposal, PublicMessage, RatchetTree } from "ts-mls";
import { hex, TamperedError } from "../../protocol/index.ts";
import { identityInChain, type DeviceIdentity } from "../certificates/index.ts";
import type { DeviceAuthentication } from "./authentication.ts";
import { listedIn, memberListType } from "./member-list.ts";
import { checkSenders, proposedAs } from "./removals.ts";

type Leaf = KeyPackage["leafNode"];

/** Checks what ts-mls leaves out, before it processes a handshake message. */
export async function checkHandshake(
  state: ClientState,
  message: PublicMessage,
  authentication: DeviceAuthentication,
): Promise<void> {
  const { content } = message;
  if (content.contentType !== "commit") {
    // Members commit what they want at once; the server proposes, and goes another way.
    throw new TamperedError("proposal-not-allowed");
  }
  const proposals = content.commit.proposals.map((one) =>
    one.proposalOrRefType === "proposal" ? one.proposal : proposedAs(state, one.reference),
  );
  if (content.sender.senderType === "member") {
    checkMemberProposals(proposals, authentication.now);
    for (const one of proposals) {
      if (one.proposalType === "group_context_extensions") {
        await checkSenders(state.groupContext.extensions, one.groupContextExtensions.extensions, authentication);
      }
    }
    checkListed(state, proposals, authentication.domain);
    checkSameDevice(state, content.sender.leafIndex, content.commit.path?.leafNode, authentication.domain);
  } else if (content.sender.senderType === "new_member_commit" && content.commit.path !== undefined) {
    // Who comes in knows no proposals (RFC 9420, section 12.4.3.2).
    if (content.commit.proposals.some(({ proposalOrRefType }) => proposalOrRefType !== "proposal")) {
      throw new TamperedError("proposal-not-allowed");
    }
    const joiner = content.commit.path.leafNode;
    const { credential, signaturePublicKey } = joiner;
    checkJoiner(state, proposals, await authentication.authenticate(credential, signaturePublicKey), authentication);
  } else {
    throw new TamperedError("sender-not-allowed");
  }
  checkFreshKeys(state.ratchetTree, proposals, content.commit.path);
}

/** Who sits at a leaf. */
export function identityAt(tree: RatchetTree, leafIndex: number, domain: string): DeviceIdentity {
  const node = tree[2 * leafIndex];
  if (node?.nodeType !== "leaf") {
    throw new TamperedError("sender-unknown");
  }
  return identityOfLeaf(node.leaf, domain);
}

export function identityOfLeaf({ credential }: Pick<Leaf, "credential">, domain: string): DeviceIdentity {
  if (credential.credentialType !== "x509") {
    throw new TamperedError("credential-is-no-certificate");
  }
  return identityInChain(credential.certificates, domain);
}

/** Lifetime of a key package that somebody adds, checked by everybody who sees it. */
export function checkLifetime(leaf: Leaf, now: Date): void {
  const seconds = BigInt(Math.floor(now.getTime() / 1000));
  const { notBefore, notAfter } = leaf.lifetime;
  if (seconds < notBefore || seconds > notAfter) {
    throw new TamperedError("key-package-expired");
  }
}

function checkMemberProposals(proposals: readonly Proposal[], now: Date): void {
  for (const proposal of proposals) {
    if (proposal.proposalType === "add") {
      checkLifetime(proposal.add.keyPackage.leafNode, now);
    } else if (proposal.proposalType === "group_context_extensions") {
      checkExtensions(proposal.groupContextExtensions.extensions);
    } else if (proposal.proposalType !== "remove") {
      throw new TamperedError("proposal-not-allowed");
    }
  }
}

/** A group context carries the list of its people, and the server's key if it has one. */
function checkExtensions(extensions: readonly Extension[]): void {
  const types = extensions.map(({ extensionType }) => extensionType);
  const allowed = types.every((type) => type === memberListType || type === "external_senders");
  if (!allowed || !types.includes(memberListType) || new Set(types).size !== types.length) {
    throw new TamperedError("extension-not-allowed");
  }
}

/** Whoever is there after a member's commit is on the list that holds then. */
function checkListed(state: ClientState, proposals: readonly Proposal[], domain: string): void {
  const changed = proposals.find(({ proposalType }) => proposalType === "group_context_extensions");
  const added = proposals.flatMap((one) =>
    one.proposalType === "add" ? [identityOfLeaf(one.add.keyPackage.leafNode, domain)] : [],
  );
  if (changed?.proposalType !== "group_context_extensions") {
    requireListed(added, listedIn(state.groupContext.extensions, domain));
    return;
  }
  const removed = proposals.flatMap((one) => (one.proposalType === "remove" ? [one.remove.removed] : []));
  const remaining = state.ratchetTree.filter((_, at) => at % 2 === 1 || !removed.includes(at / 2));
  const list = listedIn(changed.groupContextExtensions.extensions, domain);
  requireListed([...added, ...identitiesIn(remaining, domain)], list);
}

/** Everybody in a tree. */
export function identitiesIn(tree: RatchetTree, domain: string): readonly DeviceIdentity[] {
  return tree.filter((node) => node?.nodeType === "leaf").map((node) => identityOfLeaf(node.leaf, domain));
}

/** A group from before there were lists takes whom its members add. */
export function requireListed(devices: readonly DeviceIdentity[], list: readonly string[] | undefined): void {
  if (list !== undefined && devices.some(({ userId }) => !list.includes(userId))) {
    throw new TamperedError("member-not-listed");
  }
}

/** A committer may bring new keys and a new certificate, for the device that it is. */
function checkSameDevice(
  state: ClientState,
  leafIndex: number,
  renewed: Pick<Leaf, "credential"> | undefined,
  domain: string,
): void {
  const sender = identityAt(state.ratchetTree, leafIndex, domain);
  const claimed = renewed === undefined ? sender : identityOfLeaf(renewed, domain);
  if (claimed.deviceId !== sender.deviceId || claimed.userId !== sender.userId) {
    throw new TamperedError("sender-becomes-another");
  }
}

/** An external commit brings in a device of somebody on the list, in place of its own old leaf, and nothing else. */
function checkJoiner(
  state: ClientState,
  proposals: readonly Proposal[],
  joiner: DeviceIdentity,
  { domain }: DeviceAuthentication,
): void {
  if (listedIn(state.groupContext.extensions, domain)?.includes(joiner.userId) !== true) {
    throw new TamperedError("joiner-not-allowed");
  }
  const removed: number[] = [];
  for (const proposal of proposals) {
    if (proposal.proposalType === "remove") {
      removed.push(proposal.remove.removed);
    } else if (proposal.proposalType !== "external_init") {
      throw new TamperedError("proposal-not-allowed");
    }
  }
  const former = leafOfDevice(state.ratchetTree, joiner, domain);
  if (removed.some((leaf) => leaf !== former)) {
    throw new TamperedError("joiner-removes-another");
  }
  if (former !== undefined && removed.length === 0) {
    throw new TamperedError("joiner-comes-twice");
  }
}

/** The leaf of exactly this device, if it is there. */
export function leafOfDevice(
  tree: RatchetTree,
  { deviceId, userId }: DeviceIdentity,
  domain: string,
): number | undefined {
  const at = tree.findIndex((node) => {
    const there = node?.nodeType === "leaf" ? identityOfLeaf(node.leaf, domain) : undefined;
    return there?.deviceId === deviceId && there.userId === userId;
  });
  return at < 0 ? undefined : at / 2;
}

/** No encryption key may be in the tree twice (RFC 9420, sections 7.3, 12.4.3.2). */
function checkFreshKeys(
  tree: RatchetTree,
  proposals: readonly Proposal[],
  path:
    | { readonly leafNode: { hpkePublicKey: Uint8Array }; readonly nodes: readonly { hpkePublicKey: Uint8Array }[] }
    | undefined,
): void {
  const known = new Set<string>();
  for (const node of tree) {
    if (node !== undefined) {
      known.add(hex(node.nodeType === "leaf" ? node.leaf.hpkePublicKey : node.parent.hpkePublicKey));
    }
  }
  const added = proposals.flatMap((one) => (one.proposalType === "add" ? [one.add.keyPackage.leafNode] : []));
  const moved = path === undefined ? [] : [path.leafNode, ...path.nodes];
  for (const { hpkePublicKey } of [...added, ...moved]) {
    const key = hex(hpkePublicKey);
    if (known.has(key)) {
      throw new TamperedError("encryption-key-twice");
    }
    known.add(key);
  }
}
