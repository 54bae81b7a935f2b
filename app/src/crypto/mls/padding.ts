import type { PaddingConfig } from "ts-mls";

const step = 256;
/** An ECDSA-Sig-Value of P-256 at its longest, with the length in front. */
const maxSignatureBytes = 2 + 72;

/** Fills the padded content of this many bytes up to a multiple of 256, whatever the signature's length. */
export function paddingFor(plaintextBytes: number): PaddingConfig {
  const lengthBytes = plaintextBytes < 0x40 ? 1 : plaintextBytes < 0x4000 ? 2 : 4;
  const longest = lengthBytes + plaintextBytes + maxSignatureBytes;
  return { kind: "padUntilLength", padUntilLength: Math.ceil(longest / step) * step };
}
