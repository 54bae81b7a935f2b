import type { Core, Snapshot } from "./core.ts";
import type { Call, Deed, FromWorker } from "./wire.ts";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts the worker; what it throws arrives as a CoreError. */
export function startCore(): Core {
  const remote = new RemoteCore(new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
  return {
    start: remote.deed("start"),
    beginSignIn: remote.deed("beginSignIn"),
    completeSignIn: remote.deed("completeSignIn"),
    signOut: remote.deed("signOut"),
    eraseDevice: remote.deed("eraseDevice"),
    enrol: remote.deed("enrol"),
    findPeople: remote.deed("findPeople"),
    startConversation: remote.deed("startConversation"),
    messages: remote.deed("messages"),
    send: remote.deed("send"),
    sendFile: remote.deed("sendFile"),
    retryAttachment: remote.deed("retryAttachment"),
    stopAttachment: remote.deed("stopAttachment"),
    fetchAttachment: remote.deed("fetchAttachment"),
    openAttachment: remote.deed("openAttachment"),
    deleteForAll: remote.deed("deleteForAll"),
    deleteEverythingForAll: remote.deed("deleteEverythingForAll"),
    deleteHere: remote.deed("deleteHere"),
    setExpiry: remote.deed("setExpiry"),
    askReach: remote.deed("askReach"),
    sendReadReceipts: remote.deed("sendReadReceipts"),
    markRead: remote.deed("markRead"),
    onSnapshot: (listener) => {
      remote.listen(listener);
    },
  };
}

class RemoteCore {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners: ((snapshot: Snapshot) => void)[] = [];
  #lastId = 0;
  #newest: Snapshot | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      this.#take(data);
    });
  }

  /** A function that asks the worker to do this and waits for the answer. */
  deed<D extends Deed>(deed: D): Core[D] {
    const send = (...args: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        this.#lastId += 1;
        this.#waiting.set(this.#lastId, { resolve, reject });
        const call: Call = { id: this.#lastId, deed, args };
        this.#worker.postMessage(call);
      });
    return send as Core[D];
  }

  listen(listener: (snapshot: Snapshot) => void): void {
    this.#listeners.push(listener);
    if (this.#newest !== undefined) {
      listener(this.#newest);
    }
  }

  #take(message: FromWorker): void {
    if (message.kind === "snapshot") {
      this.#newest = message.snapshot;
      this.#listeners.forEach((listener) => {
        listener(message.snapshot);
      });
      return;
    }
    const call = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === "answer") {
      call?.resolve(message.value);
    } else {
      call?.reject(message.error);
    }
  }
}
