import { describe, expect, it } from "vitest";
import type { Message } from "../../worker/index.ts";
import { arrivals, timelineOf } from "./timeline.ts";

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();

function message(id: string, sender: string, sentAtMillis: number, kind: Message["kind"] = "text"): Message {
  const own = sender === "anna";
  const state = own ? "delivered" : "received";
  return { id, conversationId: "c", senderUserId: sender, own, kind, text: id, sentAtMillis, state };
}

const shape = (messages: readonly Message[]): readonly string[] =>
  timelineOf(messages).map((entry) => (entry.kind === "day" ? "--" : `${entry.key}${entry.first ? "*" : ""}`));

describe("a conversation's timeline", () => {
  it("begins each day with a line", () => {
    const messages = [
      message("1", "anna", at(22, 23, 59)),
      message("2", "anna", at(23, 0, 1)),
      message("3", "ben", at(23, 9)),
    ];
    expect(shape(messages)).toEqual(["--", "1*", "--", "2*", "3*"]);
  });

  it("keeps a run of one person together for five minutes", () => {
    const messages = [0, 4, 9].map((minute) => message(String(minute), "ben", at(23, 9, minute)));
    expect(shape(messages)).toEqual(["--", "0*", "4", "9*"]);
  });

  it("ends a run at another person and at a notice", () => {
    const messages = [
      message("1", "ben", at(23, 9)),
      message("2", "anna", at(23, 9)),
      message("3", "anna", at(23, 9), "notice"),
      message("4", "anna", at(23, 9)),
    ];
    expect(shape(messages)).toEqual(["--", "1*", "2*", "3*", "4*"]);
  });

  it("is empty without messages", () => {
    expect(timelineOf([])).toEqual([]);
  });
});

describe("arrivals", () => {
  it("are the new messages of others, and notices", () => {
    const before = [message("1", "ben", 0)];
    const after = [...before, message("2", "anna", 1), message("3", "ben", 2), message("4", "ben", 3, "notice")];
    expect(arrivals(before, after).map(({ id }) => id)).toEqual(["3", "4"]);
  });
});
