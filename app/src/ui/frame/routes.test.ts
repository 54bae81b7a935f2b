import { describe, expect, it } from "vitest";
import { hashOf, routeOf, type Route } from "./routes.ts";

describe("routes", () => {
  it.each<Route>([
    { name: "conversations" },
    { name: "people" },
    { name: "settings" },
    { name: "conversation", id: "0f0e0d0c-aaaa-4bbb-8ccc-000102030405" },
  ])("survive the way through the address: $name", (route) => {
    expect(routeOf(hashOf(route))).toEqual(route);
  });

  it.each([
    "",
    "#",
    "#/",
    "#/nowhere",
    "#/conversation",
    "#/conversation/",
    "#/conversation/a/b",
    "#/conversation/<b>",
    "#/settings/x",
  ])("that mean nothing lead to the conversations: %s", (hash) => {
    expect(routeOf(hash)).toEqual({ name: "conversations" });
  });
});
