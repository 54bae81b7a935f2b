import { openStream, sealStream } from "../crypto/index.ts";
import { DefectError, randomBytes, type Bytes } from "../protocol/index.ts";

const mebibyte = 2 ** 20;
const total = 64 * mebibyte;
const rawPiece = 64 * 1024;
const together = 64;
const rounds = 5;

interface Speed {
  readonly sealed: number;
  readonly opened: number;
  readonly rawSealed: number;
  readonly rawOpened: number;
}

const best = { sealed: 0, opened: 0, rawSealed: 0, rawOpened: 0 };

/** MiB for each second of processor time: the stream beside bare AES-256-GCM in pieces of 64 KiB; the best of the rounds. */
export async function measureStream(): Promise<Speed> {
  const [key, context] = [randomBytes(32), new Uint8Array()];
  const stream: Bytes[] = [];
  for await (const part of sealStream(zeros(), key, context)) stream.push(part);
  const aes = await crypto.subtle.importKey("raw", randomBytes(32), "AES-GCM", false, ["encrypt", "decrypt"]);
  const iv = new Uint8Array(12);
  const piece = new Uint8Array(rawPiece);
  const sealedPiece = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, aes, piece));
  for (let round = 0; round < rounds; round++) {
    await measure("sealed", () => drain(sealStream(zeros(), key, context)));
    await measure("rawSealed", () => pieces(() => crypto.subtle.encrypt({ name: "AES-GCM", iv }, aes, piece)));
    await measure("opened", () => drain(openStream(partsOf(stream), key, context)));
    await measure("rawOpened", () => pieces(() => crypto.subtle.decrypt({ name: "AES-GCM", iv }, aes, sealedPiece)));
  }
  return best;
}

async function pieces(work: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < total; done += together * rawPiece) {
    await Promise.all(Array.from({ length: together }, work));
  }
}

async function drain(stream: AsyncIterable<Bytes>): Promise<void> {
  let length = 0;
  for await (const part of stream) length += part.length;
  if (length < total) {
    throw new DefectError("stream-length");
  }
}

async function* zeros(): AsyncGenerator<Uint8Array> {
  const part = new Uint8Array(mebibyte);
  for (let done = 0; done < total; done += mebibyte) {
    yield await Promise.resolve(part);
  }
}

async function* partsOf(parts: readonly Bytes[]): AsyncGenerator<Bytes> {
  for (const part of parts) {
    yield await Promise.resolve(part);
  }
}

async function measure(what: keyof Speed, work: () => Promise<void>): Promise<void> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  best[what] = Math.max(best[what], total / mebibyte / ((user + system) / 1e6));
}
