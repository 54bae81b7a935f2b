export { certificatesInBundle, rootInBundle } from "./bundle.ts";
export { checkChain, identityInChain, oid, type DeviceCertificate, type DeviceIdentity, type Trust } from "./chain.ts";
export { challengeIn } from "./challenge.ts";
export { checkDeliveryKey } from "./delivery-key.ts";
export { certificateRequest } from "./request.ts";
export { checkRevocationList, type RevocationList } from "./revocation.ts";
