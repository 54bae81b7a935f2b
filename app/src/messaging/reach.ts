import { OfflineError, uuidBytes } from "../protocol/index.ts";
import type { Desk } from "./desk.ts";
import type { ServerSession } from "./ports.ts";

/** What one question can ask for. */
const mostAsked = 50;

/** On how many of the other devices a message is. */
export interface MessageReach {
  readonly devices: number;
  readonly holding: number;
}

/** How far own messages came that not every device has yet. Asked for while somebody looks, and kept in memory alone. */
export class Reach {
  readonly #desk: Desk;
  readonly #session: ServerSession;
  readonly #onChange: () => void;
  readonly #known = new Map<string, ReadonlyMap<number, MessageReach>>();

  constructor(desk: Desk, session: ServerSession, onChange: () => void) {
    this.#desk = desk;
    this.#session = session;
    this.#onChange = onChange;
  }

  of(conversationId: string, seq: number): MessageReach | undefined {
    return this.#known.get(conversationId)?.get(seq);
  }

  /** Asks the server; without a connection nothing is known anew. */
  async ask(conversationId: string): Promise<void> {
    const { delivered } = this.#desk.require(conversationId);
    const seqs = (await this.#desk.messages(conversationId))
      .flatMap(({ own, seq }) => (own && seq !== undefined && seq > delivered ? [BigInt(seq)] : []))
      .slice(-mostAsked);
    if (seqs.length === 0) {
      this.#known.delete(conversationId);
      return;
    }
    try {
      const value = { conversationId: uuidBytes(conversationId), seqs };
      const { messages } = await this.#session.request({ case: "findReach", value }, "reach");
      this.#take(
        conversationId,
        new Map(messages.map(({ seq, devices, holding }) => [Number(seq), { devices, holding }])),
      );
    } catch (error) {
      if (!(error instanceof OfflineError)) {
        throw error;
      }
    }
  }

  #take(conversationId: string, now: ReadonlyMap<number, MessageReach>): void {
    const before = this.#known.get(conversationId);
    this.#known.set(conversationId, now);
    if ([...now].some(([seq, { holding }]) => holding !== (before?.get(seq)?.holding ?? 0))) {
      this.#onChange();
    }
  }
}
