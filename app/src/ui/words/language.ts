import { english } from "./english.ts";
import { german } from "./german.ts";
import type { Texts } from "./texts.ts";

export const languages = ["de", "en"] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { de: "Deutsch", en: "English" };

/** How numbers and times are written. */
export const locales: Readonly<Record<Language, string>> = { de: "de-DE", en: "en-GB" };

const dictionaries: Readonly<Record<Language, Texts>> = { de: german, en: english };

export function textsOf(language: Language): Texts {
  return dictionaries[language];
}

/** The first of the person's languages that there are texts for; German if there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found !== undefined) {
      return found;
    }
  }
  return "de";
}
