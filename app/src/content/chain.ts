import { encodeContent, sha256, uuidBytes, type Bytes, type ContentBody } from "../protocol/index.ts";

/** Where a device's own messages stand in their chain: content.proto, `counter` and `previous`. */
export interface ChainEnd {
  readonly counter: number;
  readonly hash: Bytes;
}

export interface Writing {
  readonly messageId: string;
  readonly sentAtMillis: number;
  readonly body: ContentBody;
  /** After how long every device forgets it; never if not said. */
  readonly expiresAfterSeconds?: number;
}

/** A content as it will be encrypted, and the chain's end behind it: kept before the content is sent. */
export async function nextContent(
  end: ChainEnd,
  { messageId, sentAtMillis, body, expiresAfterSeconds = 0 }: Writing,
): Promise<{ readonly content: Bytes; readonly end: ChainEnd }> {
  const counter = end.counter + 1;
  const content = encodeContent({
    messageId: uuidBytes(messageId),
    counter: BigInt(counter),
    previous: end.hash,
    sentAtMillis: BigInt(sentAtMillis),
    expiresAfterSeconds,
    body,
  });
  return { content, end: { counter, hash: await sha256(content) } };
}

/** A head, a request or what was asked for: nothing that could be missed. */
export function contentOutside({ messageId, sentAtMillis, body }: Writing): Bytes {
  return encodeContent({ messageId: uuidBytes(messageId), sentAtMillis: BigInt(sentAtMillis), body });
}
