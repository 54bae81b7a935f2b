export { startCore } from "./client.ts";
export type { Conversation, Core, CoreError, Message, Person, Snapshot } from "./core.ts";
export { coreErrorOf } from "./failure.ts";
export { KonsilCore } from "./konsil-core.ts";
