import type { Message } from "../../worker/index.ts";
import { sameDay } from "../words/index.ts";

/** A line of a conversation as it is shown. */
export type Entry =
  | { readonly kind: "day"; readonly key: string; readonly millis: number }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      /** The first of a run of the same person's messages: it carries the name where names are shown. */
      readonly first: boolean;
    };

const runMillis = 5 * 60_000;

/** Puts a line between two days, and marks where another person begins to speak. */
export function timelineOf(messages: readonly Message[]): readonly Entry[] {
  return messages.flatMap((message, index): Entry[] => {
    const before = messages[index - 1];
    const newDay = before === undefined || !sameDay(before.sentAtMillis, message.sentAtMillis);
    const entry: Entry = { kind: "message", key: message.id, message, first: newDay || !continues(before, message) };
    return newDay ? [{ kind: "day", key: `day-${message.id}`, millis: message.sentAtMillis }, entry] : [entry];
  });
}

function continues(before: Message, message: Message): boolean {
  return (
    before.kind !== "notice" &&
    message.kind !== "notice" &&
    before.senderUserId === message.senderUserId &&
    message.sentAtMillis - before.sentAtMillis < runMillis
  );
}

/** What others said, and notices, that were not among the earlier ones, oldest first. */
export function arrivals(before: readonly Message[], after: readonly Message[]): readonly Message[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id, own }) => !own && !known.has(id));
}
