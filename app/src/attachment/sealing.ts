import { sha256 } from "@noble/hashes/sha2.js";
import { limits } from "../content/index.ts";
import { openStream, sealedLength, sealStream } from "../crypto/index.ts";
import { concat, randomBytes, RefusedError, sameBytes, TamperedError, utf8, type Bytes } from "../protocol/index.ts";
import { contextOf, type Enclosure } from "./enclosure.ts";
import { endingOf } from "./safe-name.ts";
import { pieceBytes, type Shelf } from "./shelf.ts";

const tooLarge = 413;
const unknownType = "application/octet-stream";
const partsOfPiece = 128;

/** A file as the page or a program hands it over; it is read piece by piece. */
export interface Source {
  readonly size: number;
  readonly name: string;
  readonly type: string;
  stream(): ReadableStream<Uint8Array>;
}

/** Seals a file onto the shelf, in constant memory. Throws RefusedError for one that nobody would take. */
export async function seal(shelf: Shelf, id: string, source: Source): Promise<Enclosure> {
  if (sealedLength(source.size) > limits.attachmentBytes) {
    throw new RefusedError("attachment-too-large", tooLarge);
  }
  const key = randomBytes(32);
  const digest = sha256.create();
  let [piece, bytes, kept]: [Uint8Array[], number, number] = [[], 0, 0];
  const keep = async (): Promise<void> => {
    kept = (await shelf.append(id, kept, concat(...piece))).bytes;
    piece = [];
  };
  // What a chunk brings beyond the end of a piece begins the next one.
  for await (const chunk of sealStream(partsOf(source.stream()), key, contextOf(id))) {
    digest.update(chunk);
    bytes += chunk.length;
    const room = pieceBytes - (bytes - chunk.length - kept);
    piece.push(chunk.slice(0, room));
    if (bytes - kept >= pieceBytes) {
      await keep();
      piece.push(chunk.slice(room));
    }
  }
  if (bytes > kept) {
    await keep();
  }
  if (bytes !== sealedLength(source.size)) {
    throw new RefusedError("file-changed", 409);
  }
  return { id, bytes, sha256: Uint8Array.from(digest.digest()), key, ...namesOf(source) };
}

/** Whether the copy on the shelf is what the manifest says. */
export async function isWhole(shelf: Shelf, { id, bytes, sha256: told }: Enclosure): Promise<boolean> {
  const digest = sha256.create();
  let length = 0;
  for await (const piece of shelf.stream(id, bytes)) {
    digest.update(piece);
    length += piece.length;
  }
  return length === bytes && sameBytes(digest.digest(), told);
}

/** The file itself, of no type that a browser would run; nothing is given out before the stream has proved whole. */
export async function open(shelf: Shelf, { id, bytes, key }: Enclosure): Promise<Blob> {
  const pieces: Blob[] = [];
  let piece: Bytes[] = [];
  for await (const part of openStream(shelf.stream(id, bytes), key, contextOf(id))) {
    piece.push(part);
    if (piece.length === partsOfPiece) {
      pieces.push(new Blob(piece)); // out of this thread's memory
      piece = [];
    }
  }
  return new Blob([...pieces, ...piece], { type: unknownType });
}

/** The contents of a readable stream; not every browser can iterate it. */
async function* partsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
    }
  } catch (error) {
    throw new TamperedError("file-unreadable", { cause: error });
  } finally {
    await reader.cancel();
  }
}

/** Name and media type in their bounds; a long name keeps its ending. */
function namesOf({ name, type }: Source): { readonly name: string; readonly mediaType: string } {
  const ending = endingOf(name);
  let stem = Array.from(name.slice(0, name.length - ending.length));
  while (utf8(stem.join("") + ending).length > limits.nameBytes) {
    stem = stem.slice(0, -1);
  }
  const fits = type !== "" && utf8(type).length <= limits.mediaTypeBytes;
  return { name: stem.join("") + ending, mediaType: fits ? type : unknownType };
}
