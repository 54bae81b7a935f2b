import { describe, expect, it } from "vitest";
import { sendsOn } from "./keys.ts";

const none = { key: "Enter", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false };

describe("Enter", () => {
  it("sends at a desk and makes a line on a touch screen", () => {
    expect(sendsOn(none, false)).toBe(true);
    expect(sendsOn(none, true)).toBe(false);
  });

  it("with Ctrl or Cmd sends everywhere", () => {
    expect(sendsOn({ ...none, ctrlKey: true }, true)).toBe(true);
    expect(sendsOn({ ...none, metaKey: true }, true)).toBe(true);
  });

  it.each([{ shiftKey: true }, { altKey: true }, { isComposing: true }, { key: "a" }])(
    "does not send with %o",
    (change) => {
      expect(sendsOn({ ...none, ...change }, false)).toBe(false);
    },
  );
});
