import { locales, type Language } from "./language.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const thousand = 1000;

/** As file managers say it: three digits at most before the unit. */
export function sizeText(bytes: number, language: Language): string {
  let [value, at] = [bytes, 0];
  while (value >= thousand && at < units.length - 1) {
    value /= thousand;
    at += 1;
  }
  const options = { style: "unit", unit: units[at] ?? "byte", unitDisplay: at === 0 ? "long" : "short" } as const;
  return new Intl.NumberFormat(locales[language], { ...options, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}

/** Whole percent; nothing is a hundred before it is all. */
export function percentText(done: number, total: number, language: Language): string {
  const share = total === 0 ? 0 : Math.floor((100 * done) / total) / 100;
  return new Intl.NumberFormat(locales[language], { style: "percent" }).format(share);
}
