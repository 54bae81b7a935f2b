export { certificatesInBundle, rootInBundle } from "./bundle.ts";
export { checkChain, identityInChain, type DeviceCertificate, type DeviceIdentity, type Trust } from "./chain.ts";
export { challengeIn } from "./challenge.ts";
export { certificateRequest } from "./request.ts";
export { checkRevocationList, type RevocationList } from "./revocation.ts";
