import type { ConversationRecord, MessageRecord } from "../messaging/index.ts";
import type { Conversation, Message, MessageState } from "./core.ts";
import type { OnlineDevice } from "./online-device.ts";

/** What a page shows of a conversation. */
export function conversationOf(record: ConversationRecord, online: OnlineDevice | undefined): Conversation {
  const { id, lastText, lastAtMillis, unread } = record;
  const people = record.others.flatMap((userId) => online?.people.of(userId) ?? []);
  const completeUpToMillis = online?.messenger.completeUpTo(id) ?? 0;
  return { id, people, lastText, lastAtMillis, unread, completeUpToMillis };
}

/** What a page shows of a message, once everybody has `delivered` of its conversation. */
export function messageOf(record: MessageRecord, delivered: number): Message {
  const { id, conversationId, senderUserId, own, kind, text, sentAtMillis, failed } = record;
  const state = stateOf(record, delivered);
  const problem = failed === undefined ? {} : { problem: failed };
  return { id, conversationId, senderUserId, own, kind, text, sentAtMillis, state, ...problem };
}

/** Of a split text that is not whole yet: what is there, and what is missing. */
export function partsOf(record: MessageRecord, messenger: OnlineDevice["messenger"]): Pick<Message, "parts"> {
  const { gathering } = record;
  if (gathering === undefined) {
    return {};
  }
  const total = gathering.hashes.length;
  const lost = messenger.lostParts(record).map((place) => place + 1);
  return { parts: { total, arrived: total - gathering.missing.length, lost } };
}

/** Of a message that was deleted for all: who has not answered yet. */
export function deletionOf({ deletion }: MessageRecord, people: OnlineDevice["people"]): Pick<Message, "deletion"> {
  if (deletion === undefined) {
    return {};
  }
  const { askedOf, answers } = deletion;
  const silent = askedOf.filter(({ deviceId }) => !(deviceId in answers));
  const open = [...new Set(silent.map(({ userId }) => userId))].map((userId) => people.of(userId));
  return { deletion: { devices: askedOf.length, answered: askedOf.length - silent.length, open } };
}

function stateOf({ own, seq, failed }: MessageRecord, delivered: number): MessageState {
  if (failed !== undefined) {
    return "failed";
  }
  if (!own) {
    return "received";
  }
  if (seq === undefined) {
    return "waiting";
  }
  return seq <= delivered ? "delivered" : "accepted";
}
