export { Messenger } from "./messenger.ts";
export type { ServerSession } from "./ports.ts";
export type { ConversationRecord, MessageRecord } from "./records.ts";
