import { randomBytes, sha256, type Bytes } from "../protocol/index.ts";
import { limits, refused } from "./format.ts";
import { wordList } from "./word-list.ts";

const tellingLetters = 4;
const codeWords = 24;
const passphraseWords = 7;
const bitsPerWord = 11;
const byBeginning = new Map(wordList.map((word, place) => [word.slice(0, tellingLetters), place]));

/**
 * The places of what was typed. Case, numbers of the sheet, commas and the form of spaces are forgiven, and four letters are
 * enough for a word; more letters must be the word's own.
 */
function placesOf(typed: string, count: number): readonly number[] {
  const words = typed
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== "");
  if (words.length !== count) {
    throw refused("words-mistyped");
  }
  return words.map((word) => {
    const place = byBeginning.get(word.slice(0, tellingLetters));
    if (place === undefined || (word.length !== tellingLetters && wordList[place] !== word)) {
      throw refused("words-mistyped");
    }
    return place;
  });
}

function wordAt(place: number): string {
  return wordList[place] ?? "";
}

/** 32 random bytes that a person writes down as 24 words; the caller wipes them. */
export function newRecoveryCode(): Bytes {
  return randomBytes(limits.keyBytes);
}

/** The words of a code: BIP-39, 256 bits and the first 8 of their SHA-256. Shown to the person once. */
export async function wordsOf(code: Bytes): Promise<readonly string[]> {
  const bits = [...code, (await sha256(code))[0] ?? 0].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: codeWords }, (_, word) =>
    wordAt(Number.parseInt(bits.slice(word * bitsPerWord, (word + 1) * bitsPerWord), 2)),
  );
}

/** The code that a person typed; the caller wipes it. */
export async function recoveryCodeOf(typed: string): Promise<Bytes> {
  const bits = placesOf(typed, codeWords)
    .map((place) => place.toString(2).padStart(bitsPerWord, "0"))
    .join("");
  const bytes = Uint8Array.from({ length: limits.keyBytes + 1 }, (_, at) =>
    Number.parseInt(bits.slice(8 * at, 8 * at + 8), 2),
  );
  const code = bytes.slice(0, limits.keyBytes);
  const fits = (await sha256(code))[0] === bytes[limits.keyBytes];
  bytes.fill(0);
  if (!fits) {
    code.fill(0);
    throw refused("words-mistyped");
  }
  return code;
}

/** Seven words drawn from the list, 77 bits, in their one spelling: the host has the slot and guesses offline. */
export function newPassphrase(): string {
  // The list has 2048 words, so that 11 of 16 random bits are a word, each as likely as the others.
  const drawn = new Uint16Array(randomBytes(2 * passphraseWords).buffer);
  return Array.from(drawn, (bits) => wordAt(bits % wordList.length)).join(" ");
}

export function passphraseOf(typed: string): string {
  return placesOf(typed, passphraseWords).map(wordAt).join(" ");
}
