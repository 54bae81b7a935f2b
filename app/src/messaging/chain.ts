import {
  decodeContent,
  encodeContent,
  sameBytes,
  sha256,
  TamperedError,
  uuidBytes,
  type Bytes,
  type Content,
} from "../protocol/index.ts";
import type { ChainEnd } from "./records.ts";

/** A message as it will be encrypted, and the chain's end behind it. */
export async function nextContent(
  end: ChainEnd,
  message: { readonly messageId: string; readonly text: string; readonly sentAtMillis: number },
): Promise<{ readonly content: Bytes; readonly end: ChainEnd }> {
  const counter = end.counter + 1;
  const content = encodeContent({
    messageId: uuidBytes(message.messageId),
    counter: BigInt(counter),
    previous: end.hash,
    sentAtMillis: BigInt(message.sentAtMillis),
    body: { case: "text", value: { text: message.text } },
  });
  return { content, end: { counter, hash: await sha256(content) } };
}

export interface ReadContent {
  readonly content: Content;
  readonly end: ChainEnd;
  /** Whether something of this sender is missing, repeated or out of order before it (C2). */
  readonly broken: boolean;
}

/** Reads what was decrypted and looks whether it continues its sender's chain. */
export async function readContent(
  plaintext: Bytes,
  messageId: Uint8Array,
  before: ChainEnd | undefined,
  since: { readonly joinedLater: boolean; readonly restarted: boolean },
): Promise<ReadContent> {
  const content = decodeContent(plaintext);
  if (!sameBytes(content.messageId, messageId)) {
    throw new TamperedError("message-in-a-foreign-envelope");
  }
  const counter = Number(content.counter);
  const begins = counter === 1 && content.previous.length === 0;
  // Who came in later cannot know what the sender said before.
  const follows =
    before === undefined
      ? since.joinedLater || begins
      : (counter === before.counter + 1 && sameBytes(content.previous, before.hash)) || (since.restarted && begins);
  return { content, end: { counter, hash: await sha256(plaintext) }, broken: !follows };
}
