import { concat, sha256, utf8, type Bytes } from "../protocol/index.ts";
import { signWithLabel } from "./keys.ts";
import { vector } from "./vector.ts";

/** What vouches for a request for the next certificate: docs/protocol/labels.md, "Konsil re-enrolment 1". */
export async function encodeReenrolmentProof(host: string, request: Uint8Array): Promise<Bytes> {
  return concat(vector(utf8(host)), vector(await sha256(request)));
}

export async function signReenrolment(key: CryptoKey, host: string, request: Uint8Array): Promise<Bytes> {
  return signWithLabel(key, "Konsil re-enrolment 1", await encodeReenrolmentProof(host, request));
}
