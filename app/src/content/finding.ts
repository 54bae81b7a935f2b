/** What the ledger has to say about something that came; docs/protocol/content.md, "The ledger". */
export type Finding =
  | { readonly kind: "envelopes-missing" | "envelopes-accounted"; readonly from: number; readonly to: number }
  | { readonly kind: "envelope-late" | "envelope-repeated"; readonly seq: number }
  | { readonly kind: "missing"; readonly device: string; readonly from: number; readonly to: number }
  | { readonly kind: "late" | "repeated" | "broken"; readonly device: string; readonly counter: number };

/** Whether the content must not be shown: it came before, or is not what its chain says. */
export function refusesContent({ kind }: Finding): boolean {
  return kind === "envelope-repeated" || kind === "repeated" || kind === "broken";
}
