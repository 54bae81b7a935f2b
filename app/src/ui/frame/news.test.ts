import { describe, expect, it } from "vitest";
import { newlyUnread, unreadTotal } from "./news.ts";

const conversation = (id: string, unread: number) => ({
  id,
  unread,
  people: [],
  lastText: "",
  lastAtMillis: 0,
  completeUpToMillis: 0,
  expirySeconds: 0,
});

describe("news", () => {
  it("are conversations with more unread than before, new ones too", () => {
    const before = [conversation("a", 1), conversation("b", 2), conversation("c", 1)];
    const after = [conversation("a", 2), conversation("b", 2), conversation("c", 0), conversation("d", 1)];
    expect(newlyUnread(before, after, undefined).map(({ id }) => id)).toEqual(["a", "d"]);
  });

  it("in the open conversation are not announced twice", () => {
    expect(newlyUnread([], [conversation("a", 1), conversation("b", 1)], "a").map(({ id }) => id)).toEqual(["b"]);
  });

  it("add up", () => {
    expect(unreadTotal([conversation("a", 2), conversation("b", 3)])).toBe(5);
  });
});
