import {
  decodeServerFrames,
  DefectError,
  encodeClientFrame,
  OfflineError,
  refusalOf,
  type Answer,
  type AnswerOf,
  type Challenge,
  type ClientBody,
  type ServerBody,
} from "../protocol/index.ts";

/** The part of WebSocket that is used: the browser's own, or that of the package `ws`. */
export type OpenSocket = (url: string, protocol: string) => WebSocket;

interface Waiting {
  readonly resolve: (body: ServerBody) => void;
  readonly reject: (error: unknown) => void;
}

export interface ConnectionEvents {
  /** What the server sends of its own accord, in its order. */
  readonly onPush: (body: ServerBody) => void;
  readonly onClose: (code: number) => void;
}

/** One WebSocket: frames out and in, each request matched with its answer. When it closes, it is over. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #events: ConnectionEvents;
  readonly #waiting = new Map<bigint, Waiting>();
  readonly challenge: Promise<Challenge>;
  #meet: Waiting | undefined;
  #lastRequest = 0n;
  lastSentAtMillis = Date.now();
  lastHeardAtMillis = Date.now();

  constructor(socket: WebSocket, events: ConnectionEvents) {
    this.#socket = socket;
    this.#events = events;
    this.challenge = new Promise<ServerBody>((resolve, reject) => {
      this.#meet = { resolve, reject };
    }).then((body) => valueOf(body, "challenge"));
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#take(data);
    };
    socket.onclose = ({ code }) => {
      this.#end(code);
    };
    socket.onerror = () => {
      // The close that follows tells all that can be known.
    };
  }

  /** Sends, and resolves with the answer if it is of the kind that is expected. */
  async request<A extends Answer>(body: ClientBody, answer: A): Promise<AnswerOf<A>> {
    const request = this.#lastRequest + 1n;
    this.#lastRequest = request;
    const answered = new Promise<ServerBody>((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
    });
    this.#send(request, body);
    const found = await answered;
    if (found.case === "problem") {
      throw refusalOf(found.value);
    }
    return valueOf(found, answer);
  }

  close(): void {
    this.#socket.close(1000);
  }

  #send(request: bigint, body: ClientBody): void {
    if (this.#socket.readyState !== 1) {
      this.#waiting.delete(request);
      throw new OfflineError("connection-closed");
    }
    this.lastSentAtMillis = Date.now();
    this.#socket.send(encodeClientFrame(request, body));
  }

  #take(data: unknown): void {
    this.lastHeardAtMillis = Date.now();
    if (!(data instanceof ArrayBuffer)) {
      this.close();
      return;
    }
    for (const { request, body } of decodeServerFrames(new Uint8Array(data))) {
      this.#takeFrame(request, body);
    }
  }

  #takeFrame(request: bigint, body: ServerBody): void {
    const waiting = this.#waiting.get(request);
    if (waiting !== undefined) {
      this.#waiting.delete(request);
      waiting.resolve(body);
    } else if (body.case === "challenge") {
      this.#meet?.resolve(body);
    } else {
      this.#events.onPush(body);
    }
  }

  #end(code: number): void {
    const over = new OfflineError("connection-closed");
    this.#meet?.reject(over);
    const unanswered = [...this.#waiting.values()];
    this.#waiting.clear();
    unanswered.forEach(({ reject }) => {
      reject(over);
    });
    this.#events.onClose(code);
  }
}

function valueOf<A extends Answer>(body: ServerBody, expected: A): AnswerOf<A> {
  if (body.case !== expected) {
    throw new DefectError("answer-of-another-kind");
  }
  return body.value as AnswerOf<A>;
}
