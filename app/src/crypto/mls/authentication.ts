import type { AuthenticationService, Credential } from "ts-mls";
import { bytesOf, OfflineError, sameBytes, TamperedError, type Bytes } from "../../protocol/index.ts";
import {
  checkChain,
  checkDeliveryKey,
  type DeviceCertificate,
  type RevocationList,
  type Trust,
} from "../certificates/index.ts";

/** What the checks of peers' certificates rest on; the list is the newest one that was verified. */
export interface Authorities extends Trust {
  readonly now: () => Date;
  readonly revocations: () => RevocationList | undefined;
}

/** Decides whether a leaf's credential is a device of this hospital; asked for every leaf that comes into view. */
export class DeviceAuthentication implements AuthenticationService {
  readonly #authorities: Authorities;

  constructor(authorities: Authorities) {
    this.#authorities = authorities;
  }

  /** The answer that ts-mls asks for; why it is no does not concern it. */
  async validateCredential(credential: Credential, signatureKey: Uint8Array): Promise<boolean> {
    try {
      // A leaf with the server's key is refused where devices are told apart by their names (policy.ts).
      if (!(await this.#isDeliveryKey(credential, signatureKey))) {
        await this.authenticate(credential, signatureKey);
      }
      return true;
    } catch (error) {
      if (error instanceof TamperedError) {
        return false;
      }
      throw error;
    }
  }

  /** Chain to the pinned root, validity, usages, names, revocation, and that the certified key is the leaf's key. */
  async authenticate(credential: Credential, signatureKey: Uint8Array): Promise<DeviceCertificate> {
    if (credential.credentialType !== "x509") {
      throw new TamperedError("credential-is-no-certificate");
    }
    const now = this.#authorities.now();
    const certificate = await checkChain(credential.certificates, this.#authorities, now);
    if (!sameBytes(certificate.publicKey, signatureKey)) {
      throw new TamperedError("credential-key-differs");
    }
    if (this.requireRevocations().serials.has(certificate.serial)) {
      throw new TamperedError("certificate-revoked");
    }
    return certificate;
  }

  async #isDeliveryKey(credential: Credential, signatureKey: Uint8Array): Promise<boolean> {
    try {
      await this.requireDeliveryKey(credential, signatureKey);
      return true;
    } catch (error) {
      if (error instanceof TamperedError) {
        return false;
      }
      throw error;
    }
  }

  /** Whether this is the key with which the hospital's server proposes removals; `signing` if it must be valid now. */
  async requireDeliveryKey(credential: Credential, signatureKey: Uint8Array, signing = false): Promise<void> {
    if (credential.credentialType !== "x509") {
      throw new TamperedError("credential-is-no-certificate");
    }
    const key = await checkDeliveryKey(credential.certificates, this.#authorities);
    const now = this.#authorities.now().getTime();
    if (!sameBytes(key.publicKey, signatureKey)) {
      throw new TamperedError("credential-key-differs");
    }
    if (signing && (now < key.notBeforeMillis || now > key.notAfterMillis)) {
      throw new TamperedError("certificate-expired");
    }
  }

  /** The server's newest key, from the chain that it gave out. */
  async deliveryKeyIn(chain: readonly Uint8Array[]): Promise<Bytes> {
    const key = await checkDeliveryKey(chain, this.#authorities);
    await this.requireDeliveryKey({ credentialType: "x509", certificates: chain.map(bytesOf) }, key.publicKey, true);
    return key.publicKey;
  }

  /** Without a fresh list nothing new is believed. */
  requireRevocations(): RevocationList {
    const list = this.#authorities.revocations();
    if (list === undefined || this.#authorities.now().getTime() > list.nextUpdateMillis) {
      throw new OfflineError("revocation-list-stale");
    }
    return list;
  }

  get domain(): string {
    return this.#authorities.domain;
  }

  get now(): Date {
    return this.#authorities.now();
  }
}
