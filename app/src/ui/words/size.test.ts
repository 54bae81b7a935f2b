import { describe, expect, it } from "vitest";
import { percentText, sizeText } from "./index.ts";

describe("the size of a file", () => {
  it.each([
    [0, "0 Byte", "0 bytes"],
    [999, "999 Byte", "999 bytes"],
    [1250, "1,3 kB", "1.3 kB"],
    [34_567_890, "35 MB", "35 MB"],
    [2_147_483_648, "2,1 GB", "2.1 GB"],
  ])("%i is said in both languages", (bytes, german, english) => {
    expect(sizeText(bytes, "de").replace("\u00a0", " ")).toBe(german);
    expect(sizeText(bytes, "en").replace("\u00a0", " ")).toBe(english);
  });
});

describe("how far it is", () => {
  it("is a hundred percent only when it is all", () => {
    expect(percentText(999, 1000, "en")).toBe("99%");
    expect(percentText(1000, 1000, "en")).toBe("100%");
    expect(percentText(0, 0, "de").replace("\u00a0", " ")).toBe("0 %");
  });
});
