export type { Conversation, Core, CoreError, Message, MessageState, Person, Snapshot } from "./core.ts";
