import type { MLSMessage } from "ts-mls";
import { decodeMlsMessage, encodeMlsMessage } from "ts-mls/message.js";
import { bytesOf, isKonsilError, TamperedError, type Bytes } from "../../protocol/index.ts";

type Kind = MLSMessage["wireformat"];
type OfKind<K extends Kind> = Extract<MLSMessage, { wireformat: K }>;

/** An MLSMessage of exactly this kind, with nothing behind it. */
export function readMessage<K extends Kind>(bytes: Uint8Array, kind: K): OfKind<K> {
  const message = readAny(bytes);
  if (!isOfKind(message, kind)) {
    throw new TamperedError("mls-unexpected-kind");
  }
  return message;
}

export function readAny(bytes: Uint8Array): MLSMessage {
  const decoded = refusing(() => decodeMlsMessage(bytesOf(bytes), 0));
  if (decoded === undefined || decoded[1] !== bytes.length) {
    throw new TamperedError("mls-malformed");
  }
  return decoded[0];
}

export function writeMessage(message: MLSMessage): Bytes {
  return bytesOf(encodeMlsMessage(message));
}

/** Whatever the library does not accept was not made by an honest member. */
export async function refusingLater<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** The same for what is decided at once. */
export function refusing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  return isKonsilError(error) ? error : new TamperedError("mls-refused", { cause: error });
}

function isOfKind<K extends Kind>(message: MLSMessage, kind: K): message is OfKind<K> {
  return message.wireformat === kind;
}
