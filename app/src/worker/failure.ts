import { isKonsilError, LockedError, OfflineError, RefusedError, TamperedError } from "../protocol/index.ts";
import type { CoreError } from "./core.ts";

/** What was thrown, as plain data that can cross to the page. */
export function coreErrorOf(error: unknown): CoreError {
  return isKonsilError(error) ? { kind: kindOf(error), code: error.code } : { kind: "defect", code: "unexpected" };
}

function kindOf(error: unknown): CoreError["kind"] {
  if (error instanceof OfflineError) {
    return "offline";
  }
  if (error instanceof RefusedError) {
    return "refused";
  }
  if (error instanceof TamperedError) {
    return "tampered";
  }
  return error instanceof LockedError ? "locked" : "defect";
}
