export type { Conversation, Core, CoreError, Message, Person, Snapshot } from "./core.ts";
