import { safeName, type Attachments, type Enclosure, type OutgoingRecord } from "../attachment/index.ts";
import { plainLength } from "../crypto/index.ts";
import type { ConversationRecord, MessageRecord } from "../messaging/index.ts";
import type { Attachment, Conversation, Message, MessageState } from "./core.ts";
import type { OnlineDevice } from "./online-device.ts";

/** What a page shows of the conversations, those with the newest message first. */
export function conversationsOf(online: OnlineDevice | undefined): Conversation[] {
  const conversations = online?.messenger.conversations.map((record) => conversationOf(record, online)) ?? [];
  return conversations.sort((a, b) => b.lastAtMillis - a.lastAtMillis);
}

function conversationOf(record: ConversationRecord, online: OnlineDevice): Conversation {
  const { id, lastText, lastAtMillis, unread } = record;
  const people = record.others.map((userId) => online.people.of(userId));
  const completeUpToMillis = online.messenger.completeUpTo(id);
  const { expirySeconds = 0 } = record;
  return { id, people, lastText, lastAtMillis, unread, completeUpToMillis, expirySeconds };
}

/** What a page shows of a conversation's messages, oldest first; own attachments that are on their way come last. */
export async function messagesOf(conversationId: string, userId: string, online: OnlineDevice): Promise<Message[]> {
  const { messenger, people, attachments } = online;
  const delivered = messenger.delivered(conversationId);
  const found = await messenger.messages(conversationId);
  const said = found.map((message) => ({
    ...messageOf(message, delivered),
    ...partsOf(message, messenger),
    ...(message.enclosure !== undefined && { attachment: attachmentOf(message.enclosure, true, attachments) }),
    ...deletionOf(message, people),
    ...reachOf(message, delivered, messenger),
    ...readersOf(message, online),
  }));
  const going = attachments.outgoing(conversationId).map((one) => outgoingOf(one, userId, attachments));
  return [...said, ...going];
}

/** An own attachment that is not in its conversation yet. */
function outgoingOf(
  { conversationId, enclosure, sealedAtMillis, refused }: OutgoingRecord,
  userId: string,
  attachments: Attachments,
): Message {
  return {
    id: enclosure.id,
    conversationId,
    senderUserId: userId,
    own: true,
    kind: "attachment",
    text: safeName(enclosure.name),
    sentAtMillis: sealedAtMillis,
    state: refused === undefined ? "waiting" : "failed",
    attachment: attachmentOf(enclosure, false, attachments),
    ...(refused !== undefined && { problem: refused }),
  };
}

function attachmentOf(enclosure: Enclosure, said: boolean, attachments: Attachments): Attachment {
  const { id, bytes, mediaType } = enclosure;
  const transfer = attachments.transferOf(id);
  const here = attachments.isHere(enclosure);
  return { id, bytes: plainLength(bytes), mediaType, said, here, ...(transfer !== undefined && { transfer }) };
}

/** What a page shows of a message, once everybody has `delivered` of its conversation. */
function messageOf(record: MessageRecord, delivered: number): Message {
  const { id, conversationId, senderUserId, own, kind, text, sentAtMillis, expiresAtMillis, failed } = record;
  const state = stateOf(record, delivered);
  const problem = failed === undefined ? {} : { problem: failed };
  const expires = expiresAtMillis === undefined ? {} : { expiresAtMillis };
  return { id, conversationId, senderUserId, own, kind, text, sentAtMillis, state, ...expires, ...problem };
}

function reachOf(
  record: MessageRecord,
  delivered: number,
  messenger: OnlineDevice["messenger"],
): Pick<Message, "reach"> {
  const { conversationId, seq } = record;
  const reach = stateOf(record, delivered) === "accepted" ? messenger.reach(conversationId, seq ?? 0) : undefined;
  return reach === undefined ? {} : { reach };
}

/** Who says to have read an own message (A10). */
function readersOf(
  { own, conversationId, seq }: MessageRecord,
  { messenger, people }: OnlineDevice,
): Pick<Message, "readBy"> {
  if (!own || seq === undefined) {
    return {};
  }
  const readBy = messenger.readers(conversationId, seq).map((userId) => people.of(userId));
  return readBy.length === 0 ? {} : { readBy };
}

/** Of a split text that is not whole yet: what is there, and what is missing. */
function partsOf(record: MessageRecord, messenger: OnlineDevice["messenger"]): Pick<Message, "parts"> {
  const { gathering } = record;
  if (gathering === undefined) {
    return {};
  }
  const total = gathering.hashes.length;
  const lost = messenger.lostParts(record).map((place) => place + 1);
  return { parts: { total, arrived: total - gathering.missing.length, lost } };
}

/** Of a message that was deleted for all: who has not answered yet. */
function deletionOf({ deletion }: MessageRecord, people: OnlineDevice["people"]): Pick<Message, "deletion"> {
  if (deletion === undefined) {
    return {};
  }
  const { askedOf, answers, everything = false } = deletion;
  const silent = askedOf.filter(({ deviceId }) => !(deviceId in answers));
  const open = [...new Set(silent.map(({ userId }) => userId))].map((userId) => people.of(userId));
  return { deletion: { everything, devices: askedOf.length, answered: askedOf.length - silent.length, open } };
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
