import { LockedError, OfflineError, RefusedError } from "../protocol/index.ts";

const mostTries = 6;
const firstMillis = 1_000;
const serverFailure = 500;
const storeFull = 507;
/** More often than this nobody is told how far something is. */
const tellMillis = 200;

/** How far something is on its way. */
export interface Transfer {
  readonly done: number;
  readonly total: number;
}

interface Running {
  readonly abort: AbortController;
  transfer: Transfer;
  readonly end: Promise<void>;
}

/** What is on its way now: how far, and how to stop it. Each attachment is on one way at a time. */
export class Transfers {
  readonly #running = new Map<string, Running>();
  readonly #onChange: () => void;
  readonly #pause: (millis: number) => Promise<void>;
  #toldAtMillis = 0;

  constructor(onChange: () => void, pause: (millis: number) => Promise<void>) {
    this.#onChange = onChange;
    this.#pause = pause;
  }

  of(id: string): Transfer | undefined {
    return this.#running.get(id)?.transfer;
  }

  moved(id: string, done: number, total: number): void {
    const running = this.#running.get(id);
    if (running !== undefined) {
      running.transfer = { done, total };
      const now = Date.now();
      if (done === total || now - this.#toldAtMillis >= tellMillis) {
        this.#toldAtMillis = now;
        this.#onChange();
      }
    }
  }

  /** Does it, or waits for the one that does; after one that was stopped it is begun anew. Being stopped is no failure. */
  async run(id: string, total: number, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    for (let running = this.#running.get(id); running !== undefined; running = this.#running.get(id)) {
      if (!running.abort.signal.aborted) {
        return running.end;
      }
      await settled(running.end);
    }
    const abort = new AbortController();
    const end = this.#act(id, abort.signal, act);
    this.#running.set(id, { abort, transfer: { done: 0, total }, end });
    this.#onChange();
    return end;
  }

  /** Stops it; done when it has. What it threw is for who began it. */
  async stop(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.abort.abort();
    await (running && settled(running.end));
  }

  /** Stops all of them. */
  halt(): void {
    this.#running.forEach(({ abort }) => {
      abort.abort();
    });
  }

  /** Tries again what only lacks a connection; whatever moved begins the count anew. */
  async patiently<T>(
    signal: AbortSignal,
    moved: () => number,
    act: () => Promise<T>,
    passes: (error: unknown) => boolean = isPassing,
  ): Promise<T> {
    let tries = 0;
    for (let before = moved(); ;) {
      signal.throwIfAborted();
      try {
        return await act();
      } catch (error) {
        tries = moved() > before ? 1 : tries + 1;
        before = moved();
        if (signal.aborted || !passes(error) || tries >= mostTries) {
          throw error;
        }
        await Promise.race([this.#pause(firstMillis * 2 ** (tries - 1)), abortOf(signal)]);
      }
    }
  }

  async #act(id: string, signal: AbortSignal, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await Promise.resolve(); // it is on the list before it begins
    try {
      await act(signal);
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      this.#running.delete(id);
      this.#onChange();
    }
  }
}

/** Whether time, the network or signing in heals it; a full store is for the person to know of. */
export function isPassing(error: unknown): boolean {
  const failed = error instanceof RefusedError && error.status >= serverFailure && error.status !== storeFull;
  return error instanceof OfflineError || error instanceof LockedError || failed;
}

async function settled(end: Promise<void>): Promise<void> {
  await Promise.allSettled([end]);
}

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
}
