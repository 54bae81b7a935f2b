import { DefectError } from "../protocol/index.ts";
import { IndexedDbStore } from "../storage/index.ts";
import type { Core } from "./core.ts";
import { coreErrorOf } from "./failure.ts";
import { KonsilCore } from "./konsil-core.ts";
import type { Call, FromWorker } from "./wire.ts";

/** Runs the core off the page's thread: keys and plaintext of the MLS state never enter the page. */
const core: Core = new KonsilCore({
  origin: location.origin,
  fetch: (url, init) => fetch(url, init),
  openSocket: (url, protocol) => new WebSocket(url, protocol),
  openStore: () => IndexedDbStore.open("konsil"),
  claim: claimDevice,
  report: (error) => {
    const { kind, code } = coreErrorOf(error);
    console.error("konsil", kind, code);
  },
});

addEventListener("message", ({ data }: MessageEvent<Call>) => {
  void answer(data).then((message) => {
    tell(message);
  });
});

core.onSnapshot((snapshot) => {
  tell({ kind: "snapshot", snapshot });
});

async function answer({ id, deed, args }: Call): Promise<FromWorker> {
  try {
    const act: unknown = Reflect.get(core, deed);
    if (typeof act !== "function") {
      throw new DefectError("deed-unknown");
    }
    const value: unknown = await Reflect.apply(act as (...all: unknown[]) => unknown, core, [...args]);
    return { kind: "answer", id, value };
  } catch (error) {
    return { kind: "failure", id, error: coreErrorOf(error) };
  }
}

function tell(message: FromWorker): void {
  postMessage(message);
}

/** One tab at a time: the lock lasts as long as this worker. */
function claimDevice(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request("konsil-device", { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}
