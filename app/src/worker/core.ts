/**
 * What the worker offers to the page, and the headless device to its driver: the whole app without a view.
 * Everything that crosses is plain data, so that it can be posted between threads.
 */
export interface Core {
  /** Opens the store, resumes the session if there is one, and goes online. Reports through `onSnapshot`. */
  start(): Promise<void>;
  /** Makes PKCE verifier and state, keeps them, and returns the address of the sign-in page. */
  beginSignIn(redirectUri: string): Promise<string>;
  /** Takes what the sign-in page answered with. */
  completeSignIn(code: string, state: string): Promise<void>;
  /** Ends the session here and returns the address that ends it at the sign-in server too. */
  signOut(redirectUri: string): Promise<string>;
  /**
   * Deletes everything on this device, its keys first, and has the server put it out (A6). Refused with `device-erased-alone` when
   * all is deleted and the server could not be told. Returns the address that ends the session at the sign-in server.
   */
  eraseDevice(redirectUri: string): Promise<string>;
  /** Makes the device's key, registers the device with the code of its hardware, gets its certificate. */
  enrol(hardwareCode: string): Promise<void>;
  /** People whose name contains the words. */
  findPeople(words: string): Promise<readonly Person[]>;
  /** Opens the conversation with this person, the existing one if there is one; returns its id. */
  startConversation(userId: string): Promise<string>;
  /** What was said, oldest first. */
  messages(conversationId: string): Promise<readonly Message[]>;
  /** Keeps the message and sends it as soon as possible; its state tells the rest. */
  send(conversationId: string, text: string): Promise<void>;
  /** Seals the file and sends it as soon as possible; its progress is among the messages. On disk when this returns. */
  sendFile(conversationId: string, file: FileSource): Promise<void>;
  /** Tries again what the server refused of an own attachment. */
  retryAttachment(attachmentId: string): Promise<void>;
  /** Stops an attachment on its way: an own one that was not sent is gone then, of another what is here stays. */
  stopAttachment(attachmentId: string): Promise<void>;
  /** Fetches what is missing of a received attachment; done when it is here, checked, or was stopped. */
  fetchAttachment(conversationId: string, messageId: string): Promise<void>;
  /** The file of an attachment that is here, without a type: nothing is to run it. */
  openAttachment(conversationId: string, messageId: string): Promise<Blob>;
  /** Deletes an own message that the server has, here and for all; each device answers (A6). */
  deleteForAll(conversationId: string, messageId: string): Promise<void>;
  /** Deletes everything that this person has written in the conversation, here and for all; each device answers (A6). */
  deleteEverythingForAll(conversationId: string): Promise<void>;
  /** Deletes all that was said in the conversation from this device alone (A6). */
  deleteHere(conversationId: string): Promise<void>;
  /** From now on its messages are forgotten on every device so long after they were sent; 0: never (A6). */
  setExpiry(conversationId: string, seconds: number): Promise<void>;
  /** Asks on how many devices own messages are; `reach` of the messages tells it. */
  askReach(conversationId: string): Promise<void>;
  /** Whether the others are told what this person has read; off until the person switches it on (A10). */
  sendReadReceipts(on: boolean): Promise<void>;
  /** The person has seen everything up to now. */
  markRead(conversationId: string): Promise<void>;
  /** Calls the listener now and at every change. */
  onSnapshot(listener: (snapshot: Snapshot) => void): void;
}

/** All that the frame of the app shows. */
export interface Snapshot {
  readonly phase: "starting" | "signed-out" | "enrolment" | "ready" | "open-elsewhere" | "revoked";
  readonly connection: "offline" | "connecting" | "online";
  /** What enrolment is doing, while it does it. */
  readonly enrolmentStep?: "key" | "registration" | "certificate" | "key-packages";
  readonly self?: Person;
  readonly conversations: readonly Conversation[];
  /** Whether the server keeps attachments. */
  readonly attachmentsOffered: boolean;
  /** Whether the others are told what this person has read. */
  readonly readReceipts: boolean;
  /** Rises with every change of any conversation's messages. */
  readonly revision: number;
}

/** A file as the page has it, or a program. */
export interface FileSource {
  readonly size: number;
  readonly name: string;
  readonly type: string;
  stream(): ReadableStream<Uint8Array>;
}

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly ward: string;
  readonly duty: string;
  readonly reachable: boolean;
}

export interface Conversation {
  readonly id: string;
  /** The others, without oneself. */
  readonly people: readonly Person[];
  readonly lastText: string;
  readonly lastAtMillis: number;
  readonly unread: number;
  /** All that the others said up to then is here, milliseconds since 1970; 0 while somebody has not said anything (C2). */
  readonly completeUpToMillis: number;
  /** After how long its messages expire; 0: never. */
  readonly expirySeconds: number;
}

/** `waiting`: kept here; `accepted`: on the server's disk; `delivered`: every device has it; `failed`: see `problem`. */
export type MessageState = "waiting" | "accepted" | "delivered" | "failed" | "received";

export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly senderUserId: string;
  readonly own: boolean;
  /** What kind of entry; `parts` is a split text that is not whole yet, `needs-update` is a body this version does not know, `notice` is about the conversation itself. */
  readonly kind: "text" | "attachment" | "parts" | "needs-update" | "notice" | "deleted";
  /** Of an attachment the name of its file, made safe. */
  readonly text: string;
  readonly sentAtMillis: number;
  readonly state: MessageState;
  readonly problem?: string;
  /** With state `accepted`, once asked: how many other devices it is for, and how many have it. */
  readonly reach?: { readonly devices: number; readonly holding: number };
  /** Of an own message: who says to have read it. */
  readonly readBy?: readonly Person[];
  /** With kind `parts`: how many there are, how many came, and which, from 1, are missing and were asked for again (C2). */
  readonly parts?: { readonly total: number; readonly arrived: number; readonly lost: readonly number[] };
  /** With kind `attachment`. */
  readonly attachment?: Attachment;
  /** When every device forgets it, milliseconds since 1970. */
  readonly expiresAtMillis?: number;
  /** Of a message that was deleted for all; who was asked is told of an own one. */
  readonly deletion?: {
    /** Not of one message, but of all that the person had written before. */
    readonly everything: boolean;
    /** How many devices were asked, and how many have said that they hold nothing of it any more. */
    readonly devices: number;
    readonly answered: number;
    /** Whose devices have not answered, each person once. */
    readonly open: readonly Person[];
  };
}

export interface Attachment {
  readonly id: string;
  /** Of the file itself. */
  readonly bytes: number;
  /** As its sender says. */
  readonly mediaType: string;
  /** Whether it is in its conversation; an own one that is not is on its way to the server. */
  readonly said: boolean;
  /** Whether all of it is on this device. */
  readonly here: boolean;
  /** While it is on its way; both of the sealed stream. */
  readonly transfer?: { readonly done: number; readonly total: number };
}

/** A refusal as the page sees it; `code` is the problem type's last part or one of the app's own. */
export interface CoreError {
  readonly kind: "offline" | "refused" | "tampered" | "locked" | "defect";
  readonly code: string;
}
