const nameless = "attachment";
const mostCharacters = 120;
/** Separators of any system, what Windows does not take, control characters, and those that turn the direction of writing. */
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}:*?"<>|]/gu;
const edges = /^[.\s~-]+|[.\s]+$/gu;

/** A file name made of what a sender called their file: no path, nothing hidden, nothing that looks like something else. */
export function safeName(said: string): string {
  const last = said.slice(Math.max(said.lastIndexOf("/"), said.lastIndexOf("\\")) + 1);
  const name = last.replace(unfit, "_").replace(edges, "");
  if (name === "") {
    return nameless;
  }
  const ending = endingOf(name);
  const stem = Array.from(name.slice(0, name.length - ending.length)).slice(0, mostCharacters);
  return stem.join("") + ending;
}

/** With its dot; it says what a file is, so it is never cut off. */
export function endingOf(name: string): string {
  return /\.[^.]{1,16}$/u.exec(name)?.[0] ?? "";
}
