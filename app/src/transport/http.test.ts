import { describe, expect, it } from "vitest";
import { OfflineError, RefusedError } from "../protocol/index.ts";
import { Http } from "./http.ts";

const origin = "https://hospital.example:8443";

function answering(status: number, body: string): Http {
  return new Http(origin, () => Promise.resolve(new Response(body, { status })));
}

describe("requests to the server", () => {
  it("carry the token in a header, never in the address", async () => {
    const seen: { url: string; init: RequestInit | undefined }[] = [];
    const http = new Http(origin, (url, init) => {
      seen.push({ url, init });
      return Promise.resolve(new Response("{}"));
    });

    await http.json("/api/v1/self", { token: "secret" });

    expect(seen[0]?.url).toBe(`${origin}/api/v1/self`);
    expect(seen[0]?.init).toMatchObject({ credentials: "omit", headers: { authorization: "Bearer secret" } });
  });

  it("tell the problem's type as a code", async () => {
    const http = answering(403, '{"type":"urn:konsil:problem:posture-refused","status":403}');
    const refused = await http.bytes("/x").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({ code: "posture-refused", status: 403 });
  });

  it("tell the status where there is no problem document of ours", async () => {
    await expect(answering(405, '{"type":"about:blank"}').bytes("/x")).rejects.toMatchObject({ code: "http-405" });
    await expect(answering(502, "<html>").bytes("/x")).rejects.toMatchObject({ code: "http-502" });
    await expect(answering(404, "null").bytes("/x")).rejects.toMatchObject({ code: "http-404" });
  });

  it("tell when there is no server, and when an answer is not what it must be", async () => {
    const nobody = new Http(origin, () => Promise.reject(new TypeError("fetch failed")));
    await expect(nobody.bytes("/x")).rejects.toBeInstanceOf(OfflineError);
    await expect(answering(200, "[").json("/x")).rejects.toThrow("answer-malformed");
    await expect(answering(200, "3").json("/x")).rejects.toThrow("answer-malformed");
    const answer = await answering(200, '{"name":7}').json("/x");
    expect(() => answer.requireText("name")).toThrow("answer-malformed");
  });

  it("read no more of an answer than was expected", async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 1;
        controller.enqueue(new Uint8Array(10));
      },
    });
    const http = new Http(origin, () => Promise.resolve(new Response(endless)));
    await expect(http.bytes("/x", { maxAnswerBytes: 25 })).rejects.toThrow("answer-too-large");
    expect(given).toBeLessThan(6);
  });

  it("read a refusal whatever length was expected", async () => {
    const http = answering(404, '{"type":"urn:konsil:problem:unknown-attachment"}');
    await expect(http.bytes("/x", { maxAnswerBytes: 1 })).rejects.toMatchObject({ code: "unknown-attachment" });
  });

  it("name the socket and the host that proofs carry", () => {
    expect(answering(200, "").socket).toEqual({ url: "wss://hospital.example:8443/socket", host: "hospital.example" });
  });
});
