/** Tells listeners how things are; many changes at once are told once. */
export class Teller<T> {
  readonly #listeners: ((news: T) => void)[] = [];
  readonly #now: () => T;
  #telling = false;

  constructor(now: () => T) {
    this.#now = now;
  }

  listen(listener: (news: T) => void): void {
    this.#listeners.push(listener);
    listener(this.#now());
  }

  tell(): void {
    if (!this.#telling) {
      this.#telling = true;
      queueMicrotask(() => {
        this.#telling = false;
        const news = this.#now();
        this.#listeners.forEach((listener) => {
          listener(news);
        });
      });
    }
  }
}
