import { hex, TamperedError } from "../../protocol/index.ts";

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

const sequence = 0x30;
const set = 0x31;
const printableString = 0x13;
const objectIdentifier = 0x06;
const challengePassword = "2a864886f70d010907";
const maxBytes = 4096;
const form = /^[0-9A-Za-z]{16,64}$/;

/** The challenge in what EST's `csrattrs` answers (RFC 7030, section 4.5.2); it goes into the request as it is. */
export function challengeIn(der: Uint8Array): string {
  const [attributes, ...rest] = der.length > maxBytes ? [] : elements(der);
  if (attributes?.tag !== sequence || rest.length > 0) {
    throw new TamperedError("challenge-malformed");
  }
  for (const { tag, content } of elements(attributes.content)) {
    const [type, values] = tag === sequence ? elements(content) : [];
    if (type?.tag === objectIdentifier && hex(type.content) === challengePassword && values?.tag === set) {
      return textOf(values);
    }
  }
  throw new TamperedError("challenge-missing");
}

function textOf(values: Element): string {
  const [value, ...more] = elements(values.content);
  const text = new TextDecoder().decode(value?.content);
  if (value?.tag !== printableString || more.length > 0 || !form.test(text)) {
    throw new TamperedError("challenge-malformed");
  }
  return text;
}

/** The DER elements that fill these bytes, each shorter than 64 KiB. */
function elements(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1] ?? 0xff;
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    const begin = at + 2 + lengthBytes;
    if (lengthBytes > 2 || begin > bytes.length) {
      throw new TamperedError("challenge-malformed");
    }
    const length = bytes.subarray(at + 2, begin).reduce((sum, byte) => sum * 256 + byte, lengthBytes === 0 ? first : 0);
    if (begin + length > bytes.length) {
      throw new TamperedError("challenge-malformed");
    }
    found.push({ tag, content: bytes.subarray(begin, begin + length) });
    at = begin + length;
  }
  return found;
}
