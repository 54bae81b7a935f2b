import { locales, type Language } from "./language.ts";
import type { Texts } from "./texts.ts";

const millisPerDay = 86_400_000;

/** How many midnights of the local calendar lie between the two; negative when `millis` is in the future. */
function daysBetween(millis: number, nowMillis: number): number {
  return Math.round((startOfDay(nowMillis) - startOfDay(millis)) / millisPerDay);
}

function startOfDay(millis: number): number {
  const date = new Date(millis);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Hours and minutes, as beside a message. */
export function clockTime(millis: number, language: Language): string {
  return format(millis, language, { hour: "2-digit", minute: "2-digit" });
}

/** Day, month, year and time in full, for a tooltip. */
export function fullTime(millis: number, language: Language): string {
  return format(millis, language, { dateStyle: "full", timeStyle: "short" });
}

/** As in a list: the time today, then yesterday, the weekday for a week, then the date. */
export function listTime(millis: number, nowMillis: number, language: Language, texts: Texts["time"]): string {
  const days = daysBetween(millis, nowMillis);
  if (days <= 0) {
    return clockTime(millis, language);
  }
  if (days === 1) {
    return texts.yesterday;
  }
  return days < 7
    ? format(millis, language, { weekday: "long" })
    : format(millis, language, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/** The line between two days of a conversation. */
export function dayName(millis: number, nowMillis: number, language: Language, texts: Texts["time"]): string {
  const days = daysBetween(millis, nowMillis);
  if (days === 0) {
    return texts.today;
  }
  if (days === 1) {
    return texts.yesterday;
  }
  const sameYear = new Date(millis).getFullYear() === new Date(nowMillis).getFullYear();
  const options: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  return format(millis, language, sameYear ? options : { ...options, year: "numeric" });
}

export function sameDay(one: number, other: number): boolean {
  return startOfDay(one) === startOfDay(other);
}

function format(millis: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], options).format(millis);
}
