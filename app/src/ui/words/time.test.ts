import { describe, expect, it } from "vitest";
import { clockTime, dayName, listTime, sameDay, textsOf } from "./index.ts";

const at = (day: number, hour: number, minute = 0, year = 2026): number =>
  new Date(year, 10, day, hour, minute).getTime();
const now = at(23, 2, 30);
const german = textsOf("de").time;
const english = textsOf("en").time;

describe("times", () => {
  it("are hours and minutes of a day of 24 hours", () => {
    expect(clockTime(at(23, 0, 5), "de")).toBe("00:05");
    expect(clockTime(at(23, 14, 5), "en")).toBe("14:05");
  });

  it("in the list are a time today, a word for yesterday, a weekday, then a date", () => {
    expect(listTime(at(23, 0, 1), now, "de", german)).toBe("00:01");
    expect(listTime(at(22, 23, 59), now, "de", german)).toBe("Gestern");
    expect(listTime(at(17, 9), now, "de", german)).toBe("Dienstag");
    expect(listTime(at(16, 9), now, "de", german)).toBe("16.11.26");
    expect(listTime(at(16, 9), now, "en", english)).toBe("16/11/26");
  });

  it("from a clock that runs ahead are shown as a time, not as a day before", () => {
    expect(listTime(at(24, 1), now, "de", german)).toBe("01:00");
  });
});

describe("days", () => {
  it("have a word for today and yesterday and a date otherwise", () => {
    expect(dayName(at(23, 1), now, "de", german)).toBe("Heute");
    expect(dayName(at(22, 23), now, "en", english)).toBe("Yesterday");
    expect(dayName(at(20, 23), now, "de", german)).toBe("Freitag, 20. November");
    expect(dayName(at(20, 23, 0, 2025), now, "de", german)).toBe("Donnerstag, 20. November 2025");
  });

  it("end at midnight, not after 24 hours", () => {
    expect(sameDay(at(22, 23, 59), at(23, 0, 0))).toBe(false);
    expect(sameDay(at(23, 0, 0), at(23, 23, 59))).toBe(true);
  });

  it("are counted by the calendar across the change of the clocks", () => {
    const sunday = new Date(2026, 9, 25, 12).getTime();
    expect(dayName(sunday, new Date(2026, 9, 26, 0, 10).getTime(), "de", german)).toBe("Gestern");
  });
});
