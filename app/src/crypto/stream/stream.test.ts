import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, fromHex, hex, randomBytes, sha256, type Bytes } from "../../protocol/index.ts";
import { chunkBytes, headerBytes, sealedChunkBytes } from "./format.ts";
import { openStream, plainLength, SealedFile, sealedLength, sealStream } from "./index.ts";

interface Case {
  readonly name: string;
  readonly key: string;
  readonly salt: string;
  readonly context: string;
  readonly plainBytes: number;
  readonly header: string;
  readonly sealedBytes: number;
  readonly sealed?: string;
  readonly sealedSha256: string;
}

interface Edit {
  readonly cut?: number;
  readonly append?: string;
  readonly flip?: number;
  readonly swap?: readonly [number, number];
  readonly copy?: readonly [number, number];
  readonly key?: string;
  readonly context?: string;
}

/** The same file that StreamVectorTest reads. */
const vectors = JSON.parse(readFileSync("../protocol/test-vectors/stream.json", "utf8")) as {
  readonly cases: readonly Case[];
  readonly refused: readonly {
    readonly name: string;
    readonly of: string;
    readonly edit: Edit;
    readonly fault: string;
  }[];
};

const codes: Readonly<Record<string, string>> = {
  TRUNCATED: "stream-truncated",
  WRONG_KEY_OR_CONTEXT: "stream-key-or-context",
  CHUNK_FORGED: "stream-chunk-forged",
};

function plainOf(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => 167 * i + Math.floor(i / 256));
}

async function* inParts(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

async function joined(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = [];
  for await (const part of parts) all.push(part);
  return concat(...all);
}

function sealCase({ key, salt, context, plainBytes }: Case): Promise<Bytes> {
  return joined(sealStream(inParts(plainOf(plainBytes)), fromHex(key), fromHex(context), fromHex(salt)));
}

function fileOf(sealed: Bytes, key: Bytes, context = new Uint8Array()): Promise<SealedFile> {
  const read = (from: number, to: number): Promise<Bytes> => Promise.resolve(sealed.subarray(from, to));
  return SealedFile.open({ length: sealed.length, read }, key, context);
}

function chunkOf(sealed: Bytes, chunk: number): Bytes {
  return sealed.slice(headerBytes + chunk * sealedChunkBytes, headerBytes + (chunk + 1) * sealedChunkBytes);
}

function edited(sealed: Bytes, { cut, append, flip, swap, copy }: Edit): Bytes {
  const result = concat(sealed.subarray(0, cut), fromHex(append ?? ""));
  if (flip !== undefined) result[flip] = (result[flip] ?? 0) ^ 1;
  const put = (from: number, to: number): void => {
    result.set(chunkOf(sealed, from), headerBytes + to * sealedChunkBytes);
  };
  if (swap !== undefined) {
    put(swap[0], swap[1]);
    put(swap[1], swap[0]);
  }
  if (copy !== undefined) put(copy[0], copy[1]);
  return result;
}

describe("the frozen streams (C2, A4)", () => {
  it.each(vectors.cases)("are made and opened byte for byte: $name", async (one) => {
    const sealed = await sealCase(one);
    const [key, context] = [fromHex(one.key), fromHex(one.context)];

    expect(sealed.length).toBe(one.sealedBytes);
    expect(sealedLength(one.plainBytes)).toBe(one.sealedBytes);
    expect(hex(sealed).startsWith(one.header)).toBe(true);
    expect(hex(await sha256(sealed))).toBe(one.sealedSha256);
    expect(one.sealed ?? hex(sealed)).toBe(hex(sealed));
    expect(hex(await joined(openStream(inParts(sealed), key, context)))).toBe(hex(plainOf(one.plainBytes)));
    const file = await fileOf(sealed, key, context);
    expect(hex(await file.read(0, one.plainBytes))).toBe(hex(plainOf(one.plainBytes)));
  });

  it.each(vectors.refused)("are refused when changed: $name", async ({ of, edit, fault }) => {
    const whole = vectors.cases.find(({ name }) => name === of);
    if (whole === undefined) throw new Error("no such case");
    const sealed = edited(await sealCase(whole), edit);
    const opened = joined(
      openStream(inParts(sealed), fromHex(edit.key ?? whole.key), fromHex(edit.context ?? whole.context)),
    );

    await expect(opened).rejects.toMatchObject({ name: "TamperedError", code: codes[fault] });
  });
});

const most = 40 * chunkBytes;

describe("any stream (C2, A4)", () => {
  it("comes back as it was, whole and in part", async () => {
    const lengths = fc.oneof(
      fc.nat(most),
      fc.nat(40).map((chunks) => chunks * chunkBytes),
    );
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 1, max: 70_000 }), fc.nat(most), async (length, step, from) => {
        const [plain, key] = [plainOf(length), randomBytes(32)];
        const sealed = await joined(sealStream(inParts(plain, step), key, new Uint8Array()));
        expect(sealed.length).toBe(sealedLength(length));
        expect(plainLength(sealed.length)).toBe(length);
        expect(await sha256(await joined(openStream(inParts(sealed, step), key, new Uint8Array())))).toEqual(
          await sha256(plain),
        );
        const file = await fileOf(sealed, key);
        expect(await sha256(await file.read(from, from + step))).toEqual(
          await sha256(plain.subarray(from, from + step)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("is refused at any other length before a byte is given out", async () => {
    const key = randomBytes(32);
    const sealed = await joined(sealStream(inParts(plainOf(50_000)), key, new Uint8Array()));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 2), async (length) => {
        fc.pre(length !== sealed.length);
        const changed = new Uint8Array(length);
        changed.set(sealed.subarray(0, length));
        await expect(fileOf(changed, key)).rejects.toMatchObject({ name: "TamperedError" });
      }),
    );
  });

  it("gives out nothing of what was changed", async () => {
    const key = randomBytes(32);
    const plain = plainOf(20 * chunkBytes + 5);
    const sealed = await joined(sealStream(inParts(plain), key, new Uint8Array()));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const given: Bytes[] = [];
        await expect(async () => {
          for await (const part of openStream(inParts(changed), key, new Uint8Array())) given.push(part);
        }).rejects.toMatchObject({ name: "TamperedError" });
        const got = concat(...given);
        expect(await sha256(got)).toEqual(await sha256(plain.subarray(0, got.length)));
        expect(got.length).toBeLessThanOrEqual(Math.max(0, at - headerBytes));
      }),
      { numRuns: 40 },
    );
  });

  it("takes no key of another length", async () => {
    await expect(joined(sealStream(inParts(plainOf(1)), randomBytes(16), new Uint8Array()))).rejects.toThrow(
      RangeError,
    );
    expect(() => sealedLength(2 ** 53)).toThrow(RangeError);
  });
});
