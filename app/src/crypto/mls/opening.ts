import type { CiphersuiteImpl, ClientState, PrivateMessage, PublicMessage } from "ts-mls";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import { bytesOf, sameBytes, TamperedError, type Bytes } from "../../protocol/index.ts";

/** An application message that was opened, and the group's state without the key that did it. */
export interface Opened {
  readonly next: ClientState;
  readonly tree: ClientState["ratchetTree"];
  readonly leafIndex: number;
  readonly plaintext: Bytes;
}

/** A handshake message is of this group and of the epoch that is now. */
export function checkCurrent({ groupContext }: ClientState, { content }: PublicMessage): void {
  if (content.epoch !== groupContext.epoch || !sameBytes(content.groupId, groupContext.groupId)) {
    throw new TamperedError("commit-of-another-epoch");
  }
}

/** Opens an application message of the current epoch or of one of those that the state still keeps. */
export async function openApplication(
  state: ClientState,
  message: PrivateMessage,
  suite: CiphersuiteImpl,
): Promise<Opened> {
  const { groupContext, historicalReceiverData, keySchedule, secretTree, ratchetTree } = state;
  const past = historicalReceiverData.get(message.epoch);
  const current = { senderDataSecret: keySchedule.senderDataSecret, secretTree, ratchetTree, groupContext };
  const epoch = message.epoch === groupContext.epoch ? current : past;
  if (epoch === undefined || !sameBytes(message.groupId, groupContext.groupId)) {
    throw new TamperedError("message-of-another-epoch");
  }
  const opened = await unprotectPrivateMessage(
    epoch.senderDataSecret,
    message,
    epoch.secretTree,
    epoch.ratchetTree,
    epoch.groupContext,
    state.clientConfig.keyRetentionConfig,
    suite,
  );
  const { content } = opened.content;
  if (content.contentType !== "application" || content.sender.senderType !== "member") {
    throw new TamperedError("handshake-must-be-public");
  }
  const next =
    past !== undefined && epoch === past
      ? {
          ...state,
          historicalReceiverData: new Map(historicalReceiverData).set(message.epoch, {
            ...past,
            secretTree: opened.tree,
          }),
        }
      : { ...state, secretTree: opened.tree };
  const { leafIndex } = content.sender;
  return { next, tree: epoch.ratchetTree, leafIndex, plaintext: bytesOf(content.applicationData) };
}
