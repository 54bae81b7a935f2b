import { describe, expect, it } from "vitest";
import { safeName } from "./index.ts";

describe("the name of a received file", () => {
  it.each([
    ["Befund.pdf", "Befund.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Windows\\x.dll", "x.dll"],
    [".bashrc", "bashrc"],
    ["", "attachment"],
    ["..", "attachment"],
    ["a\u0000b\n.txt", "a_b_.txt"],
    ["bild\u202Egpj.exe", "bild_gpj.exe"],
    ['was?<>|*":.png', "was_______.png"],
  ])("%j becomes %j: no path, nothing hidden, nothing turned around", (said, safe) => {
    expect(safeName(said)).toBe(safe);
  });

  it("keeps its ending however long it is", () => {
    expect(safeName(`${"ä".repeat(400)}.jpeg`)).toBe(`${"ä".repeat(120)}.jpeg`);
  });
});
