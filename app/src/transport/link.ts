import {
  isKonsilError,
  LockedError,
  OfflineError,
  RefusedError,
  type Answer,
  type AnswerOf,
  type Challenge,
  type ClientBody,
  type Delivered,
  type Envelope,
  type ServerBody,
  type SessionOpened,
} from "../protocol/index.ts";
import { Backoff } from "./backoff.ts";
import { Connection, type OpenSocket } from "./connection.ts";

const protocolName = "konsil.v1";
const heartbeatMillis = 30_000;
const silenceMillis = 90_000;
const renewalMarginMillis = 60_000;
const tickMillis = 5_000;
const unavailable = 503;
const closedUnauthorised = 4401;
const closedRevoked = 4403;

export type LinkState = "offline" | "connecting" | "online";
type Hello = Extract<ClientBody, { case: "hello" }>["value"];

interface LinkEvents {
  readonly onState: (state: LinkState) => void;
  readonly onSession: (session: SessionOpened | undefined) => void;
  readonly onEnvelope: (envelope: Envelope) => void;
  readonly onDelivered: (delivered: Delivered) => void;
  /** The server will not have this device any more. */
  readonly onRevoked: () => void;
  /** The person has to sign in again. */
  readonly onLocked: () => void;
}

export interface LinkOptions {
  readonly url: string;
  readonly open: OpenSocket;
  readonly random: () => number;
  /** What must be there before a connection is of use. */
  readonly prepare: () => Promise<void>;
  /** Token and session proof over this challenge; `fresh` asks for a token that was never refused. */
  readonly hello: (challenge: Challenge, fresh: boolean) => Promise<Hello>;
  readonly events: LinkEvents;
}

/** Keeps the device connected: opens, proves, renews, sends heartbeats, and comes back after a break. */
export class Link {
  readonly #options: LinkOptions;
  readonly #backoff: Backoff;
  #connection: Connection | undefined;
  #session: SessionOpened | undefined;
  #challenge: Challenge | undefined;
  #wanted = false;
  #freshToken = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
  }

  start(): void {
    if (!this.#wanted) {
      this.#wanted = true;
      this.#backoff.reset();
      this.#connect();
    }
  }

  stop(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#connection?.close();
    this.#lose();
  }

  /** Sends a request over the open session. */
  async request<A extends Answer>(body: ClientBody, answer: A): Promise<AnswerOf<A>> {
    const connection = this.#connection;
    if (connection === undefined || this.#session === undefined) {
      throw new OfflineError("offline");
    }
    try {
      return await connection.request(body, answer);
    } catch (error) {
      if (error instanceof RefusedError && error.status === unavailable) {
        // It cannot do it right now. The next session, after a wait, sends everything that waits again.
        connection.close();
        this.#closed(connection, 0);
        throw new OfflineError(error.code);
      }
      throw error;
    }
  }

  #connect(): void {
    this.#options.events.onState("connecting");
    this.#options
      .prepare()
      .then(() => {
        if (this.#wanted && this.#connection === undefined) {
          this.#open();
        }
      })
      .catch((error: unknown) => {
        this.#failed(undefined, error);
      });
  }

  #open(): void {
    const { open, url } = this.#options;
    const connection = new Connection(open(url, protocolName), {
      onPush: (body) => {
        this.#push(body);
      },
      onClose: (code) => {
        this.#closed(connection, code);
      },
    });
    this.#connection = connection;
    this.#meet(connection).catch((error: unknown) => {
      this.#failed(connection, error);
    });
  }

  async #meet(connection: Connection): Promise<void> {
    await this.#prove(connection, await connection.challenge);
    if (connection !== this.#connection) {
      return;
    }
    this.#ticker = setInterval(() => {
      this.#tick(connection);
    }, tickMillis);
    this.#options.events.onState("online");
    this.#options.events.onSession(this.#session);
  }

  async #prove(connection: Connection, challenge: Challenge): Promise<void> {
    const hello = await this.#options.hello(challenge, this.#freshToken);
    const session = await connection.request({ case: "hello", value: hello }, "sessionOpened");
    this.#freshToken = false;
    if (connection === this.#connection) {
      this.#session = session;
      this.#challenge = session.nextChallenge;
    }
  }

  #tick(connection: Connection): void {
    // Not at once: a server that lets everybody in and can do no more must not be asked by all every second.
    this.#backoff.reset();
    const now = Date.now();
    const [session, challenge] = [this.#session, this.#challenge];
    if (now - connection.lastHeardAtMillis > silenceMillis) {
      connection.close();
      this.#closed(connection, 0);
    } else if (challenge !== undefined && now > Number(session?.expiresAtMillis ?? 0) - renewalMarginMillis) {
      // Used up: the next tick must not prove over it again.
      this.#challenge = undefined;
      this.#freshToken = true;
      this.#prove(connection, challenge).catch((error: unknown) => {
        this.#failed(connection, error);
      });
    } else if (now - connection.lastSentAtMillis > heartbeatMillis) {
      connection.request({ case: "heartbeat", value: {} }, "done").catch((error: unknown) => {
        this.#failed(connection, error);
      });
    }
  }

  #push(body: ServerBody): void {
    const { events } = this.#options;
    if (body.case === "envelope") {
      events.onEnvelope(body.value);
    } else if (body.case === "delivered") {
      events.onDelivered(body.value);
    }
  }

  #failed(connection: Connection | undefined, error: unknown): void {
    if (error instanceof LockedError) {
      this.stop();
      this.#options.events.onLocked();
    } else {
      // A refused or broken session begins anew; the wait before it grows.
      this.#freshToken = isKonsilError(error) && !(error instanceof OfflineError);
      connection?.close();
      this.#closed(connection, 0);
    }
  }

  #closed(connection: Connection | undefined, code: number): void {
    if (connection !== this.#connection) {
      return;
    }
    this.#lose();
    if (code === closedRevoked) {
      this.#wanted = false;
      this.#options.events.onRevoked();
    } else if (this.#wanted) {
      this.#freshToken ||= code === closedUnauthorised;
      this.#retry = setTimeout(() => {
        this.#connect();
      }, this.#backoff.nextMillis());
    }
  }

  #lose(): void {
    clearInterval(this.#ticker);
    this.#connection = undefined;
    this.#session = undefined;
    this.#challenge = undefined;
    this.#options.events.onState("offline");
  }
}
