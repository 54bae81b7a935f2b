import { joinText, missingOf, partsOf, requireSameParts, signedManifest, type Ledger } from "../content/index.ts";
import { TamperedError, uuidBytes, uuidText, type Bytes, type Content } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";
import type { Desk } from "./desk.ts";
import type { ConversationRecord, Gathering, Member, MessageRecord, Records } from "./records.ts";

type Part = Extract<Content["body"], { case: "part" }>["value"];

/** What of a message record a part decides. */
export type Gathered = Pick<MessageRecord, "kind" | "text" | "enclosure"> & { readonly gathering?: Gathering };

/** Gathers the parts of split texts, in any order, until nothing is missing (C2). */
export class Gatherer {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The message that this part belongs to. */
  wholeOf({ manifest }: Part): string {
    return uuidText(manifest?.id ?? new Uint8Array());
  }

  /** Takes a part; throws unless its sender's device signed for exactly this, and for one text only under this id. */
  async take(
    { id: conversationId }: ConversationRecord,
    sender: Member,
    { body, counter }: Pick<Content, "body" | "counter">,
    known: MessageRecord | undefined,
  ): Promise<{ readonly gathered: Gathered; readonly changes: readonly Change[] }> {
    if (body.case !== "part" || body.value.manifest === undefined) {
      throw new TamperedError("content-malformed");
    }
    const { manifest, index, content } = body.value;
    const group = await this.#desk.requireGroup(conversationId);
    const { label, content: signed } = signedManifest(uuidBytes(conversationId), manifest);
    if (!(await this.#desk.engine.verify(group, sender, label, signed, manifest.signature))) {
      throw new TamperedError("content-signature-invalid");
    }
    const parts = await partsOf(manifest, index, content);
    if (known !== undefined && (known.gathering === undefined || known.senderDeviceId !== sender.deviceId)) {
      throw new TamperedError("content-part-forged");
    }
    requireSameParts(known?.gathering ?? parts, parts);
    const all = parts.hashes.map((_, at) => at);
    const missing = (known?.gathering?.missing ?? all).filter((place) => place !== index);
    const whole = uuidText(manifest.id);
    if (missing.length > 0) {
      const gathering = { ...parts, missing, firstCounter: Number(counter) - index };
      const put = this.#desk.records.parts.put(
        String(index),
        { index, content: Uint8Array.from(content) },
        groupOf(conversationId, whole),
      );
      return { gathered: { kind: "parts", text: "", gathering }, changes: [put] };
    }
    const pieces = await this.#pieces(conversationId, whole, index, Uint8Array.from(content));
    const text = joinText(parts, pieces);
    const changes = forgetParts(this.#desk.records, conversationId, whole, { ...parts, missing: [index] });
    return { gathered: { kind: "text", text }, changes };
  }

  async #pieces(conversationId: string, whole: string, index: number, content: Bytes): Promise<readonly Bytes[]> {
    const kept = await this.#desk.records.parts.all(groupOf(conversationId, whole));
    return [...kept, { index, content }].sort((one, other) => one.index - other.index).map((part) => part.content);
  }
}

/** The parts that came are kept no longer. */
export function forgetParts(
  { parts }: Records,
  conversationId: string,
  whole: string,
  { hashes, missing }: Pick<Gathering, "hashes" | "missing">,
): readonly Change[] {
  return hashes.flatMap((_, index) =>
    missing.includes(index) ? [] : [parts.remove(String(index), groupOf(conversationId, whole))],
  );
}

/** Places, from 0, of the parts that are known to be lost and were asked for again; the others may be on their way. */
export function lostParts({ senderDeviceId, gathering }: MessageRecord, ledger: Ledger): readonly number[] {
  if (gathering === undefined) {
    return [];
  }
  const gaps = missingOf(ledger).filter(({ device }) => device === senderDeviceId);
  return gathering.missing.filter((index) =>
    gaps.some(({ from, to }) => from <= gathering.firstCounter + index && gathering.firstCounter + index <= to),
  );
}

/** Without the marks of what a split text says better itself. */
export function withoutMarksOf(messages: readonly MessageRecord[], ledger: Ledger): readonly MessageRecord[] {
  const said = new Set(
    messages.flatMap((message) =>
      lostParts(message, ledger).map(
        (index) =>
          `message-missing-${message.senderDeviceId ?? ""}-${String((message.gathering?.firstCounter ?? 0) + index)}`,
      ),
    ),
  );
  return said.size === 0 ? messages : messages.filter(({ id }) => !said.has(id));
}

function groupOf(conversationId: string, whole: string): string {
  return `${conversationId} ${whole}`;
}
