import { DefectError } from "../protocol/index.ts";

/** What a driver can ask for; one JSON object a line. */
export interface Order {
  readonly id: number;
  readonly deed: string;
  readonly text: (name: string) => string;
  readonly optionalText: (name: string) => string | undefined;
  readonly number: (name: string) => number;
}

/** Reads one line of the driver. */
export function orderOf(line: string): Order {
  const members = membersOf(line);
  const { id, do: deed } = members;
  if (typeof id !== "number" || typeof deed !== "string") {
    throw new DefectError("order-malformed");
  }
  return {
    id,
    deed,
    text: (name) => requireMember(members, name, (value) => typeof value === "string"),
    optionalText: (name) =>
      name in members ? requireMember(members, name, (value) => typeof value === "string") : undefined,
    number: (name) => requireMember(members, name, (value) => typeof value === "number"),
  };
}

function requireMember<T>(
  members: Readonly<Record<string, unknown>>,
  name: string,
  is: (value: unknown) => value is T,
): T {
  const value = members[name];
  if (!is(value)) {
    throw new DefectError(`order-lacks-${name}`);
  }
  return value;
}

function membersOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value));
    }
  } catch (error) {
    throw new DefectError("order-malformed", { cause: error });
  }
  throw new DefectError("order-malformed");
}
