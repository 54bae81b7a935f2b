import { describe, expect, it } from "vitest";
import { initialsOf, namesOf, placeOf, textsOf } from "./index.ts";

const person = (name: string, ward = "", duty = "") => ({ userId: name, name, ward, duty, reachable: true });

describe("people", () => {
  it("are listed as their language lists them", () => {
    const people = [person("Anna"), person("Ben"), person("Cem")];
    expect(namesOf(people, "de", textsOf("de").people)).toBe("Anna, Ben und Cem");
    expect(namesOf(people.slice(0, 2), "en", textsOf("en").people)).toBe("Anna and Ben");
  });

  it("that are not known are called so", () => {
    expect(namesOf([], "de", textsOf("de").people)).toBe("Unbekannte Person");
  });

  it("have a place made of what is known", () => {
    expect(placeOf(person("Anna", "Station 3", "Nachtdienst"))).toBe("Station 3 · Nachtdienst");
    expect(placeOf(person("Anna", " ", "Nachtdienst"))).toBe("Nachtdienst");
  });

  it.each([
    ["Anna Weber", "AW"],
    ["Dr. med. Özlem Yıldız-Kaya", "ÖY"],
    ["Cem", "C"],
    ["Anna von der Heide", "AH"],
    ["  ", "?"],
    ["🩺 Ben", "B"],
  ])("have initials: %s is %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
