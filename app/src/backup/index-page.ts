import { vector } from "../crypto/index.ts";
import { concat, hex, type Bytes } from "../protocol/index.ts";
import { limits, requireFormat } from "./format.ts";
import { encodeEntry, openObject, readEntry, type ObjectEntry } from "./objects.ts";
import { StructReader } from "./struct-reader.ts";

const classes = ["contacts", "content", "events"] as const;

/** What a person may choose to have backed up. The state of MLS is in none of them. */
type BackupClass = (typeof classes)[number];

export interface SegmentEntry {
  readonly content: BackupClass;
  readonly object: ObjectEntry;
}

/** Up to 256 segments in the order of their content. */
export async function openPage(entry: ObjectEntry, backup: Bytes, stored: Bytes): Promise<readonly SegmentEntry[]> {
  return StructReader.whole(await openObject(entry, "page", backup, stored), (reader) => {
    reader.version();
    const segments = reader.list(limits.pageSegments, readSegment);
    requireFormat(segments.length > 0);
    requireFormat(new Set(segments.map(({ object }) => hex(object.id))).size === segments.length);
    return segments;
  });
}

export function encodePage(segments: readonly SegmentEntry[]): Bytes {
  const entries = segments.map(({ content, object }) =>
    concat(Uint8Array.of(classes.indexOf(content) + 1), encodeEntry(object)),
  );
  return concat(Uint8Array.of(limits.version), vector(concat(...entries)));
}

function readSegment(reader: StructReader): SegmentEntry {
  const content = classes[reader.uint(1) - 1];
  requireFormat(content !== undefined);
  return { content: content ?? "content", object: readEntry(reader) };
}
