/** What is taken (docs/protocol/content.md, "Limits"); Java's ContentLimits has the same numbers. */
export const limits = {
  contentBytes: 192 * 1024,
  textBytes: 32 * 1024,
  partBytes: 128 * 1024,
  parts: 64,
  nameBytes: 255,
  mediaTypeBytes: 127,
  signatureBytes: 72,
  /** Ten years. */
  expirySeconds: 10 * 365 * 24 * 3600,
  /** Of a sealed attachment. */
  attachmentBytes: 2 ** 31,
} as const;
