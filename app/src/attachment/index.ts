export { Attachments } from "./attachments.ts";
export { attachmentBody, enclosureOf, type Enclosure } from "./enclosure.ts";
export { safeName } from "./safe-name.ts";
export { AttachmentServer } from "./server.ts";
export type { OutgoingRecord } from "./shelf.ts";
