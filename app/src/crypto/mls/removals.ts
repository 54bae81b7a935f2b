import type { ClientState, Credential, Extension, Proposal, PublicMessage } from "ts-mls";
import { decodeExternalSenders, encodeExternalSenders } from "ts-mls";
import { bytesToBase64 } from "ts-mls/util/byteArray.js";
import { bytesOf, sameBytes, TamperedError } from "../../protocol/index.ts";
import type { DeviceAuthentication } from "./authentication.ts";
import type { MembershipChange } from "./engine.ts";
import { memberList, memberListType } from "./member-list.ts";
import { refusing } from "./messages.ts";

/** Keys of the server that a group goes on listing beside the newest. */
const mostFormer = 1;

interface Sender {
  readonly signaturePublicKey: Uint8Array;
  readonly credential: Credential;
}

const type = "external_senders";

/** Who may propose something from outside of the group. */
function externalSenders(extensions: readonly Extension[]): readonly Sender[] {
  const found = extensions.find(({ extensionType }) => extensionType === type);
  if (found === undefined) {
    return [];
  }
  const decoded = refusing(() => decodeExternalSenders(bytesOf(found.extensionData), 0));
  if (decoded?.[1] !== found.extensionData.length || decoded[0].length === 0) {
    throw new TamperedError("external-senders-malformed");
  }
  return decoded[0];
}

/** The group's senders with the server's newest key, checked to be the hospital's; undefined if they stay as they are. */
export async function withServer(
  extensions: readonly Extension[],
  chain: readonly Uint8Array[],
  authentication: DeviceAuthentication,
): Promise<Extension | undefined> {
  if (chain.length === 0) {
    return undefined;
  }
  const credential: Credential = { credentialType: "x509", certificates: chain.map(bytesOf) };
  const signaturePublicKey = await authentication.deliveryKeyIn(chain);
  const known = externalSenders(extensions);
  if (known.some((sender) => sameBytes(sender.signaturePublicKey, signaturePublicKey))) {
    return undefined;
  }
  const next = [...known.slice(-mostFormer), { signaturePublicKey, credential }];
  return { extensionType: type, extensionData: encodeExternalSenders(next) };
}

/** What a group's context carries after a commit; undefined if that stays. A group from before there were lists stays as it is. */
export async function extensionsAfter(
  { groupContext: { extensions } }: ClientState,
  { people, deliveryService = [] }: MembershipChange,
  authentication: DeviceAuthentication,
): Promise<Extension[] | undefined> {
  const kept = extensions.find(({ extensionType }) => extensionType === memberListType);
  const list = people === undefined ? kept : memberList(people, authentication.domain);
  if (list === undefined) {
    return undefined;
  }
  const server = await withServer(extensions, deliveryService, authentication);
  const before = extensions.find(({ extensionType }) => extensionType === type);
  const senders = server ?? before;
  return people === undefined && server === undefined ? undefined : [list, ...(senders === undefined ? [] : [senders])];
}

/** Every sender that a commit lets a group list is the hospital's server, and it does not go. */
export async function checkSenders(
  before: readonly Extension[],
  after: readonly Extension[],
  authentication: DeviceAuthentication,
): Promise<void> {
  const senders = externalSenders(after);
  if (senders.length === 0 && externalSenders(before).length > 0) {
    throw new TamperedError("extension-not-allowed");
  }
  for (const { credential, signaturePublicKey } of senders) {
    await authentication.requireDeliveryKey(credential, signaturePublicKey);
  }
}

/**
 * What the server may propose: to remove a member, with its key, and nothing else (RFC 9420, section 12.1.8.1). That it signed is
 * checked where the message is processed.
 */
export async function checkServerProposal(
  state: ClientState,
  { content }: PublicMessage,
  authentication: DeviceAuthentication,
): Promise<number> {
  if (
    content.contentType !== "proposal" ||
    content.sender.senderType !== "external" ||
    content.proposal.proposalType !== "remove" ||
    content.authenticatedData.length > 0
  ) {
    throw new TamperedError("proposal-not-allowed");
  }
  const sender = externalSenders(state.groupContext.extensions)[content.sender.senderIndex];
  if (sender === undefined) {
    throw new TamperedError("sender-not-allowed");
  }
  await authentication.requireDeliveryKey(sender.credential, sender.signaturePublicKey, true);
  const { removed } = content.proposal.remove;
  if (state.ratchetTree[2 * removed]?.nodeType !== "leaf" || proposedLeaves(state).includes(removed)) {
    throw new TamperedError("proposal-not-allowed");
  }
  return removed;
}

/** The leaves that the next commit removes because the server proposed it. */
export function proposedLeaves({ unappliedProposals }: ClientState): readonly number[] {
  return Object.values(unappliedProposals).flatMap(({ proposal }) =>
    proposal.proposalType === "remove" ? [proposal.remove.removed] : [],
  );
}

/** The proposal that a commit means. */
export function proposedAs({ unappliedProposals }: ClientState, reference: Uint8Array): Proposal {
  const found = unappliedProposals[bytesToBase64(reference)];
  if (found === undefined) {
    throw new TamperedError("proposal-unknown");
  }
  return found.proposal;
}
