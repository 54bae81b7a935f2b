export { contentOutside, nextContent, type ChainEnd } from "./chain.ts";
export { refusesContent, type Finding } from "./finding.ts";
export * from "./ledger.ts";
export { limits } from "./limits.ts";
export { signedDeletion } from "./signed.ts";
export { readContent, type ReceivedContent } from "./read.ts";
