import type { Person } from "../../worker/index.ts";
import type { Language } from "./language.ts";
import type { Texts } from "./texts.ts";

/** The names of a conversation's people in one line. */
export function namesOf(people: readonly Person[], language: Language, texts: Texts["people"]): string {
  if (people.length === 0) {
    return texts.unknown;
  }
  return new Intl.ListFormat(language, { style: "long", type: "conjunction" }).format(
    people.map((person) => person.name),
  );
}

/** Ward and duty, whichever are known. */
export function placeOf(person: Person): string {
  return [person.ward, person.duty].filter((part) => part.trim() !== "").join(" · ");
}

/** Up to two letters for the person's picture: of the first and the last word that begins with a letter. */
export function initialsOf(name: string): string {
  const letters = name
    .split(/\s+/u)
    .filter((word) => !/\.$/u.test(word))
    .map((word) => /\p{L}/u.exec(word)?.[0] ?? "")
    .filter((letter) => letter !== "");
  const [first = "?"] = letters;
  const last = letters.length > 1 ? (letters.at(-1) ?? "") : "";
  return (first + last).toLocaleUpperCase("de");
}
