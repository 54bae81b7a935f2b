const firstMillis = 1_000;
const mostMillis = 60_000;

/** Waits that double, each anywhere between half and all of it, so that a crowd does not come back at once. */
export class Backoff {
  readonly #random: () => number;
  #next = firstMillis;

  constructor(random: () => number) {
    this.#random = random;
  }

  nextMillis(): number {
    const wait = this.#next;
    this.#next = Math.min(2 * wait, mostMillis);
    return wait / 2 + (this.#random() * wait) / 2;
  }

  reset(): void {
    this.#next = firstMillis;
  }
}
