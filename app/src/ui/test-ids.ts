/** The names by which browser journeys find things. They are a contract: change them together with the journeys. */
export const testIds = {
  signIn: "sign-in",
  enrolCode: "enrol-code",
  enrolSubmit: "enrol-submit",
  enrolStep: (step: string): string => `enrol-step-${step}`,
  conversations: "conversations",
  conversation: (id: string): string => `conversation-${id}`,
  newConversation: "new-conversation",
  peopleSearch: "people-search",
  person: (userId: string): string => `person-${userId}`,
  thread: "thread",
  /** One bubble; `data-own` is "true" or "false". */
  message: "message",
  /** The sign at an own message; `data-state` is waiting, accepted, delivered or failed. */
  messageState: "message-state",
  notice: "notice",
  /** Up to when everything is here; `data-millis` is when. */
  complete: "complete",
  /** Opens what can be done with an own message. */
  messageActions: "message-actions",
  deleteForAll: "delete-for-all",
  deleteConfirm: "delete-confirm",
  eraseDevice: "erase-device",
  /** What can be done with a conversation. */
  conversationActions: "talk-actions",
  /** After how long messages disappear. */
  expiry: "expiry",
  deleteEverything: "delete-everything",
  deleteHere: "delete-here",
  conversationConfirm: "talk-confirm",
  /** On how many devices an own message is. */
  reach: "reach",
  /** Who has read an own message. */
  readBy: "read-by",
  /** Whether the others are told what was read. */
  readReceipts: "read-receipts",
  /** How far a deletion has come; `data-open` is how many devices have not answered. */
  deletion: "deletion",
  /** What a message says of its file; `data-here` is whether all of it is on this device. */
  attachment: "attachment",
  attachmentFetch: "attachment-fetch",
  attachmentSave: "attachment-save",
  attachmentStop: "attachment-stop",
  attachmentAgain: "attachment-again",
  attachmentPicture: "attachment-picture",
  attach: "attach",
  /** The browser's own field for files. */
  attachField: "attach-field",
  filesSend: "files-send",
  composer: "composer",
  send: "send",
  settings: "settings",
  language: "language",
  theme: "theme",
  signOut: "sign-out",
  signOutConfirm: "sign-out-confirm",
  /** The line about a missing connection; `data-connection` is offline or connecting. */
  connection: "connection",
  problem: "problem",
  elsewhere: "open-elsewhere",
  revoked: "revoked",
} as const;
