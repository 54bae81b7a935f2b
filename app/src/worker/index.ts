export { startCore } from "./client.ts";
export type { Attachment, Conversation, Core, CoreError, FileSource, Message, Person, Snapshot } from "./core.ts";
export { coreErrorOf } from "./failure.ts";
export { KonsilCore } from "./konsil-core.ts";
