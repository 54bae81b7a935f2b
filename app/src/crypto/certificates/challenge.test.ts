import { expect, test } from "vitest";
import { fromHex, TamperedError } from "../../protocol/index.ts";
import { challengeIn } from "./challenge.ts";

const challenge = "00112233445566778899aabbccddeeff";
const text = Array.from(challenge, (digit) => digit.charCodeAt(0).toString(16)).join("");
// SEQUENCE { OID ecdsa-with-SHA256, SEQUENCE { OID challengePassword, SET { PrintableString } } }
const answer = fromHex(`303b06082a8648ce3d040302302f06092a864886f70d01090731221320${text}`);

test("A5: the challenge is found among what the server wants", () => {
  expect(challengeIn(answer)).toBe(challenge);
});

test("A5: an answer without a challenge, or with a strange one, is refused", () => {
  expect(() => challengeIn(fromHex("300a06082a8648ce3d040302"))).toThrow(TamperedError);
  const spaced = Uint8Array.from(answer);
  spaced[spaced.length - 1] = 0x20;
  expect(() => challengeIn(spaced)).toThrow(TamperedError);
});

test("A5: a challenge that is cut short or longer than it says is refused", () => {
  for (let length = 0; length < answer.length; length++) {
    expect(() => challengeIn(answer.subarray(0, length))).toThrow(TamperedError);
  }
  expect(() => challengeIn(Uint8Array.from([...answer, 0]))).toThrow(TamperedError);
  expect(() => challengeIn(new Uint8Array(5000))).toThrow(TamperedError);
});
