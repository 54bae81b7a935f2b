import {
  certificateRequest,
  certificatesInBundle,
  challengeIn,
  checkChain,
  generateDeviceKey,
  rootInBundle,
  signReenrolment,
  type DeviceKey,
  type Trust,
} from "../crypto/index.ts";
import { base64, fromBase64, sameBytes, TamperedError, type Bytes } from "../protocol/index.ts";
import type { Http } from "../transport/index.ts";
import type { DeviceRecord, DeviceRecords, EnrolledDevice } from "./device-record.ts";

type EnrolmentStep = "key" | "registration" | "certificate";

export interface Enrolment {
  readonly userId: string;
  readonly domain: string;
  readonly hardwareCode: string;
  readonly token: (audience: "api" | "pki") => Promise<string>;
  readonly onStep: (step: EnrolmentStep) => void;
}

export interface Renewal {
  readonly token: (audience: "api" | "pki") => Promise<string>;
  /** The time that counts. */
  readonly at: Date;
}

const profile = "/.well-known/est/staff-device";
const pkcs10 = { method: "POST", contentType: "application/pkcs10" } as const;
/** As the profile permits it (docs/protocol/certificates.md). */
const renewBeforeEndMillis = 30 * 24 * 60 * 60_000;

/**
 * Enrols this device: key, registration, certificate (docs/protocol/certificates.md). What was begun and broke off goes on
 * with the same key and id.
 */
export async function enrolDevice(http: Http, records: DeviceRecords, enrolment: Enrolment): Promise<void> {
  enrolment.onStep("key");
  const record = await requireKeyRecord(records, enrolment);
  enrolment.onStep("registration");
  await http.bytes(`/api/v1/devices/${record.deviceId}`, {
    method: "PUT",
    token: await enrolment.token("api"),
    contentType: "application/json",
    body: JSON.stringify({ hardwareCode: enrolment.hardwareCode }),
  });
  enrolment.onStep("certificate");
  const root = await rootInBundle(bundleOf(await http.text(`${profile}/cacerts`)));
  const key = await records.requireKey(record);
  const token = await enrolment.token("pki");
  const request = await challengedRequest(http, key, record, token);
  const answer = await http.text(`${profile}/simpleenroll`, { ...pkcs10, token, body: base64(request) });
  const chain = bundleOf(answer).filter((certificate) => !sameBytes(certificate, root));
  await records.keep({ ...record, root, chain: await requireOwn(chain, record, key, { root, domain: record.domain }) });
}

/**
 * Gets the device's newest certificate, which the hospital may have made without its asking, or asks for the next one when the
 * end is near, vouched for by the certified key; gives back the device with it, or nothing if it stays as it is.
 */
export async function renewDevice(
  http: Http,
  records: DeviceRecords,
  renewal: Renewal,
): Promise<EnrolledDevice | undefined> {
  const present = await records.enrolled(new Date());
  if (present === undefined) {
    return undefined;
  }
  const device = await newestOf(http, records, present, await renewal.token("api"));
  if (renewal.at.getTime() >= device.own.certificate.notAfterMillis - renewBeforeEndMillis) {
    await askForNext(http, records, device, await renewal.token("pki"));
  }
  const next = await records.enrolled(new Date());
  return next?.own.certificate.serial === present.own.certificate.serial ? undefined : next;
}

async function newestOf(
  http: Http,
  records: DeviceRecords,
  device: EnrolledDevice,
  token: string,
): Promise<EnrolledDevice> {
  const { record, own } = device;
  const newest = await http.json(`/api/v1/certificates/${own.certificate.serial}/successor`, { token });
  if (newest.requireText("serial") === own.certificate.serial) {
    return device;
  }
  const chain = [newest.requireText("certificate"), newest.requireText("issuer")].map((text) =>
    derOf(text, "certificate-malformed"),
  );
  await records.keep({ ...record, chain: await requireOwn(chain, record, own.key, record) });
  return (await records.enrolled(new Date())) ?? device;
}

async function askForNext(http: Http, records: DeviceRecords, device: EnrolledDevice, token: string): Promise<void> {
  const { record, own } = device;
  const request = await challengedRequest(http, own.key, record, token);
  const proof = await signReenrolment(own.key.privateKey, http.socket.host, request);
  const answer = await http.text(`${profile}/simplereenroll`, {
    ...pkcs10,
    token,
    headers: { "konsil-reenrolment": base64(proof) },
    body: base64(request),
  });
  const chain = bundleOf(answer).filter((certificate) => !sameBytes(certificate, record.root));
  await records.keep({ ...record, chain: await requireOwn(chain, record, own.key, record) });
}

async function challengedRequest(http: Http, key: DeviceKey, record: DeviceRecord, token: string): Promise<Bytes> {
  const challenge = challengeIn(derOf(await http.text(`${profile}/csrattrs`, { token }), "challenge-malformed"));
  return certificateRequest(key, record, record.domain, challenge);
}

async function requireKeyRecord(records: DeviceRecords, { userId, domain }: Enrolment): Promise<DeviceRecord> {
  const begun = await records.find();
  if (begun?.userId === userId) {
    return begun;
  }
  const key = await generateDeviceKey();
  const record: DeviceRecord = {
    deviceId: crypto.randomUUID(),
    userId,
    domain,
    handle: key.handle,
    publicKey: key.publicKey,
    root: new Uint8Array(),
    chain: [],
  };
  await records.keep(record, key);
  return record;
}

/** The chain, device first, if it certifies this key for this device and this person. */
async function requireOwn(
  chain: readonly Bytes[],
  record: DeviceRecord,
  key: DeviceKey,
  trust: Trust,
): Promise<readonly Bytes[]> {
  // PKCS#7 holds a set: its order says nothing.
  const orders = chain.length === 2 ? [chain, [...chain].reverse()] : [chain];
  for (const order of orders) {
    const found = await checkChain(order, trust, new Date()).catch((error: unknown) => {
      if (error instanceof TamperedError && order !== orders.at(-1)) {
        return undefined;
      }
      throw error;
    });
    if (found !== undefined) {
      const ours = found.userId === record.userId && found.deviceId === record.deviceId;
      if (!ours || !sameBytes(found.publicKey, key.publicKey)) {
        throw new TamperedError("certificate-of-another");
      }
      return order;
    }
  }
  throw new TamperedError("certificate-chain-length");
}

function bundleOf(answer: string): readonly Bytes[] {
  return certificatesInBundle(derOf(answer, "certificate-bundle-malformed"));
}

function derOf(answer: string, otherwise: string): Bytes {
  try {
    return fromBase64(answer);
  } catch (error) {
    throw new TamperedError(otherwise, { cause: error });
  }
}
