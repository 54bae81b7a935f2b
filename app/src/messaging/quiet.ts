import { asksForHeads, contentOutside, missingOf, nextContent, type Finding } from "../content/index.ts";
import { sameBytes, uuidBytes, type Bytes, type ContentBody } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { ConversationRecord, Records } from "./records.ts";

/** So many contents are sent again for one request, and so many are asked for in one. */
const mostAtOnce = 64;

type ResendRequest = Extract<ContentBody, { case: "resendRequest" }>["value"];

/** What devices tell each other about what is missing (C2): said in the conversation, shown to nobody. */
export class Quiet {
  readonly #records: Records;
  readonly #deviceId: Bytes;
  #news = false;

  constructor(records: Records, deviceId: string) {
    this.#records = records;
    this.#deviceId = uuidBytes(deviceId);
  }

  /** Whether something was said since this was last asked. */
  takeNews(): boolean {
    const news = this.#news;
    this.#news = false;
    return news;
  }

  /** Asks again for everything that is missing. */
  asks({ id, ledger }: ConversationRecord): readonly Change[] {
    return this.#requests(id, missingOf(ledger), asksForHeads(ledger));
  }

  /** Asks for what was found missing just now. */
  asksFor(id: string, findings: readonly Finding[]): readonly Change[] {
    const missing = findings.filter((finding) => finding.kind === "missing");
    return this.#requests(
      id,
      missing,
      findings.some(({ kind }) => kind === "envelopes-missing"),
    );
  }

  /** Says where this device's chain ends. */
  head({ id, own }: ConversationRecord): readonly Change[] {
    return this.#say(id, [{ case: "head", value: { counter: BigInt(own.counter), hash: own.hash } }]);
  }

  /** What somebody misses of this device, if it was asked. */
  async answer(conversation: ConversationRecord, { deviceId, from, to }: ResendRequest): Promise<readonly Change[]> {
    if (deviceId === undefined || deviceId.length === 0) {
      return this.head(conversation);
    }
    if (!sameBytes(deviceId, this.#deviceId)) {
      return [];
    }
    const [first, last] = [Number(from), Math.min(Number(to), conversation.own.counter, Number(from) + mostAtOnce - 1)];
    const bodies: ContentBody[] = [];
    for (let counter = first; counter <= last; counter++) {
      const sent = await this.#records.sent.find(String(counter), conversation.id);
      if (sent !== undefined) {
        bodies.push({ case: "resent", value: { content: sent.content } });
      }
    }
    return this.#say(conversation.id, bodies);
  }

  /** Says something that counts in this device's chain and is not shown as a message. */
  async inChain(
    conversation: ConversationRecord,
    body: ContentBody,
  ): Promise<{
    readonly conversation: ConversationRecord;
    readonly changes: readonly Change[];
    readonly messageId: string;
  }> {
    const { outbox, quiet, sent } = this.#records;
    const [messageId, conversationId] = [crypto.randomUUID(), conversation.id];
    const made = await nextContent(conversation.own, { messageId, sentAtMillis: Date.now(), body });
    const { content, end } = made;
    const { counter } = end;
    this.#news = true;
    const changes = [
      outbox.put(messageId, { messageId, conversationId, counter, content, sealed: undefined }),
      sent.put(String(counter), { counter, content }, conversationId),
      quiet.put(messageId, { messageId }, conversationId),
    ];
    return { conversation: { ...conversation, own: end }, changes, messageId };
  }

  #requests(
    id: string,
    missing: readonly { readonly device: string; readonly from: number; readonly to: number }[],
    heads: boolean,
  ): readonly Change[] {
    const named = missing.slice(0, mostAtOnce).map(({ device, from, to }) => ({
      deviceId: uuidBytes(device),
      from: BigInt(from),
      to: BigInt(to),
    }));
    const all = heads ? [...named, {}] : named;
    return this.#say(
      id,
      all.map((value) => ({ case: "resendRequest", value })),
    );
  }

  #say(conversationId: string, bodies: readonly ContentBody[]): readonly Change[] {
    const { outbox, quiet } = this.#records;
    this.#news ||= bodies.length > 0;
    return bodies.flatMap((body) => {
      const messageId = crypto.randomUUID();
      const content = contentOutside({ messageId, sentAtMillis: Date.now(), body });
      const waiting = { messageId, conversationId, counter: 0, content, sealed: undefined };
      return [outbox.put(messageId, waiting), quiet.put(messageId, { messageId }, conversationId)];
    });
  }
}
