import { DefectError, LockedError } from "../protocol/index.ts";
import { Collection, type Store } from "../storage/index.ts";
import { SignIn, type Audience, type Http, type PendingSignIn, type Session } from "../transport/index.ts";
import type { Person } from "./core.ts";

const only = "account";
const marginMillis = 60_000;

/** What the server tells anybody. */
interface Facts {
  readonly issuer: string;
  readonly clientId: string;
  readonly domain: string;
}

interface AccountRecord {
  readonly facts?: Facts;
  readonly pending?: PendingSignIn;
  readonly session?: Session;
  readonly self?: Person;
}

interface CachedToken {
  readonly token: string;
  readonly expiresAtMillis: number;
}

/** The person's sign-in: kept over restarts, refreshed when needed. Access tokens are in memory only. */
export class Account {
  readonly #http: Http;
  readonly #store: Store;
  readonly #kept: Collection<AccountRecord>;
  readonly #fetch: ConstructorParameters<typeof SignIn>[1];
  readonly #tokens = new Map<Audience, CachedToken>();
  #record: AccountRecord = {};
  #signIn: SignIn | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(http: Http, store: Store, fetch: ConstructorParameters<typeof SignIn>[1]) {
    this.#http = http;
    this.#store = store;
    this.#fetch = fetch;
    this.#kept = new Collection(store, "account");
  }

  async load(): Promise<void> {
    this.#record = (await this.#kept.find(only)) ?? {};
  }

  get self(): Person | undefined {
    return this.#record.session === undefined ? undefined : this.#record.self;
  }

  get domain(): string {
    return this.#record.facts?.domain ?? "";
  }

  async begin(redirectUri: string): Promise<string> {
    const facts = await this.#askFacts();
    const { address, pending } = await this.#server(facts).begin(redirectUri);
    await this.#keep({ facts, pending });
    return address;
  }

  async complete(code: string, state: string): Promise<Person> {
    const { facts, pending } = this.#record;
    if (facts === undefined || pending === undefined) {
      throw new DefectError("sign-in-not-begun");
    }
    const session = await this.#server(facts).complete(code, state, pending);
    await this.#keep({ facts, session });
    const answer = await this.#http.json("/api/v1/self", { token: await this.token("api") });
    const self: Person = {
      userId: answer.requireText("userId"),
      name: answer.requireText("name"),
      ward: answer.requireText("ward"),
      duty: answer.requireText("duty"),
      reachable: true,
    };
    await this.#keep({ ...this.#record, self });
    return self;
  }

  /** Ends the session here; the address ends it at the sign-in server. */
  async end(redirectUri: string): Promise<string> {
    const { facts, session } = this.#record;
    this.#tokens.clear();
    const address =
      facts === undefined || session === undefined
        ? redirectUri
        : await this.#server(facts).endAddress(session, redirectUri);
    await this.#keep(facts === undefined ? {} : { facts });
    return address;
  }

  /** Forgets a session that the server ended. */
  async lose(): Promise<void> {
    this.#tokens.clear();
    const { facts } = this.#record;
    await this.#keep(facts === undefined ? {} : { facts });
  }

  /** A token for this audience alone; `fresh` never takes one that was used before. */
  token(audience: Audience, fresh = false): Promise<string> {
    const asked = this.#last.then(() => this.#token(audience, fresh));
    this.#last = asked.catch(() => undefined);
    return asked;
  }

  async #token(audience: Audience, fresh: boolean): Promise<string> {
    const cached = this.#tokens.get(audience);
    if (!fresh && cached !== undefined && cached.expiresAtMillis - marginMillis > Date.now()) {
      return cached.token;
    }
    const { facts, session } = this.#record;
    if (facts === undefined || session === undefined) {
      throw new LockedError("signed-out");
    }
    const answer = await this.#server(facts).token(session, audience);
    this.#tokens.set(audience, answer);
    await this.#keep({ ...this.#record, session: answer.session });
    return answer.token;
  }

  async #askFacts(): Promise<Facts> {
    const answer = await this.#http.json("/api/v1/installation");
    const text = (name: string): string => answer.requireText(name);
    return { issuer: text("issuer"), clientId: text("clientId"), domain: text("domain") };
  }

  #server({ issuer, clientId }: Facts): SignIn {
    this.#signIn ??= new SignIn({ issuer, clientId }, this.#fetch);
    return this.#signIn;
  }

  async #keep(record: AccountRecord): Promise<void> {
    await this.#store.write([this.#kept.put(only, record)]);
    this.#record = record;
  }
}
