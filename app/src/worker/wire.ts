import type { Core, CoreError, Snapshot } from "./core.ts";

/** What can be called across threads: everything but the listener. */
export type Deed = Exclude<keyof Core, "onSnapshot">;

export interface Call {
  readonly id: number;
  readonly deed: Deed;
  readonly args: readonly unknown[];
}

export type FromWorker =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly error: CoreError }
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot };
