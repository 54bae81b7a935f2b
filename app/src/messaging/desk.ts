import type { Group, MlsEngine } from "../crypto/index.ts";
import { DefectError, type Bytes } from "../protocol/index.ts";
import type { Change, Store } from "../storage/index.ts";
import { newConversation, Records, type ConversationRecord, type MessageRecord, type OutboxRecord } from "./records.ts";

/** Conversations and their groups in memory and in the store: a step changes the store first, then the memory. */
export class Desk {
  readonly records: Records;
  readonly engine: MlsEngine;
  /** The key with which the server proposes removals, with its chain, as the session said; founders list it. */
  deliveryService: readonly Bytes[] = [];
  readonly #store: Store;
  readonly #conversations = new Map<string, ConversationRecord>();
  readonly #groups = new Map<string, Group>();
  readonly #onChange: () => void;

  constructor(store: Store, engine: MlsEngine, onChange: () => void) {
    this.#store = store;
    this.records = new Records(store);
    this.engine = engine;
    this.#onChange = onChange;
  }

  async load(): Promise<void> {
    for (const conversation of await this.records.conversations.all()) {
      // Records of an earlier version lack what came later.
      const whole = { ...newConversation(conversation.id, conversation.others, 0), ...conversation };
      this.#conversations.set(conversation.id, whole);
    }
  }

  get conversations(): readonly ConversationRecord[] {
    return [...this.#conversations.values()];
  }

  find(id: string): ConversationRecord | undefined {
    return this.#conversations.get(id);
  }

  require(id: string): ConversationRecord {
    const found = this.#conversations.get(id);
    if (found === undefined) {
      throw new DefectError("conversation-unknown");
    }
    return found;
  }

  async requireGroup(id: string): Promise<Group> {
    const known = this.#groups.get(id);
    if (known !== undefined) {
      return known;
    }
    const kept = await this.records.groups.find(id);
    if (kept === undefined) {
      throw new DefectError("group-unknown");
    }
    const group = this.engine.decode(kept.state);
    this.#groups.set(id, group);
    return group;
  }

  async messages(conversationId: string): Promise<readonly MessageRecord[]> {
    const found = await this.records.messages.all(conversationId);
    return [...found].sort((a, b) => placeOf(a) - placeOf(b) || rankOf(a) - rankOf(b) || a.counter - b.counter);
  }

  async outbox(): Promise<readonly OutboxRecord[]> {
    const found = await this.records.outbox.all();
    return [...found].sort((a, b) => a.counter - b.counter);
  }

  /** One step: the conversation, its group if that changed, and what else belongs to it, all at once. */
  async step(
    conversation: ConversationRecord,
    group: Group | undefined,
    others: readonly Change[] = [],
  ): Promise<void> {
    const state =
      group === undefined ? [] : [this.records.groups.put(conversation.id, { state: this.engine.encode(group) })];
    await this.#store.write([this.records.conversations.put(conversation.id, conversation), ...state, ...others]);
    this.#conversations.set(conversation.id, conversation);
    if (group !== undefined) {
      this.#groups.set(conversation.id, group);
    }
    this.#onChange();
  }

  /** A step that concerns no conversation. */
  async write(changes: readonly Change[]): Promise<void> {
    await this.#store.write(changes);
    this.#onChange();
  }
}

/** Its place in the log; what waits comes last. */
function placeOf({ seq }: MessageRecord): number {
  return seq ?? Number.MAX_SAFE_INTEGER;
}

/** What is said about a message stands before it. */
function rankOf({ kind }: MessageRecord): number {
  return kind === "notice" ? 0 : 1;
}
