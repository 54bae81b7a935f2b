import { Attachments, AttachmentServer } from "../attachment/index.ts";
import { Messenger, type ServerSession } from "../messaging/index.ts";
import {
  fromHex,
  OfflineError,
  type Answer,
  type AnswerOf,
  type ClientBody,
  type Envelope,
} from "../protocol/index.ts";
import type { Store } from "../storage/index.ts";
import { Http } from "../transport/index.ts";
import type { TestAttachments } from "./attachments.ts";
import type { TestDevice } from "./hospital.ts";

/** The server as a device sees it. */
interface Delivery {
  readonly attachments: TestAttachments;
  loseAnswers: number;
  readonly deliveryService: readonly Uint8Array[];
  handle(client: TestClient, deed: ClientBody): unknown;
  catchUp(client: TestClient): void;
}

/** A device with its messenger, and a connection that a test can cut. */
export class TestClient {
  readonly device: TestDevice;
  readonly messenger: Messenger;
  readonly attachments: Attachments;
  readonly defects: unknown[] = [];
  readonly #delivery: Delivery;
  #online = false;

  constructor(delivery: Delivery, device: TestDevice, store: Store) {
    this.#delivery = delivery;
    this.device = device;
    const session: ServerSession = { request: (body) => this.#request(body) };
    const told = {
      onChange: () => undefined,
      onDefect: (error: unknown): void => {
        this.defects.push(error);
      },
    };
    const http = new Http("https://hospital.example", (url, init) => this.#ask(url, init));
    this.attachments = new Attachments(store, new AttachmentServer(http, () => Promise.resolve("token")), {
      ...told,
      pause: () => Promise.resolve(),
      announce: ({ conversationId, enclosure }, changes) =>
        this.messenger.sendAttachment(conversationId, enclosure, changes),
    });
    this.messenger = new Messenger(store, device.engine, session, this.attachments, device, told);
  }

  /** What its store has of an earlier life. */
  async load(): Promise<void> {
    await Promise.all([this.messenger.load(), this.attachments.load()]);
  }

  async connect(): Promise<void> {
    this.#online = true;
    const supply = { $typeName: "konsil.socket.v1.KeyPackageSupply", left: 0, hasLastResort: false } as const;
    await this.messenger.open(supply, this.#delivery.deliveryService);
    this.#delivery.catchUp(this);
    await this.attachments.resume();
  }

  disconnect(): void {
    this.#online = false;
    this.attachments.halt();
  }

  wake(): void {
    if (this.#online) {
      this.#delivery.catchUp(this);
    }
  }

  push(envelope: Envelope): void {
    void this.messenger.take(envelope);
  }

  tellDelivered(id: string, seq: number): void {
    const conversationId = fromHex(id);
    void this.messenger.takeDelivered({
      $typeName: "konsil.socket.v1.Delivered",
      conversationId,
      seq: BigInt(seq),
    });
  }

  async #ask(url: string, init?: RequestInit): Promise<Response> {
    if (!this.#online) {
      throw new TypeError("fetch failed");
    }
    return this.#delivery.attachments.answer(url, init);
  }

  async #request<A extends Answer>(body: ClientBody): Promise<AnswerOf<A>> {
    await Promise.resolve();
    if (!this.#online) {
      throw new OfflineError("offline");
    }
    const answer = this.#delivery.handle(this, body);
    if (this.#delivery.loseAnswers > 0) {
      this.#delivery.loseAnswers -= 1;
      this.#online = false;
      throw new OfflineError("connection-closed");
    }
    return answer as AnswerOf<A>;
  }
}
