export { plainLength, sealedLength } from "./format.ts";
export { openStream, SealedFile } from "./open.ts";
export { sealStream } from "./seal.ts";
