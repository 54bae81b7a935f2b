import { describe, expect, it } from "vitest";
import { keepPreferences, readPreferences, type Shelf } from "./preferences.ts";

function shelfOf(...entries: (readonly [string, string])[]): Shelf {
  const texts = new Map(entries);
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => {
      texts.set(key, text);
    },
  };
}

describe("the preferences", () => {
  it("are the browser's language and the system's theme at first", () => {
    expect(readPreferences(shelfOf(), ["en-US"])).toEqual({ language: "en", theme: "system" });
  });

  it("are kept once chosen", () => {
    const shelf = shelfOf();
    keepPreferences(shelf, { language: "de", theme: "dark" });
    expect(readPreferences(shelf, ["en"])).toEqual({ language: "de", theme: "dark" });
  });

  it("that this version does not know count as none", () => {
    const shelf = shelfOf(["konsil.language", "tlh"], ["konsil.theme", "sepia"]);
    expect(readPreferences(shelf, [])).toEqual({ language: "de", theme: "system" });
  });
});
