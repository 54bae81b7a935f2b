import {
  uuidBytes,
  uuidText,
  type Answer,
  type AnswerOf,
  type ClientBody,
  type PersonFrame,
} from "../protocol/index.ts";
import { Collection, type Store } from "../storage/index.ts";

/** A person of the hospital, as the directory knows them. */
export interface DirectoryPerson {
  readonly userId: string;
  readonly name: string;
  readonly ward: string;
  readonly duty: string;
  readonly reachable: boolean;
}

/** The open session, as this folder uses it. */
export interface DirectorySession {
  request<A extends Answer>(body: ClientBody, answer: A): Promise<AnswerOf<A>>;
}

/** People that were looked up, kept so that their names are there without a connection. */
export class People {
  readonly #session: DirectorySession;
  readonly #store: Store;
  readonly #kept: Collection<DirectoryPerson>;
  readonly #known = new Map<string, DirectoryPerson>();

  constructor(store: Store, session: DirectorySession) {
    this.#session = session;
    this.#store = store;
    this.#kept = new Collection(store, "person");
  }

  async load(): Promise<void> {
    this.#remember(await this.#kept.all());
  }

  async find(words: string): Promise<readonly DirectoryPerson[]> {
    return this.#ask({ words });
  }

  /** Asks for those that are not known yet; whether anything was learned. */
  async learn(userIds: readonly string[]): Promise<boolean> {
    const unknown = [...new Set(userIds)].filter((id) => !this.#known.has(id));
    if (unknown.length === 0) {
      return false;
    }
    return (await this.#ask({ userIds: unknown.map(uuidBytes) })).length > 0;
  }

  /** The person, or all that is known before the directory was asked. */
  of(userId: string): DirectoryPerson {
    return this.#known.get(userId) ?? { userId, name: "", ward: "", duty: "", reachable: true };
  }

  async #ask(
    value: { readonly words: string } | { readonly userIds: Uint8Array[] },
  ): Promise<readonly DirectoryPerson[]> {
    const { people } = await this.#session.request({ case: "findPeople", value }, "people");
    const found = people.map(personOf);
    this.#remember(found);
    await this.#store.write(found.map((person) => this.#kept.put(person.userId, person)));
    return found;
  }

  #remember(people: readonly DirectoryPerson[]): void {
    people.forEach((person) => this.#known.set(person.userId, person));
  }
}

function personOf({ userId, name, ward, duty, reachable }: PersonFrame): DirectoryPerson {
  return { userId: uuidText(userId), name, ward, duty, reachable };
}
