import { concat, sha256, utf8, type Bytes } from "../protocol/index.ts";
import { signWithLabel } from "./keys.ts";
import { uint64, vector } from "./vector.ts";

/** What the device vouches for when it opens a session: docs/protocol/labels.md, "Konsil session 1". */
export interface SessionProof {
  readonly host: string;
  readonly serverNonce: Uint8Array;
  readonly clientNonce: Uint8Array;
  readonly accessToken: string;
  readonly atMillis: number;
}

export async function encodeSessionProof(proof: SessionProof): Promise<Bytes> {
  return concat(
    vector(utf8(proof.host)),
    vector(proof.serverNonce),
    vector(proof.clientNonce),
    vector(await sha256(utf8(proof.accessToken))),
    uint64(BigInt(proof.atMillis)),
  );
}

export async function signSession(key: CryptoKey, proof: SessionProof): Promise<Bytes> {
  return signWithLabel(key, "Konsil session 1", await encodeSessionProof(proof));
}
