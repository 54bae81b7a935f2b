import type { Conversation } from "../../worker/index.ts";

/** Conversations, other than the open one, with more unread messages than before. */
export function newlyUnread(
  before: readonly Conversation[],
  after: readonly Conversation[],
  openId: string | undefined,
): readonly Conversation[] {
  const unreadBefore = new Map(before.map((conversation) => [conversation.id, conversation.unread]));
  return after.filter(({ id, unread }) => id !== openId && unread > (unreadBefore.get(id) ?? 0));
}

/** All unread messages together, for the title of the window. */
export function unreadTotal(conversations: readonly Conversation[]): number {
  return conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
}
