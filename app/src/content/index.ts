export { contentOutside, nextContent, type ChainEnd } from "./chain.ts";
export { refusesContent, type Finding } from "./finding.ts";
export * from "./ledger.ts";
export { limits } from "./limits.ts";
export { signedDeletion, signedManifest } from "./signed.ts";
export * from "./split-text.ts";
export { readContent, type ReceivedContent } from "./read.ts";
