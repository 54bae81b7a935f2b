export { IndexedDbStore } from "./indexed-db-store.ts";
export { MemoryStore } from "./memory-store.ts";
export type { Change, Store } from "./store.ts";
export { Collection } from "./values.ts";
