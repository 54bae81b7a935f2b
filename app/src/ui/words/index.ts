export { languageNames, languages, preferredLanguage, textsOf } from "./language.ts";
export type { Language } from "./language.ts";
export { initialsOf, namesOf, placeOf } from "./people.ts";
export { problemText } from "./problems.ts";
export { percentText, sizeText } from "./size.ts";
export type { Texts } from "./texts.ts";
export { clockTime, dayName, fullTime, listTime, sameDay } from "./time.ts";
