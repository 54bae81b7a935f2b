import { p256_oprf as suite } from "@noble/curves/nist.js";
import { bytesOf, TamperedError, type Bytes } from "../../protocol/index.ts";

const elementBytes = 33;

/** An input on its way to the server; only `blinded` leaves the device. */
export interface Blinding {
  readonly input: Bytes;
  readonly blind: Bytes;
}

/** Blind (RFC 9497, section 3.3.1), suite P256-SHA256, mode OPRF. */
export function blindInput(input: Bytes): Blinding & { readonly blinded: Bytes } {
  const { blind, blinded } = suite.oprf.blind(input);
  return { input, blind: bytesOf(blind), blinded: bytesOf(blinded) };
}

/** Finalize (RFC 9497, section 3.3.1): 32 bytes. */
export function finishEvaluation({ input, blind }: Blinding, evaluated: Uint8Array): Bytes {
  // Before the library sees it, which would take uncompressed points too.
  if (evaluated.length !== elementBytes || (evaluated[0] !== 2 && evaluated[0] !== 3)) {
    throw new TamperedError("vault-element-malformed");
  }
  try {
    return bytesOf(suite.oprf.finalize(input, blind, evaluated));
  } catch (error) {
    throw new TamperedError("vault-element-refused", { cause: error });
  }
}
