import { DeviceRecords, enrolDevice, eraseDevice, renewDevice, type EnrolledDevice } from "../device/index.ts";
import { LockedError, RefusedError, TamperedError } from "../protocol/index.ts";
import type { Store } from "../storage/index.ts";
import { Http, type LinkState } from "../transport/index.ts";
import { Account } from "./account.ts";
import type { Core, Person, Snapshot } from "./core.ts";
import { OnlineDevice } from "./online-device.ts";
import type { Platform } from "./platform.ts";
import { Deeds } from "./deeds.ts";
import { conversationsOf } from "./shown.ts";
import { Teller } from "./teller.ts";
import { Wishes } from "./wishes.ts";

const supplyPatienceMillis = 30_000;
const unavailable = 503;

interface Opened {
  readonly store: Store;
  readonly account: Account;
  readonly records: DeviceRecords;
  readonly wishes: Wishes;
}

/** The app without a view: the page talks to it through the worker, the headless device directly. */
export class KonsilCore extends Deeds implements Core {
  readonly #platform: Platform;
  readonly #http: Http;
  readonly #teller = new Teller(() => this.#snapshot());
  #opened: Opened | undefined;
  #online: OnlineDevice | undefined;
  #phase: Snapshot["phase"] = "starting";
  #connection: LinkState = "offline";
  #step: Snapshot["enrolmentStep"];
  #revision = 0;

  constructor(platform: Platform) {
    super();
    this.#platform = platform;
    this.#http = new Http(platform.origin, platform.fetch);
  }

  async start(): Promise<void> {
    if (!(await this.#platform.claim())) {
      this.#enter("open-elsewhere");
      return;
    }
    const store = await this.#platform.openStore();
    const account = new Account(this.#http, store, this.#platform.fetch);
    const wishes = new Wishes(store);
    await Promise.all([account.load(), wishes.load()]);
    this.#opened = { store, account, records: new DeviceRecords(store), wishes };
    await this.#resume();
  }

  beginSignIn(redirectUri: string): Promise<string> {
    return this.#parts.account.begin(redirectUri);
  }

  async completeSignIn(code: string, state: string): Promise<void> {
    const { account, records } = this.#parts;
    const self = await account.complete(code, state);
    const device = await records.find();
    if (device !== undefined && device.chain.length > 0 && device.userId !== self.userId) {
      await account.lose();
      throw new LockedError("device-of-another");
    }
    await this.#resume();
  }

  async signOut(redirectUri: string): Promise<string> {
    this.#stop();
    const address = await this.#parts.account.end(redirectUri);
    this.#enter("signed-out");
    return address;
  }

  async eraseDevice(redirectUri: string): Promise<string> {
    const { account, records, store } = this.#parts;
    const device = await records.find();
    this.#stop();
    const told = await eraseDevice(store, this.#http, device?.deviceId, () => account.token("api"));
    const address = await account.end(redirectUri);
    if (!told) {
      throw new RefusedError("device-erased-alone", unavailable);
    }
    this.#enter("signed-out");
    return address;
  }

  async enrol(hardwareCode: string): Promise<void> {
    const { account, records } = this.#parts;
    const self = this.#requireSelf();
    try {
      await enrolDevice(this.#http, records, {
        userId: self.userId,
        domain: account.domain,
        hardwareCode,
        token: (audience) => account.token(audience),
        onStep: (step) => {
          this.#enrolling(step);
        },
      });
      this.#enrolling("key-packages");
      const device = await records.enrolled(new Date());
      if (device === undefined) {
        throw new TamperedError("certificate-missing");
      }
      const online = await this.#goOnline(device);
      await Promise.race([online.supplied, new Promise((resolve) => setTimeout(resolve, supplyPatienceMillis))]);
      this.#enter("ready");
    } finally {
      this.#enrolling(undefined);
    }
  }

  async sendReadReceipts(on: boolean): Promise<void> {
    await this.wishes.setReadReceipts(on);
    this.#teller.tell();
  }

  onSnapshot(listener: (snapshot: Snapshot) => void): void {
    this.#teller.listen(listener);
  }

  /** Takes the device off the net, as a lost connection does; for the headless device. */
  disconnect(): void {
    this.device.stop();
  }

  connect(): void {
    this.device.start();
  }

  /** Gets the next certificate if the present one is near its end at that time; looked at with each connection. */
  async renew(at: Date): Promise<boolean> {
    const { account, records } = this.#parts;
    const next = await renewDevice(this.#http, records, { token: (audience) => account.token(audience), at });
    if (next !== undefined && this.#online !== undefined) {
      await this.#goOnline(next);
    }
    return next !== undefined;
  }

  close(): void {
    this.#stop();
    this.#opened?.store.close();
  }

  async #resume(): Promise<void> {
    const { account, records } = this.#parts;
    if (account.self === undefined) {
      this.#enter("signed-out");
      return;
    }
    const device = await records.enrolled(new Date());
    if (device === undefined) {
      this.#enter("enrolment");
      return;
    }
    await this.#goOnline(device);
    this.#enter("ready");
  }

  async #goOnline(device: EnrolledDevice): Promise<OnlineDevice> {
    this.#stop();
    const { account, store } = this.#parts;
    const online = await OnlineDevice.open(this.#platform, this.#http, store, account, device, {
      onChange: () => {
        this.#changed();
      },
      onState: (state) => {
        this.#connection = state;
        this.#teller.tell();
        if (state === "online" && this.#online === online) {
          this.renew(new Date()).catch(this.#platform.report);
        }
      },
      onRevoked: () => {
        this.#enter("revoked");
      },
      onLocked: () => {
        account
          .lose()
          .then(() => {
            this.#enter("signed-out");
          })
          .catch(this.#platform.report);
      },
    });
    this.#online = online;
    online.start();
    return online;
  }

  #stop(): void {
    this.#online?.stop();
    this.#online = undefined;
  }

  get #parts(): Opened {
    if (this.#opened === undefined) {
      throw new LockedError("not-started");
    }
    return this.#opened;
  }

  protected override get wishes(): Wishes {
    return this.#parts.wishes;
  }

  protected override get device(): OnlineDevice {
    if (this.#online === undefined) {
      throw new LockedError("device-not-ready");
    }
    return this.#online;
  }

  #requireSelf(): Person {
    const { self } = this.#parts.account;
    if (self === undefined) {
      throw new LockedError("signed-out");
    }
    return self;
  }

  #enter(phase: Snapshot["phase"]): void {
    this.#phase = phase;
    this.#changed();
  }

  #enrolling(step: Snapshot["enrolmentStep"]): void {
    this.#step = step;
    this.#teller.tell();
  }

  #changed(): void {
    this.#revision += 1;
    this.#learnPeople();
    this.#teller.tell();
  }

  #learnPeople(): void {
    const online = this.#connection === "online" ? this.#online : undefined;
    online
      ?.learnOthers()
      .then((learned) => {
        if (learned) {
          this.#changed();
        }
      })
      .catch(this.#platform.report);
  }

  #snapshot(): Snapshot {
    const self = this.#opened?.account.self;
    return {
      phase: this.#phase,
      connection: this.#connection,
      ...(this.#step !== undefined && { enrolmentStep: this.#step }),
      ...(self !== undefined && { self }),
      conversations: conversationsOf(this.#online),
      readReceipts: this.#opened?.wishes.readReceipts ?? false,
      attachmentsOffered: this.#online?.attachments.offered ?? false,
      revision: this.#revision,
    };
  }
}
