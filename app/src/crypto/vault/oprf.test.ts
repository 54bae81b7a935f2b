import { readFileSync } from "node:fs";
import { p256_hasher as hasher, p256_oprf as suite } from "@noble/curves/nist.js";
import { describe, expect, it } from "vitest";
import { fromHex, hex, utf8 } from "../../protocol/index.ts";
import { blindInput, finishEvaluation } from "./oprf.ts";

/** RFC 9380, appendix J.1.1; RFC 9497, appendix A.3.1. */
const vectors = JSON.parse(readFileSync("../protocol/test-vectors/vault.json", "utf8")) as {
  readonly hashToCurve: {
    readonly tag: string;
    readonly cases: readonly {
      readonly message: string;
      readonly then?: string;
      readonly times?: number;
      readonly x: string;
      readonly y: string;
    }[];
  };
  readonly oprf: {
    readonly seed: string;
    readonly info: string;
    readonly key: string;
    readonly cases: readonly {
      readonly input: string;
      readonly blind: string;
      readonly blinded: string;
      readonly evaluated: string;
      readonly output: string;
    }[];
  };
  readonly refusedElements: readonly { readonly name: string; readonly element: string }[];
};

describe("A2 the vectors of RFC 9380 and RFC 9497", () => {
  it.each(vectors.hashToCurve.cases)("a message has its point: $message", ({ message, then = "", times = 0, x, y }) => {
    const point = hasher.hashToCurve(utf8(message + then.repeat(times)), { DST: vectors.hashToCurve.tag });

    expect(point.toHex(false)).toBe(`04${x}${y}`);
  });

  it("a seed has its key", () => {
    const { seed, info, key } = vectors.oprf;

    expect(hex(suite.oprf.deriveKeyPair(fromHex(seed), fromHex(info)).secretKey)).toBe(key);
  });

  it.each(vectors.oprf.cases)("an input is evaluated: $input", ({ blinded, evaluated }) => {
    expect(hex(suite.oprf.blindEvaluate(fromHex(vectors.oprf.key), fromHex(blinded)))).toBe(evaluated);
  });

  it.each(vectors.oprf.cases)("an evaluation is finished: $input", ({ input, blind, evaluated, output }) => {
    expect(hex(finishEvaluation({ input: fromHex(input), blind: fromHex(blind) }, fromHex(evaluated)))).toBe(output);
  });

  it.each(vectors.refusedElements)("what is no element is refused: $name", ({ element }) => {
    const blinding = blindInput(utf8("471108"));

    expect(() => finishEvaluation(blinding, fromHex(element))).toThrow("vault-element");
  });
});

describe("A2 an oblivious evaluation", () => {
  it("comes out the same under one key and shows the server something else each time", () => {
    const { secretKey } = suite.oprf.generateKeyPair();
    const first = blindInput(utf8("471108"));
    const second = blindInput(utf8("471108"));
    const outputs = [first, second].map((one) =>
      finishEvaluation(one, suite.oprf.blindEvaluate(secretKey, one.blinded)),
    );

    expect(hex(first.blinded)).not.toBe(hex(second.blinded));
    expect(outputs[0]).toEqual(outputs[1]);
  });

  it("comes out differently for another PIN", () => {
    const { secretKey } = suite.oprf.generateKeyPair();
    const outputs = ["471108", "471109"].map((pin) => {
      const blinding = blindInput(utf8(pin));
      return finishEvaluation(blinding, suite.oprf.blindEvaluate(secretKey, blinding.blinded));
    });

    expect(outputs[0]).not.toEqual(outputs[1]);
  });
});
