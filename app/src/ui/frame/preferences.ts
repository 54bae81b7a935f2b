import { languages, preferredLanguage, type Language } from "../words/index.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The two tastes of the person at this browser. Nothing about anybody, so they may lie outside the vault. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

/** A place for short texts; `localStorage` is one. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

const languageKey = "konsil.language";
const themeKey = "konsil.theme";

/** What was chosen, else what the browser's languages say and the system's theme. */
export function readPreferences(shelf: Shelf, browserLanguages: readonly string[]): Preferences {
  const language = languages.find((known) => known === shelf.getItem(languageKey));
  const theme = themes.find((known) => known === shelf.getItem(themeKey));
  return { language: language ?? preferredLanguage(browserLanguages), theme: theme ?? "system" };
}

export function keepPreferences(shelf: Shelf, preferences: Preferences): void {
  shelf.setItem(languageKey, preferences.language);
  shelf.setItem(themeKey, preferences.theme);
}
