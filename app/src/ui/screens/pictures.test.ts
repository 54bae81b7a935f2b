import { describe, expect, it } from "vitest";
import { isPicture, isSmall, pictureOf } from "./pictures.ts";

const one = { id: "x", said: true, here: false, bytes: 1000, mediaType: "image/png" };

describe("a picture among the attachments", () => {
  it.each([
    ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]],
    ["image/jpeg", [0xff, 0xd8, 0xff, 0xe0, 0, 0]],
    ["image/gif", [...new TextEncoder().encode("GIF89a"), 1, 0]],
    ["image/webp", [...new TextEncoder().encode("RIFF"), 9, 9, 9, 9, ...new TextEncoder().encode("WEBPVP8 ")]],
  ])("is shown as what its bytes are: %s", async (type, bytes) => {
    const picture = await pictureOf(new Blob([Uint8Array.from(bytes)], { type: "text/html" }));
    expect(picture?.type).toBe(type);
    expect(picture?.size).toBe(bytes.length);
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "<!doctype html><script>alert(1)</script>",
    "%PDF-1.7",
    "RIFF....WAVEfmt ",
    "",
    "\u0089PNG",
  ])("is nothing that a browser would run, whatever its sender said: %j", async (text) => {
    expect(await pictureOf(new Blob([text], { type: "image/png" }))).toBeUndefined();
  });

  it("is of a kind that is shown, and in bounds", () => {
    expect(isPicture(one)).toBe(true);
    expect(isPicture({ ...one, mediaType: "image/svg+xml" })).toBe(false);
    expect(isPicture({ ...one, mediaType: "text/html" })).toBe(false);
    expect(isPicture({ ...one, bytes: 16 * 1024 * 1024 + 1 })).toBe(false);
    expect([1024 * 1024, 1024 * 1024 + 1].map((bytes) => isSmall({ ...one, bytes }))).toEqual([true, false]);
  });
});
