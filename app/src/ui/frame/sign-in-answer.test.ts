import { describe, expect, it } from "vitest";
import { signInAnswerOf } from "./sign-in-answer.ts";

describe("the answer of the sign-in page", () => {
  it("is a code with its state", () => {
    expect(signInAnswerOf("?state=s%2F1&session_state=x&code=c.1")).toEqual({
      kind: "code",
      code: "c.1",
      state: "s/1",
    });
  });

  it("can be an error", () => {
    expect(signInAnswerOf("?error=access_denied&state=s")).toEqual({ kind: "error", error: "access_denied" });
  });

  it.each(["", "?", "?code=c", "?error=x", "?state=s"])("is not there in %s", (query) => {
    expect(signInAnswerOf(query)).toEqual({ kind: "none" });
  });
});
