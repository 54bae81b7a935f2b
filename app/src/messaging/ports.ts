import type { Answer, AnswerOf, ClientBody } from "../protocol/index.ts";

/** The open session, as this folder uses it. */
export interface ServerSession {
  request<A extends Answer>(body: ClientBody, answer: A): Promise<AnswerOf<A>>;
}

/** Who this device is. */
export interface Self {
  readonly userId: string;
  readonly deviceId: string;
}
