import type { Enclosure } from "../attachment/index.ts";
import type { Answer, AnswerOf, ClientBody } from "../protocol/index.ts";
import type { Change } from "../storage/index.ts";

/** The open session, as this folder uses it. */
export interface ServerSession {
  request<A extends Answer>(body: ClientBody, answer: A): Promise<AnswerOf<A>>;
}

/** What keeps the attachments of this device, as this folder uses it. */
export interface AttachmentKeeper {
  /** A message goes: what follows for its attachment, for the same step. `mine` if this very device said it. */
  deleting(conversationId: string, enclosure: Enclosure, mine: boolean): Promise<readonly Change[]>;
  /** That step was taken. */
  swept(enclosure: Enclosure): Promise<void>;
}

/** Who this device is. */
export interface Self {
  readonly userId: string;
  readonly deviceId: string;
}
