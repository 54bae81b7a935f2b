import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TamperedError } from "../../protocol/index.ts";
import { checkChain } from "./chain.ts";
import { checkRevocationList } from "./revocation.ts";

interface Case {
  readonly name: string;
  readonly verdict: string;
  readonly at: string;
  readonly chain: readonly string[];
  readonly list?: string;
}

/** The same file that DeviceChainVectorsTest reads. */
const vectors = JSON.parse(readFileSync("../pki/test-vectors/device-chains.json", "utf8")) as {
  readonly domain: string;
  readonly root: string;
  readonly cases: readonly Case[];
};
const trust = { root: der(vectors.root), domain: vectors.domain };

/** What the app calls each refusal. */
const codes: Partial<Record<string, RegExp>> = {
  WRONG_LENGTH: /^certificate-chain-length$/u,
  NOT_A_CERTIFICATE: /^certificate-malformed$/u,
  WRONG_ISSUER: /^certificate-signature$/u,
  WRONG_SIGNATURE: /^certificate-signature$/u,
  NOT_YET_VALID: /^certificate-expired$/u,
  EXPIRED: /^certificate-expired$/u,
  NOT_A_CA: /^certificate-issuer-is-no-authority$/u,
  IS_A_CA: /^certificate-usage$/u,
  WRONG_KEY_USAGE: /^certificate-(?:issuer-is-no-authority|usage)$/u,
  WRONG_PURPOSE: /^certificate-usage$/u,
  WRONG_KEY_TYPE: /^certificate-key-unknown$/u,
  UNKNOWN_CRITICAL_EXTENSION: /^certificate-critical-extension$/u,
  OUTSIDE_NAME_CONSTRAINTS: /^certificate-name-constraints$/u,
  WRONG_NAMES: /^certificate-names$/u,
  LIST_UNREADABLE: /^revocation-list-malformed$/u,
  LIST_OF_ANOTHER_CA: /^revocation-list-signature$/u,
  LIST_OUT_OF_DATE: /^revocation-list-stale$/u,
  REVOKED: /^REVOKED$/u,
  GOOD: /^GOOD$/u,
};

function der(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

async function verdict({ chain, at, list }: Case): Promise<string> {
  const when = new Date(at);
  try {
    const device = await checkChain(chain.map(der), trust, when);
    const revoked = list === undefined ? undefined : await checkRevocationList(der(list), device.issuer.der, when);
    return revoked?.serials.has(device.serial) === true ? "REVOKED" : "GOOD";
  } catch (error) {
    if (error instanceof TamperedError) {
      return error.message;
    }
    throw error;
  }
}

describe("the app judges the chains of device certificates as the server does (A5)", () => {
  it.each(vectors.cases)("$name: $verdict", async (each) => {
    expect(await verdict(each)).toMatch(codes[each.verdict] ?? /^a verdict of the file$/u);
  });
});
