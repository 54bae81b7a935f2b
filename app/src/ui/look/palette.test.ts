import { describe, expect, it } from "vitest";
import { avatarGroundOf, avatarGrounds, avatarText, palettes, type Palette } from "./palette.ts";

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

const readable: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ["text", "ground"],
  ["text", "surface"],
  ["text", "raised"],
  ["muted", "ground"],
  ["muted", "surface"],
  ["muted", "raised"],
  ["accent", "surface"],
  ["accent", "ground"],
  ["accent", "raised"],
  ["onAccent", "accent"],
  ["onOwn", "own"],
  ["ownMuted", "own"],
  ["danger", "surface"],
  ["danger", "own"],
  ["danger", "dangerSoft"],
  ["warn", "warnSoft"],
];

const visible: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ["edge", "surface"],
  ["edge", "ground"],
  ["focus", "surface"],
  ["focus", "ground"],
  ["focus", "raised"],
  ["focus", "own"],
];

describe.each(["light", "dark"] as const)("the %s palette", (tone) => {
  it.each(readable)("has %s readable on %s (WCAG 1.4.3, AA)", (text, ground) => {
    expect(contrast(palettes[tone][text], palettes[tone][ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)("has %s visible on %s (WCAG 1.4.11)", (sign, ground) => {
    expect(contrast(palettes[tone][sign], palettes[tone][ground])).toBeGreaterThanOrEqual(3);
  });
});

describe("a person's picture", () => {
  it.each(avatarGrounds)("has readable initials on %s", (ground) => {
    expect(contrast(avatarText, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it("keeps its colour, and people differ", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `person-${String(index)}`);
    expect(avatarGroundOf("person-7")).toBe(avatarGroundOf("person-7"));
    expect(new Set(ids.map(avatarGroundOf)).size).toBe(avatarGrounds.length);
  });
});
