import { describe, expect, it } from "vitest";
import { english } from "./english.ts";
import { german } from "./german.ts";
import { preferredLanguage } from "./index.ts";

function entriesOf(value: unknown, path = ""): Map<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return new Map([[path, value]]);
  }
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...entriesOf(inner, `${path}/${key}`)]));
}

describe("the dictionaries", () => {
  it("have the same keys in both languages, the open ones too", () => {
    expect([...entriesOf(english).keys()].sort()).toEqual([...entriesOf(german).keys()].sort());
  });

  it("leave no text empty", () => {
    for (const [path, text] of [...entriesOf(german), ...entriesOf(english)]) {
      const shown = typeof text === "function" ? String((text as (...values: unknown[]) => unknown)(2, "x")) : text;
      expect(shown, path).toMatch(/\S/u);
    }
  });

  it("say the same thing in different words, names excepted", () => {
    const englishTexts = entriesOf(english);
    const same = [...entriesOf(german)].filter(
      ([path, text]) => typeof text === "string" && englishTexts.get(path) === text,
    );
    expect(same.map(([path]) => path).sort()).toEqual(["/appName", "/settings/hospitalName", "/settings/version"]);
  });
});

describe("the preferred language", () => {
  it("is the first one that there are texts for", () => {
    expect(preferredLanguage(["fr-FR", "en-GB", "de"])).toBe("en");
    expect(preferredLanguage(["DE-at", "en"])).toBe("de");
  });

  it("is German when there is none", () => {
    expect(preferredLanguage([])).toBe("de");
    expect(preferredLanguage(["fr", "deu", "english"])).toBe("de");
  });
});
