export * from "./certificates/index.ts";
export { derOfSignature } from "./ecdsa.ts";
export { generateDeviceKey, KeyRing, type DeviceKey } from "./keys.ts";
export * from "./mls/index.ts";
export { signReenrolment } from "./reenrolment.ts";
export { signSession } from "./session.ts";
export * from "./stream/index.ts";
export { uint64, vector } from "./vector.ts";
