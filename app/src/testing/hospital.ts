import { KeyUsageFlags } from "@peculiar/asn1-x509";
import {
  checkChain,
  checkRevocationList,
  DeviceAuthentication,
  generateDeviceKey,
  KeyRing,
  makeSuite,
  oid,
  TsMlsEngine,
  type DeviceKey,
  type MlsEngine,
  type OwnDevice,
  type RevocationList,
} from "../crypto/index.ts";
import { fromHex, type Bytes } from "../protocol/index.ts";
import { extensions, nameOf, spki, TestAuthority, type CertificateShape } from "./authority.ts";
import { TestServer } from "./server.ts";

export const domain = "hospital.example";
export const imUri = "1.3.6.1.5.5.7.3.40";
const day = 24 * 3600 * 1000;

/** A hospital with its authorities, a clock that a test turns, and its revocation list. */
export class TestHospital {
  now = new Date();
  readonly #root: TestAuthority;
  readonly devices: TestAuthority;
  readonly services: TestAuthority;
  #revocations: RevocationList | undefined;

  private constructor(root: TestAuthority, devices: TestAuthority, services: TestAuthority) {
    this.#root = root;
    this.devices = devices;
    this.services = services;
  }

  static async open(): Promise<TestHospital> {
    const from = new Date(Date.now() - 10 * day);
    const until = new Date(Date.now() + 3650 * day);
    const root = await TestAuthority.root("Root", [from, until]);
    const constraint = extensions.onlyNamesUnder(nameOf(["2.5.4.10", "Hospital"]));
    const devices = await root.subordinate(
      "Device CA",
      [from, until],
      [constraint, extensions.extendedKeyUsage(imUri)],
    );
    const services = await root.subordinate(
      "Service CA",
      [from, until],
      [constraint, extensions.extendedKeyUsage(oid.deliveryService)],
    );
    const hospital = new TestHospital(root, devices, services);
    await hospital.revoke();
    return hospital;
  }

  get root(): Bytes {
    return this.#root.certificate;
  }

  get trust(): { root: Bytes; domain: string } {
    return { root: this.root, domain };
  }

  get authentication(): DeviceAuthentication {
    return new DeviceAuthentication({ ...this.trust, now: () => this.now, revocations: () => this.#revocations });
  }

  /** Publishes a list with exactly these serials. */
  async revoke(...serials: readonly string[]): Promise<void> {
    const until = new Date(this.now.getTime() + 7 * day);
    const der = await this.devices.revocationList(serials.map(fromHex), this.now, until);
    this.#revocations = await checkRevocationList(der, this.devices.certificate, this.now);
  }

  forgetRevocations(): void {
    this.#revocations = undefined;
  }

  /** The profile of docs/protocol/certificates.md; a test bends what it wants. */
  shape(userId: string, deviceId: string, bent: Partial<CertificateShape> = {}): CertificateShape {
    return {
      subject: nameOf(["2.5.4.10", "Hospital"], ["2.5.4.3", deviceId]),
      notBefore: new Date(this.now.getTime() - day),
      notAfter: new Date(this.now.getTime() + 89 * day),
      extensions: [
        extensions.authority(false),
        extensions.keyUsage(KeyUsageFlags.digitalSignature),
        extensions.extendedKeyUsage(imUri),
        extensions.uris(`im:${userId}@${domain}`, `urn:uuid:${deviceId}`),
      ],
      ...bent,
    };
  }

  certify(key: DeviceKey, shape: CertificateShape): Promise<readonly Bytes[]> {
    return this.#certified(this.devices, key, shape);
  }

  /** The server's key for proposals; a test bends what it wants. */
  async server(bent: Partial<CertificateShape> = {}, by = this.services): Promise<TestServer> {
    const key = await generateDeviceKey();
    const shape = {
      subject: nameOf(["2.5.4.10", "Hospital"], ["2.5.4.3", "Konsil Delivery Service"]),
      notBefore: new Date(this.now.getTime() - day),
      notAfter: new Date(this.now.getTime() + 364 * day),
      extensions: [
        extensions.authority(false),
        extensions.keyUsage(KeyUsageFlags.digitalSignature),
        extensions.extendedKeyUsage(oid.deliveryService),
      ],
      ...bent,
    };
    const ring = new KeyRing();
    ring.add(key);
    return new TestServer(await this.#certified(by, key, shape), key, await makeSuite(ring));
  }

  async #certified(by: TestAuthority, key: DeviceKey, shape: CertificateShape): Promise<readonly Bytes[]> {
    const publicKey = await crypto.subtle.importKey(
      "raw",
      key.publicKey,
      { name: "ECDSA", namedCurve: "P-256" },
      true,
      ["verify"],
    );
    return [await by.certify(await spki(publicKey), shape), by.certificate];
  }

  async device(userId: string = crypto.randomUUID(), deviceId: string = crypto.randomUUID()): Promise<TestDevice> {
    return this.#withCertificate(await generateDeviceKey(), userId, deviceId);
  }

  /** The same device and key with a newer certificate. */
  renewed({ own, userId, deviceId }: TestDevice): Promise<TestDevice> {
    return this.#withCertificate(own.key, userId, deviceId);
  }

  async #withCertificate(key: DeviceKey, userId: string, deviceId: string): Promise<TestDevice> {
    const chain = await this.certify(key, this.shape(userId, deviceId));
    const certificate = await checkChain(chain, this.trust, this.now);
    const ring = new KeyRing();
    ring.add(key);
    const own: OwnDevice = { key, chain, certificate };
    const suite = await makeSuite(ring);
    return { own, suite, userId, deviceId, engine: new TsMlsEngine(suite, this.authentication, own) };
  }
}

export interface TestDevice {
  readonly own: OwnDevice;
  readonly suite: Awaited<ReturnType<typeof makeSuite>>;
  readonly userId: string;
  readonly deviceId: string;
  readonly engine: MlsEngine;
}
