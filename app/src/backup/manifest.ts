import { uint64, vector } from "../crypto/index.ts";
import { concat, hex, type Bytes } from "../protocol/index.ts";
import { limits, requireFormat } from "./format.ts";
import { contextOf, encodeEntry, openAs, readEntry, sealAs, type ObjectEntry } from "./objects.ts";
import { backupIdOf, manifestKeyOf } from "./root-key.ts";
import { StructReader } from "./struct-reader.ts";

/** A state to which one can go back; `pages` are places in the manifest's list. */
interface RestorePoint {
  readonly madeAt: number;
  readonly pages: readonly number[];
}

/** The small root over the index pages: everything that can be restored follows from the newest one. */
export interface Manifest {
  /** From 1, without gaps. */
  readonly n: number;
  /** SHA-256 of the manifest before as it was stored; zeros for the first. */
  readonly previous: Bytes;
  readonly createdAt: number;
  readonly pages: readonly ObjectEntry[];
  /** Oldest first; the last is the newest state. */
  readonly points: readonly RestorePoint[];
}

export async function sealManifest(root: Bytes, manifest: Manifest): Promise<Bytes> {
  return withKey(root, manifest.n, (key, context) => sealAs(key, context, encodeManifest(manifest)));
}

/** Opens what a head calls the manifest of this number; whether it is the newest is the head's matter. */
export async function openManifest(root: Bytes, n: number, stored: Bytes): Promise<Manifest> {
  const content = await withKey(root, n, (key, context) => openAs(key, context, stored));
  const manifest = StructReader.whole(content, readManifest);
  requireFormat(manifest.n === n);
  return manifest;
}

async function withKey<T>(root: Bytes, n: number, act: (key: Bytes, context: Bytes) => Promise<T>): Promise<T> {
  const key = await manifestKeyOf(root);
  try {
    return await act(key, contextOf("manifest", await backupIdOf(root), uint64(BigInt(n))));
  } finally {
    key.fill(0);
  }
}

export function encodeManifest({ n, previous, createdAt, pages, points }: Manifest): Bytes {
  const states = points.map((point) =>
    concat(uint64(BigInt(point.madeAt)), vector(Uint8Array.from(point.pages.flatMap((at) => [at >> 8, at & 0xff])))),
  );
  return concat(
    Uint8Array.of(limits.version),
    uint64(BigInt(n)),
    previous,
    uint64(BigInt(createdAt)),
    vector(concat(...pages.map(encodeEntry))),
    vector(concat(...states)),
  );
}

function readManifest(reader: StructReader): Manifest {
  reader.version();
  const manifest = {
    n: reader.number(),
    previous: reader.fixed(limits.hashBytes),
    createdAt: reader.number(),
    pages: reader.list(limits.pages, readEntry),
    points: reader.list(limits.restorePoints, readPoint),
  };
  requireFormat(follows(manifest.n, manifest.previous));
  requireConsistent(manifest.pages, manifest.points);
  return manifest;
}

/** The first, and only the first, names zeros as the one before. */
export function follows(n: number, previous: Bytes): boolean {
  return n >= 1 && (n === 1) === previous.every((byte) => byte === 0);
}

function readPoint(reader: StructReader): RestorePoint {
  const point = { madeAt: reader.number(), pages: reader.list(limits.pages, (pages) => pages.uint(2)) };
  requireFormat(new Set(point.pages).size === point.pages.length);
  return point;
}

function requireConsistent(pages: readonly ObjectEntry[], points: readonly RestorePoint[]): void {
  requireFormat(points.length > 0);
  requireFormat(points.every(({ madeAt }, at) => at === 0 || (points[at - 1]?.madeAt ?? madeAt) < madeAt));
  requireFormat(new Set(pages.map(({ id }) => hex(id))).size === pages.length);
  const needed = new Set(points.flatMap((point) => point.pages));
  requireFormat(needed.size === pages.length && [...needed].every((at) => at < pages.length));
}
