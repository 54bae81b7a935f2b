import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pinFault } from "./pin.ts";

describe("A2 a PIN", () => {
  it.each([
    ["", "too-short"],
    ["47110", "too-short"],
    ["passwor", "too-short"],
    ["4".repeat(129), "too-long"],
    ["111111", "repeated"],
    ["121212", "repeated"],
    ["471471", "repeated"],
    ["111222", "repeated"],
    ["abcabcabc", "repeated"],
    ["123456", "sequence"],
    ["890123", "sequence"],
    ["987654", "sequence"],
    ["321098", "sequence"],
    ["112233", "sequence"],
    ["334455", "sequence"],
    ["240386", "date"],
    ["032486", "date"],
    ["860324", "date"],
    ["24031986", "date"],
    ["20240331", "date"],
  ])("is refused: %s (%s)", (pin, fault) => {
    expect(pinFault(pin)).toBe(fault);
  });

  it.each(["471147", "909173", "47110815", "845093", "Schnabeltier 7", "Blaumeise"])("is taken: %s", (pin) => {
    expect(pinFault(pin)).toBeUndefined();
  });

  it("is refused only seldom when it was drawn by lot", () => {
    const lots = fc.sample(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), {
      numRuns: 2000,
      seed: 7,
    });

    const refused = lots.filter((digits) => pinFault(digits.join("")) !== undefined);

    expect(refused.length).toBeLessThan(400);
  });
});
