export * from "./bytes.ts";
export * from "./errors.ts";
export * from "./frames.ts";
export * from "./uuid.ts";
