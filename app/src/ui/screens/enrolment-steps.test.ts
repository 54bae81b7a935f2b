import { describe, expect, it } from "vitest";
import { enrolmentSteps } from "./enrolment-steps.ts";

describe("the steps of enrolment", () => {
  it("are done before the current one and open after it", () => {
    expect(enrolmentSteps("certificate").map(({ state }) => state)).toEqual(["done", "done", "running", "open"]);
  });

  it("begin with the key", () => {
    expect(enrolmentSteps(undefined)[0]).toEqual({ step: "key", state: "running" });
  });
});
