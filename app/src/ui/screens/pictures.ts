import type { Attachment } from "../../worker/index.ts";

/** Fetched without being asked for, when it comes into sight. */
const mostUnaskedBytes = 1024 * 1024;
const mostShownBytes = 16 * 1024 * 1024;
const beginningBytes = 12;
const rasterTypes: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Whether its sender says that it is a picture of a kind that is shown, and it is no longer than can be. */
export function isPicture({ mediaType, bytes }: Attachment): boolean {
  return rasterTypes.includes(mediaType) && bytes <= mostShownBytes;
}

/** Whether a picture is small enough to be fetched by itself. */
export function isSmall({ bytes }: Attachment): boolean {
  return bytes <= mostUnaskedBytes;
}

/**
 * The picture with the type that its first bytes say, whatever its sender said: pixels alone, nothing that a browser would
 * run. Undefined for anything else, SVG too.
 */
export async function pictureOf(file: Blob): Promise<Blob | undefined> {
  const beginning = new Uint8Array(await file.slice(0, beginningBytes).arrayBuffer());
  const type = rasterTypeOf(beginning);
  return type === undefined ? undefined : file.slice(0, file.size, type);
}

function rasterTypeOf(beginning: Uint8Array): string | undefined {
  const text = String.fromCharCode(...beginning);
  if (text.startsWith("\x89PNG\r\n\x1a\n")) {
    return "image/png";
  }
  if (text.startsWith("\xff\xd8\xff")) {
    return "image/jpeg";
  }
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
    return "image/gif";
  }
  return text.startsWith("RIFF") && text.endsWith("WEBP") ? "image/webp" : undefined;
}
