import { expect, it } from "vitest";
import { Backoff } from "./backoff.ts";

it("doubles its waits up to a minute, each between half and all of it, and begins anew", () => {
  const [longest, shortest] = [new Backoff(() => 1), new Backoff(() => 0)];

  const waits = Array.from({ length: 8 }, () => longest.nextMillis());
  longest.reset();

  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  expect([shortest.nextMillis(), shortest.nextMillis()]).toEqual([500, 1000]);
  expect(longest.nextMillis()).toBe(1000);
});
