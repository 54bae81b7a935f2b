import { Attachments, AttachmentServer } from "../attachment/index.ts";
import { DeviceAuthentication, makeSuite, signSession, TsMlsEngine } from "../crypto/index.ts";
import { Revocations, type EnrolledDevice } from "../device/index.ts";
import { People } from "../directory/index.ts";
import { Messenger } from "../messaging/index.ts";
import {
  OfflineError,
  randomBytes,
  TamperedError,
  uuidBytes,
  type Answer,
  type AnswerOf,
  type ClientBody,
  type SessionOpened,
} from "../protocol/index.ts";
import type { Store } from "../storage/index.ts";
import { Link, type Http, type LinkState } from "../transport/index.ts";
import type { Account } from "./account.ts";
import type { Platform } from "./platform.ts";

/** How often the list of revocations is fetched, and the others are told where this device's messages end. */
const beatMillis = 15 * 60_000;
/** How often messages whose time is up are looked for. */
const forgetMillis = 30_000;

export interface OnlineDeviceEvents {
  readonly onChange: () => void;
  readonly onState: (state: LinkState) => void;
  readonly onRevoked: () => void;
  readonly onLocked: () => void;
}

/** Everything that an enrolled device of a signed-in person does: its connection, its people, its conversations. */
export class OnlineDevice {
  readonly people: People;
  readonly messenger: Messenger;
  readonly attachments: Attachments;
  readonly #link: Link;
  readonly #revocations: Revocations;
  readonly #device: EnrolledDevice;
  readonly #events: OnlineDeviceEvents;
  readonly #report: (error: unknown) => void;
  readonly supplied: Promise<void>;
  #onSupplied: () => void = () => undefined;
  #timers: readonly ReturnType<typeof setInterval>[] = [];

  private constructor(parts: Parts) {
    const { attachments, device, events, messenger, people, platform, revocations, link } = parts;
    this.#device = device;
    this.#events = events;
    this.#report = platform.report;
    this.#revocations = revocations;
    this.attachments = attachments;
    this.messenger = messenger;
    this.people = people;
    this.#link = link(this);
    this.supplied = new Promise((resolve) => {
      this.#onSupplied = resolve;
    });
  }

  static async open(
    platform: Platform,
    http: Http,
    store: Store,
    account: Account,
    device: EnrolledDevice,
    events: OnlineDeviceEvents,
  ): Promise<OnlineDevice> {
    const issuer = device.own.chain[1] ?? new Uint8Array();
    const revocations = new Revocations(http, store, issuer);
    const authentication = new DeviceAuthentication({
      root: device.record.root,
      domain: device.record.domain,
      now: () => new Date(),
      revocations: () => revocations.list,
    });
    const engine = new TsMlsEngine(await makeSuite(device.ring), authentication, device.own);
    const late: { link?: Link } = {};
    const session = {
      request: <A extends Answer>(body: ClientBody, answer: A): Promise<AnswerOf<A>> =>
        late.link === undefined ? Promise.reject(new OfflineError("offline")) : late.link.request(body, answer),
    };
    const people = new People(store, session);
    const { onChange } = events;
    const told = { onChange, onDefect: platform.report };
    const token = (fresh: boolean): Promise<string> => account.token("api", fresh);
    const attachments: Attachments = new Attachments(store, new AttachmentServer(http, token), {
      ...told,
      announce: ({ conversationId, enclosure }, changes) =>
        messenger.sendAttachment(conversationId, enclosure, changes),
    });
    const messenger = new Messenger(store, engine, session, attachments, device.record, told);
    await Promise.all([people.load(), messenger.load(), attachments.load(), revocations.load()]);
    const link = (online: OnlineDevice): Link => (late.link = online.#makeLink(platform, http, account));
    return new OnlineDevice({ attachments, device, events, messenger, people, platform, revocations, link });
  }

  get userId(): string {
    return this.#device.record.userId;
  }

  start(): void {
    this.#link.start();
    if (this.#timers.length === 0) {
      this.#timers = [
        setInterval(() => {
          Promise.all([this.#refreshRevocations(), this.messenger.beat()]).catch(this.#report);
        }, beatMillis),
        setInterval(this.#forgetExpired, forgetMillis),
      ];
      this.#forgetExpired();
    }
  }

  stop(): void {
    this.#timers.forEach(clearInterval);
    this.#timers = [];
    this.#link.stop();
    this.attachments.halt();
  }

  readonly #forgetExpired = (): void => {
    this.messenger.forgetExpired().catch(this.#report);
  };

  /** The people of all conversations; whether somebody was new. */
  learnOthers(): Promise<boolean> {
    return this.people.learn(this.messenger.conversations.flatMap(({ others }) => others));
  }

  #makeLink(platform: Platform, http: Http, account: Account): Link {
    const { url, host } = http.socket;
    return new Link({
      url,
      open: platform.openSocket,
      random: () => (randomBytes(1)[0] ?? 0) / 256,
      prepare: () => this.#refreshRevocations(),
      hello: async (challenge, fresh) => {
        if (challenge.host !== host) {
          throw new TamperedError("challenge-of-another-host");
        }
        const accessToken = await account.token("api", fresh);
        const clientNonce = randomBytes(32);
        const atMillis = Date.now();
        const { serverNonce } = challenge;
        const proof = { host, serverNonce, clientNonce, accessToken, atMillis };
        const signature = await signSession(this.#device.own.key.privateKey, proof);
        const deviceId = uuidBytes(this.#device.record.deviceId);
        return { accessToken, deviceId, clientNonce, atMillis: BigInt(atMillis), signature, bundles: true };
      },
      events: {
        onState: this.#events.onState,
        onSession: (session) => {
          this.#opened(session).catch(this.#report);
        },
        onEnvelope: (envelope) => {
          this.messenger.take(envelope).catch(this.#report);
        },
        onDelivered: (delivered) => {
          this.messenger.takeDelivered(delivered).catch(this.#report);
        },
        onRevoked: this.#events.onRevoked,
        onLocked: this.#events.onLocked,
      },
    });
  }

  async #opened(session: SessionOpened | undefined): Promise<void> {
    await this.messenger.open(session?.keyPackages, session?.deliveryService);
    this.#onSupplied();
    await this.attachments.resume();
  }

  /** Without a connection the kept list goes on until its time is up; the engine looks at that. */
  async #refreshRevocations(): Promise<void> {
    try {
      await this.#revocations.refresh();
    } catch (error) {
      if (!(error instanceof OfflineError) || this.#revocations.list === undefined) {
        throw error;
      }
    }
    if (this.#revocations.list?.serials.has(this.#device.own.certificate.serial) === true) {
      this.stop();
      this.#events.onRevoked();
    }
  }
}

interface Parts {
  readonly attachments: Attachments;
  readonly device: EnrolledDevice;
  readonly events: OnlineDeviceEvents;
  readonly messenger: Messenger;
  readonly people: People;
  readonly platform: Platform;
  readonly revocations: Revocations;
  readonly link: (online: OnlineDevice) => Link;
}
