import { describe, expect, it } from "vitest";
import { installationOf } from "./installation.ts";

describe("the facts of the installation", () => {
  it("are taken as the server says them, the fingerprint in pairs", () => {
    const json = JSON.stringify({
      name: "Klinikum Musterstadt",
      domain: "klinikum.example",
      rootFingerprint: "ab".repeat(32),
    });
    expect(installationOf(json)).toEqual({
      name: "Klinikum Musterstadt",
      domain: "klinikum.example",
      issuer: "",
      rootFingerprint: Array.from({ length: 32 }, () => "AB").join(" "),
      version: "",
    });
  });

  it("show no fingerprint rather than half a one", () => {
    expect(installationOf(JSON.stringify({ name: "K", rootFingerprint: "abcd" }))?.rootFingerprint).toBe("");
  });

  it("do not grow without bound", () => {
    expect(installationOf(JSON.stringify({ name: "x".repeat(10_000) }))?.name).toHaveLength(300);
  });

  it.each(["", "null", "7", "[]", "{", "<html>", '{"name":""}', '{"name":7}'])("are none in %s", (json) => {
    expect(installationOf(json)).toBeUndefined();
  });
});
