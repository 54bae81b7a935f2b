import type { Store } from "../storage/index.ts";
import type { Fetch, OpenSocket } from "../transport/index.ts";

/** What differs between a browser and a program of its own. */
export interface Platform {
  /** The hospital's server, as `https://host:port`. */
  readonly origin: string;
  readonly fetch: Fetch;
  readonly openSocket: OpenSocket;
  readonly openStore: () => Promise<Store>;
  /** Takes the device for this program alone; false if another one has it. */
  readonly claim: () => Promise<boolean>;
  /** Where a defect is told to the developer; ids and codes only. */
  readonly report: (error: unknown) => void;
}
