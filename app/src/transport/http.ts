import { codeOf, concat, OfflineError, RefusedError, TamperedError, type Bytes } from "../protocol/index.ts";

const maxAnswerBytes = 8 * 1024 * 1024;
const maxProblemBytes = 64 * 1024;

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface HttpRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly token?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Bytes;
  /** More than this is not read. */
  readonly maxAnswerBytes?: number;
  /** Ends the request; to the caller that is a lost connection. */
  readonly signal?: AbortSignal;
}

/** Plain requests to the hospital's server; refusals come back as the errors of `protocol`. */
export class Http {
  readonly #origin: string;
  readonly #fetch: Fetch;

  constructor(origin: string, fetch: Fetch) {
    this.#origin = origin;
    this.#fetch = fetch;
  }

  get origin(): string {
    return this.#origin;
  }

  /** The socket's address and the host name that session proofs must carry. */
  get socket(): { readonly url: string; readonly host: string } {
    const url = new URL("/socket", this.#origin);
    url.protocol = "wss:";
    return { url: url.href, host: url.hostname };
  }

  async bytes(path: string, request: HttpRequest = {}): Promise<Bytes> {
    const response = await this.#send(path, request);
    const answer = await bounded(response, response.ok ? (request.maxAnswerBytes ?? maxAnswerBytes) : maxProblemBytes);
    if (!response.ok) {
      throw new RefusedError(problemCode(answer, response.status), response.status);
    }
    return answer;
  }

  async text(path: string, request: HttpRequest = {}): Promise<string> {
    return new TextDecoder().decode(await this.bytes(path, request));
  }

  async json(path: string, request: HttpRequest = {}): Promise<JsonObject> {
    return parseObject(await this.bytes(path, request));
  }

  async #send(path: string, request: HttpRequest): Promise<Response> {
    const { method = "GET", token, contentType, body, signal } = request;
    const headers: Record<string, string> = {
      ...request.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(contentType !== undefined && { "content-type": contentType }),
    };
    const init = {
      method,
      headers,
      credentials: "omit",
      cache: "no-store",
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
    } as const;
    return read(() => this.#fetch(new URL(path, this.#origin).href, init));
  }
}

/** A JSON object whose members are yet to be looked at. */
export class JsonObject {
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(members: object) {
    this.#members = Object.fromEntries(Object.entries(members));
  }

  requireText(name: string): string {
    const value = this.#members[name];
    if (typeof value !== "string") {
      throw new TamperedError("answer-malformed");
    }
    return value;
  }

  /** A whole number from 0. */
  requireCount(name: string): number {
    const value = this.#members[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
      throw new TamperedError("answer-malformed");
    }
    return value;
  }
}

/** Reads as it comes, so that a server cannot make this device hold more than was expected. */
async function bounded(response: Response, maxBytes: number): Promise<Bytes> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (reader !== undefined) {
    const { done, value } = await read(() => reader.read());
    if (done) {
      break;
    }
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new TamperedError("answer-too-large");
    }
    parts.push(value);
  }
  return concat(...parts);
}

function parseObject(bytes: Uint8Array): JsonObject {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value === "object" && value !== null) {
      return new JsonObject(value);
    }
  } catch (error) {
    throw new TamperedError("answer-malformed", { cause: error });
  }
  throw new TamperedError("answer-malformed");
}

function problemCode(answer: Uint8Array, status: number): string {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(answer));
    return codeOf(typeof value === "object" && value !== null && "type" in value ? value.type : undefined, status);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return codeOf(undefined, status);
    }
    throw error;
  }
}

/** A request that gets no answer says that the server cannot be reached. */
async function read<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new OfflineError("server-unreachable", { cause: error });
  }
}
