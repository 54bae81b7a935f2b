import { OfflineError } from "../protocol/index.ts";
import type { Store } from "../storage/index.ts";
import type { Http } from "../transport/index.ts";

/**
 * Deletes all that is stored, the keys first, and tells the server that this device is no more: its certificates are revoked, it is
 * put out of every conversation. Whether the server was told; what is here goes in any case.
 */
export async function eraseDevice(
  store: Store,
  http: Http,
  deviceId: string | undefined,
  token: () => Promise<string>,
): Promise<boolean> {
  // Asked for while there is still something to ask with.
  const asking = await unlessOffline(token());
  await store.erase();
  if (deviceId === undefined) {
    return true;
  }
  if (asking === undefined) {
    return false;
  }
  const told = http.bytes(`/api/v1/devices/${deviceId}`, { method: "DELETE", token: asking });
  return (await unlessOffline(told)) !== undefined;
}

async function unlessOffline<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof OfflineError) {
      return undefined;
    }
    throw error;
  }
}
