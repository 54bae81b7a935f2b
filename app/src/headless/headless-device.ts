import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import WebSocket from "ws";
import { DefectError, LockedError, OfflineError } from "../protocol/index.ts";
import { MemoryStore } from "../storage/index.ts";
import { coreErrorOf, KonsilCore, type FileSource, type Message, type Snapshot } from "../worker/index.ts";
import { fillLoginForm } from "./login-form.ts";
import type { Order } from "./orders.ts";

const pollMillis = 50;
const onlinePatienceMillis = 30_000;

/** One device in one process, with the core that also runs in browsers; it forgets everything at its end. */
export class HeadlessDevice {
  readonly #core: KonsilCore;
  readonly #origin: string;
  #snapshot: Snapshot = {
    phase: "starting",
    connection: "offline",
    conversations: [],
    readReceipts: false,
    attachmentsOffered: false,
    revision: 0,
  };

  constructor(origin: string) {
    this.#origin = origin;
    this.#core = new KonsilCore({
      origin,
      fetch: (url, init) => fetch(url, init),
      openSocket: (url, protocol) => new WebSocket(url, protocol) as unknown as globalThis.WebSocket,
      openStore: () => Promise.resolve(new MemoryStore()),
      claim: () => Promise.resolve(true),
      report: (error) => {
        process.stderr.write(`${JSON.stringify(coreErrorOf(error))}\n`);
      },
    });
    this.#core.onSnapshot((snapshot) => {
      this.#snapshot = snapshot;
    });
  }

  async start(): Promise<void> {
    await this.#core.start();
  }

  /** Does what was asked; the answer's `ok`. */
  async obey(order: Order): Promise<unknown> {
    const { text } = order;
    switch (order.deed) {
      case "signIn":
        return this.#signIn(text("user"), text("password"));
      case "enrol":
        await this.#core.enrol(text("code"));
        return this.#online();
      case "findPeople":
        return this.#core.findPeople(text("words"));
      case "startConversation":
        return { conversationId: await this.#core.startConversation(text("userId")) };
      case "send":
        await this.#core.send(text("conversationId"), text("text"));
        return {};
      case "sendFile":
        await this.#core.sendFile(text("conversationId"), await fileAt(text("path"), text("type")));
        return {};
      case "fetchFile":
        return this.#fetchFile(text("conversationId"), text("messageId"), text("path"));
      case "deleteForAll":
        await this.#core.deleteForAll(text("conversationId"), text("messageId"));
        return {};
      case "messages":
        return this.#core.messages(text("conversationId"));
      case "waitFor":
        return this.#waitFor(order);
      default:
        return this.#conversation(order);
    }
  }

  async #conversation(order: Order): Promise<unknown> {
    const { text } = order;
    switch (order.deed) {
      case "deleteEverythingForAll":
        await this.#core.deleteEverythingForAll(text("conversationId"));
        return {};
      case "setExpiry":
        await this.#core.setExpiry(text("conversationId"), order.number("seconds"));
        return {};
      case "markRead":
        await this.#core.markRead(text("conversationId"));
        return {};
      case "askReach":
        await this.#core.askReach(text("conversationId"));
        return {};
      default:
        return this.#line(order);
    }
  }

  /** Fetches what is missing of it, and saves it. */
  async #fetchFile(conversationId: string, messageId: string, path: string): Promise<unknown> {
    await this.#core.fetchAttachment(conversationId, messageId);
    const file = await this.#core.openAttachment(conversationId, messageId);
    await writeFile(path, Readable.fromWeb(file.stream() as ReadableStream<Uint8Array>));
    return { bytes: file.size };
  }

  async #line(order: Order): Promise<unknown> {
    switch (order.deed) {
      case "state":
        return this.#snapshot;
      case "sendReadReceipts":
        await this.#core.sendReadReceipts(true);
        return {};
      case "disconnect":
        this.#core.disconnect();
        return {};
      case "connect":
        this.#core.connect();
        return this.#online();
      case "renew":
        return { renewed: await this.#core.renew(new Date(order.number("atMs"))) };
      case "close":
        this.#core.close();
        return {};
      default:
        throw new DefectError("order-unknown");
    }
  }

  async #signIn(user: string, password: string): Promise<unknown> {
    const redirectUri = `${this.#origin}/`;
    const address = await this.#core.beginSignIn(redirectUri);
    const { code, state } = await fillLoginForm((url, init) => fetch(url, init), address, redirectUri, {
      user,
      password,
    });
    await this.#core.completeSignIn(code, state);
    return this.#state();
  }

  async #online(): Promise<Snapshot> {
    await this.#until(() => Promise.resolve(this.#snapshot.connection === "online" || undefined), onlinePatienceMillis);
    return this.#snapshot;
  }

  /** The next microtask has told the newest snapshot. */
  async #state(): Promise<Snapshot> {
    await Promise.resolve();
    return this.#snapshot;
  }

  /** Waits for a message with this text, in this conversation or, without one, in any. */
  #waitFor(order: Order): Promise<Message> {
    const wanted = order.text("text");
    const conversationId = order.optionalText("conversationId");
    const state = order.optionalText("state");
    return this.#until(async () => {
      const ids = conversationId === undefined ? this.#snapshot.conversations.map(({ id }) => id) : [conversationId];
      for (const id of ids) {
        const known = this.#snapshot.conversations.some((one) => one.id === id);
        const found = known ? await this.#core.messages(id) : [];
        const match = found.find((one) => one.text === wanted && (state === undefined || one.state === state));
        if (match !== undefined) {
          return match;
        }
      }
      return undefined;
    }, order.number("timeoutMs"));
  }

  async #until<T>(look: () => Promise<T | undefined>, patienceMillis: number): Promise<T> {
    const end = Date.now() + patienceMillis;
    while (Date.now() < end) {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
      if (this.#snapshot.phase === "revoked") {
        throw new LockedError("revoked");
      }
      await new Promise((resolve) => setTimeout(resolve, pollMillis));
    }
    throw new OfflineError("waited-in-vain");
  }
}

async function fileAt(path: string, type: string): Promise<FileSource> {
  const { size } = await stat(path);
  const stream = (): ReturnType<FileSource["stream"]> =>
    Readable.toWeb(createReadStream(path)) as unknown as ReturnType<FileSource["stream"]>;
  return { size, name: basename(path), type, stream };
}
