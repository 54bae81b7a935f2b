import { describe, expect, it } from "vitest";
import { languages, problemText, textsOf } from "./index.ts";

const texts = textsOf("de").problems;

describe("a problem", () => {
  it("that is known has its own sentence", () => {
    expect(problemText({ kind: "refused", code: "unreachable" }, texts)).toBe(texts.codes["unreachable"]);
  });

  it.each([
    "attachment-too-large",
    "attachment-store-full",
    "too-many-uploads",
    "attachment-differs",
    "attachment-digest-differs",
    "unknown-attachment",
    "unknown-conversation",
    "attachment-unknown",
    "attachment-not-here",
    "attachments-not-offered",
    "file-changed",
    "file-unreadable",
    "device-full",
  ])("of an attachment says in both languages what to do, without a code: %s", (code) => {
    for (const language of languages) {
      expect(problemText({ kind: "refused", code }, textsOf(language).problems)).not.toContain(code);
    }
  });

  it("that is not known says who can act, with the code for the IT", () => {
    expect(problemText({ kind: "refused", code: "brand-new" }, texts)).toBe(`${texts.kinds.refused} (brand-new)`);
  });

  it("of the connection needs no code", () => {
    expect(problemText({ kind: "offline", code: "no-route" }, texts)).toBe(texts.kinds.offline);
  });

  it.each([new TypeError("boom"), undefined, "text", { kind: "strange", code: "x" }, { kind: "refused", code: 7 }])(
    "that nobody foresaw is a defect and shows nothing of its inside: %s",
    (thrown) => {
      expect(problemText(thrown, texts)).toBe(`${texts.kinds.defect} (unexpected)`);
    },
  );

  it("whose code is a name of every object is not mistaken for a known one", () => {
    expect(problemText({ kind: "refused", code: "constructor" }, texts)).toBe(`${texts.kinds.refused} (constructor)`);
  });
});
