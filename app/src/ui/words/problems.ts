import type { CoreError } from "../../worker/index.ts";
import type { Texts } from "./texts.ts";

const kinds = ["offline", "refused", "tampered", "locked", "defect"] as const;

/** What was thrown, as the page shows it; anything that is not the core's own error is a defect. */
function coreErrorOf(thrown: unknown): CoreError {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown && "code" in thrown) {
    const { kind, code } = thrown;
    const known = kinds.find((candidate) => candidate === kind);
    if (known !== undefined && typeof code === "string") {
      return { kind: known, code };
    }
  }
  return { kind: "defect", code: "unexpected" };
}

/** The sentence for the person: the one for this very problem, else who can act, with the code to tell the IT. */
export function problemText(thrown: unknown, texts: Texts["problems"]): string {
  const error = coreErrorOf(thrown);
  const known = Object.hasOwn(texts.codes, error.code) ? texts.codes[error.code] : undefined;
  if (known !== undefined) {
    return known;
  }
  return error.kind === "offline" || error.kind === "locked"
    ? texts.kinds[error.kind]
    : texts.withCode(texts.kinds[error.kind], error.code);
}
