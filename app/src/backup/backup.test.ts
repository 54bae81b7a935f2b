import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, hex, sha256, type Bytes } from "../protocol/index.ts";
import {
  backupIdOf,
  decodeHead,
  decodeSlot,
  encodeHead,
  encodeManifest,
  encodePage,
  encodeSlot,
  headKeyOf,
  newPassphrase,
  newRecoveryCode,
  newRootKey,
  openHead,
  openObject,
  openPage,
  openWithCode,
  openWithPassphrase,
  passphraseOf,
  passphraseSlot,
  recoveryCodeOf,
  recoverySlot,
  requireNotOlder,
  sealManifest,
  sealObject,
  signHead,
  wordsOf,
} from "./index.ts";
import { manifestKeyOf } from "./root-key.ts";
import { encodeEntry, readEntry, type ObjectEntry } from "./objects.ts";
import { paddedLength } from "./padding.ts";
import { StructReader } from "./struct-reader.ts";
import { wordList } from "./word-list.ts";

interface Stored {
  readonly entry: string;
  readonly stored: string;
}
interface Refused {
  readonly name: string;
  readonly fault: string;
}

/** The same file that the Java tests read. */
const vectors = JSON.parse(readFileSync("../protocol/test-vectors/backup.json", "utf8")) as {
  readonly codes: readonly { readonly entropy: string; readonly words: string }[];
  readonly typed: readonly { readonly name: string; readonly typed: string; readonly entropy: string }[];
  readonly mistyped: readonly { readonly name: string; readonly typed: string }[];
  readonly root: { readonly key: string; readonly id: string; readonly headKey: string; readonly manifestKey: string };
  readonly slots: readonly { readonly name: string; readonly words: string; readonly slot: string }[];
  readonly slotsRefused: readonly (Refused & { readonly words: string; readonly slot: string })[];
  readonly padding: readonly (readonly [number, number])[];
  readonly segments: readonly (Stored & { readonly contentBytes: number })[];
  readonly pages: readonly (Stored & { readonly content: string })[];
  readonly manifests: readonly {
    readonly n: number;
    readonly content: string;
    readonly stored: string;
    readonly head: string;
  }[];
  readonly objectsRefused: readonly (Refused & Stored & { readonly kind: "segment" | "page" })[];
  readonly manifestsRefused: readonly (Refused & { readonly head: string; readonly stored: string })[];
  readonly rolledBack: readonly {
    readonly name: string;
    readonly n: number;
    readonly manifest: string;
    readonly head: string;
    readonly refused: boolean;
  }[];
};

const root = fromHex(vectors.root.key);
const backup = fromHex(vectors.root.id);

function faultOf(fault: string): object {
  return { name: "TamperedError", code: `backup-${fault.toLowerCase().replaceAll("_", "-")}` };
}

function plainOf(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => 167 * i + Math.floor(i / 256));
}

function entryOf({ entry }: Stored): ObjectEntry {
  return StructReader.whole(fromHex(entry), readEntry);
}

async function openSlot(slot: string, words: string): Promise<Bytes> {
  const decoded = decodeSlot(fromHex(slot));
  return decoded.kind === "passphrase"
    ? openWithPassphrase(decoded, passphraseOf(words))
    : openWithCode(decoded, await recoveryCodeOf(words));
}

describe("a recovery code (A8)", () => {
  it("stands on the word list that Java has", () => {
    const list = "../protocol/src/main/resources/org/konsil/protocol/backup/key/english.txt";

    expect(`${wordList.join("\n")}\n`).toBe(readFileSync(list, "utf8"));
  });

  it.each(vectors.codes)("is the words of BIP-39: $words", async ({ entropy, words }) => {
    expect((await wordsOf(fromHex(entropy))).join(" ")).toBe(words);
    expect(hex(await recoveryCodeOf(words))).toBe(entropy);
  });

  it.each(vectors.typed)("is read as people type: $name", async ({ typed, entropy }) => {
    expect(hex(await recoveryCodeOf(typed))).toBe(entropy);
  });

  it.each(vectors.mistyped)("is refused when mistyped: $name", async ({ typed }) => {
    await expect(recoveryCodeOf(typed)).rejects.toMatchObject(faultOf("WORDS_MISTYPED"));
    expect(() => passphraseOf(typed)).toThrow("backup-words-mistyped");
  });
});

describe("a key slot (A8)", { timeout: 120_000 }, () => {
  it("stands on keys derived from the root key", async () => {
    expect(hex(await backupIdOf(root))).toBe(vectors.root.id);
    expect(hex(await manifestKeyOf(root))).toBe(vectors.root.manifestKey);
    expect(hex(await headKeyOf(root))).toBe(vectors.root.headKey);
  });

  it.each(vectors.slots)("opens with its words: $name", async ({ words, slot }) => {
    expect(hex(await openSlot(slot, words))).toBe(vectors.root.key);
    expect(hex(encodeSlot(decodeSlot(fromHex(slot))))).toBe(slot);
  });

  it.each(vectors.slotsRefused)("is refused when it is not the one: $name", async ({ words, slot, fault }) => {
    await expect(openSlot(slot, words)).rejects.toMatchObject(faultOf(fault));
  });

  it("is sealed anew each time and opens only with its own kind of words", async () => {
    const [own, code, passphrase] = [newRootKey(), newRecoveryCode(), newPassphrase()];
    const [byCode, byPassphrase] = [await recoverySlot(own, code), await passphraseSlot(own, passphrase)];

    expect(hex(await openWithCode(byCode, code))).toBe(hex(own));
    expect(hex(await openWithPassphrase(byPassphrase, passphraseOf(passphrase)))).toBe(hex(own));
    expect(hex(encodeSlot(byCode))).not.toBe(hex(encodeSlot(await recoverySlot(own, code))));
    await expect(openWithPassphrase(byCode, passphrase)).rejects.toMatchObject(faultOf("WRONG_CODE"));
    await expect(openWithCode(byPassphrase, code)).rejects.toMatchObject(faultOf("WRONG_CODE"));
  });
});

describe("the frozen objects of a backup (A8)", () => {
  it.each(vectors.padding)("are padded to lengths that say little: %i", (bytes, padded) => {
    expect(paddedLength(bytes)).toBe(padded);
  });

  it.each(vectors.segments)("are opened as segments: $contentBytes bytes", async (one) => {
    const entry = entryOf(one);

    expect(hex(await openObject(entry, "segment", backup, fromHex(one.stored)))).toBe(hex(plainOf(one.contentBytes)));
    expect(hex(encodeEntry(entry))).toBe(one.entry);
  });

  it.each(vectors.pages)("are opened as pages", async (one) => {
    expect(hex(encodePage(await openPage(entryOf(one), backup, fromHex(one.stored))))).toBe(one.content);
  });

  it.each(vectors.objectsRefused)("are refused when they are not the ones: $kind, $name", async (one) => {
    const stored = fromHex(one.stored);
    const opened = async (): Promise<unknown> =>
      one.kind === "page"
        ? openPage(entryOf(one), backup, stored)
        : openObject(entryOf(one), "segment", backup, stored);

    await expect(opened()).rejects.toMatchObject(faultOf(one.fault));
  });

  it("come back as they were, and are refused after any change", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40_000), fc.nat(), fc.integer({ min: 0, max: 7 }), async (length, place, bit) => {
        const { entry, stored } = await sealObject("segment", backup, plainOf(length));
        expect(hex(await openObject(entry, "segment", backup, stored))).toBe(hex(plainOf(length)));

        const at = place % stored.length;
        stored[at] = (stored[at] ?? 0) ^ (1 << bit);
        const following = { ...entry, hash: await sha256(stored) };
        const fault = at === 0 ? "NOT_IN_FORMAT" : "OBJECT_FORGED";

        await expect(openObject(entry, "segment", backup, stored)).rejects.toMatchObject(faultOf("OBJECT_SWAPPED"));
        await expect(openObject(following, "segment", backup, stored)).rejects.toMatchObject(faultOf(fault));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the frozen heads and manifests of a backup (A8)", () => {
  it.each(vectors.manifests)("are opened and signed byte for byte: $n", async ({ content, stored, head }) => {
    const manifest = await openHead(root, decodeHead(fromHex(head)), fromHex(stored));

    expect(hex(encodeManifest(manifest))).toBe(content);
    expect(hex(encodeHead(await signHead(root, manifest, fromHex(stored))))).toBe(head);
    const again = await sealManifest(root, manifest);
    expect(hex(again)).not.toBe(stored);
    expect(await openHead(root, await signHead(root, manifest, again), again)).toEqual(manifest);
  });

  it.each(vectors.manifestsRefused)("are refused when changed: $name", async ({ head, stored, fault }) => {
    const opened = async (): Promise<unknown> => openHead(root, decodeHead(fromHex(head)), fromHex(stored));

    await expect(opened()).rejects.toMatchObject(faultOf(fault));
  });

  it.each(vectors.rolledBack)("are not taken when the host went back: $name", (one) => {
    const compare = (): void => {
      requireNotOlder({ n: one.n, manifest: fromHex(one.manifest) }, decodeHead(fromHex(one.head)));
    };

    if (one.refused) expect(compare).toThrow("backup-head-rolled-back");
    else expect(compare).not.toThrow();
  });
});
