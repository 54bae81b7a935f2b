import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { TamperedError } from "./errors.ts";
import { decodeServerFrames } from "./frames.ts";
import { BundleSchema, ServerFrameSchema } from "./generated/konsil/socket_pb.ts";

const done = (request: bigint): Uint8Array =>
  toBinary(ServerFrameSchema, create(ServerFrameSchema, { request, body: { case: "done", value: {} } }));

const bundle = (frames: Uint8Array[]): Uint8Array => {
  const value = create(BundleSchema, { frames });
  return toBinary(ServerFrameSchema, create(ServerFrameSchema, { body: { case: "bundle", value } }));
};

describe("the frames of one message", () => {
  it("are one, or those of a bundle in their order", () => {
    expect(decodeServerFrames(done(1n)).map(({ request }) => request)).toEqual([1n]);
    expect(decodeServerFrames(bundle([done(1n), done(2n)])).map(({ request }) => request)).toEqual([1n, 2n]);
  });

  it("are no bundle of bundles, and nothing malformed", () => {
    expect(() => decodeServerFrames(bundle([bundle([done(1n)])]))).toThrow(TamperedError);
    expect(() => decodeServerFrames(bundle([Uint8Array.of(255, 255)]))).toThrow(TamperedError);
  });
});
