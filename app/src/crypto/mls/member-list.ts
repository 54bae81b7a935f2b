import type { Extension } from "ts-mls";
import { decodeVarLenData, decodeVarLenType } from "ts-mls/codec/variableLength.js";
import { bytesOf, concat, isUuid, TamperedError, utf8 } from "../../protocol/index.ts";
import { vector } from "../vector.ts";
import { readMessage, refusing } from "./messages.ts";

/** The extension of the group context that says whose devices belong in a group: docs/protocol/mls.md. */
export const memberListType = 0xf001;

const mostUsers = 500;

/** The extension with these people's list, in the one order that is allowed. */
export function memberList(userIds: readonly string[], domain: string): Extension {
  const uris = [...new Set(userIds)].map((userId) => `im:${userId}@${domain}`).sort();
  return { extensionType: memberListType, extensionData: vector(concat(...uris.map((uri) => vector(utf8(uri))))) };
}

/** The people on a group's list; none if the group is from before there were lists. */
export function listedIn(extensions: readonly Extension[], domain: string): readonly string[] | undefined {
  const found = extensions.find(({ extensionType }) => extensionType === memberListType);
  return found === undefined ? undefined : usersOf(found.extensionData, domain);
}

/** The people on the list of the group that a GroupInfo describes. */
export function peopleOf(groupInfo: Uint8Array, domain: string): readonly string[] {
  return listedIn(readMessage(groupInfo, "mls_group_info").groupInfo.groupContext.extensions, domain) ?? [];
}

function usersOf(data: Uint8Array, domain: string): readonly string[] {
  const decoded = refusing(() => decodeVarLenType(decodeVarLenData)(bytesOf(data), 0));
  if (decoded?.[1] !== data.length || decoded[0].length === 0 || decoded[0].length > mostUsers) {
    throw new TamperedError("member-list-malformed");
  }
  const uris = decoded[0].map((uri) => new TextDecoder().decode(uri));
  if (uris.some((uri, at) => at > 0 && uri <= (uris[at - 1] ?? ""))) {
    throw new TamperedError("member-list-malformed");
  }
  return uris.map((uri) => userIn(uri, domain));
}

function userIn(uri: string, domain: string): string {
  const userId = uri.slice("im:".length, -`@${domain}`.length);
  if (uri !== `im:${userId}@${domain}` || !isUuid(userId)) {
    throw new TamperedError("member-list-malformed");
  }
  return userId;
}
