import type { Enclosure } from "../attachment/index.ts";
import { newLedger, type ChainEnd, type Ledger, type Parts } from "../content/index.ts";
import type { Bytes } from "../protocol/index.ts";
import { Collection, type Store } from "../storage/index.ts";

const mostLineCharacters = 200;

/** A device of the conversation. */
export interface Member {
  readonly deviceId: string;
  readonly userId: string;
}

/** What a commit is for; if another one wins the epoch, what is still open is done again. */
export interface CommitIntent {
  /** Key packages of the devices that come. */
  readonly add: readonly Bytes[];
  /** Ids of the devices that go. */
  readonly remove: readonly string[];
  /** Ids of the people who come onto the list. */
  readonly list: readonly string[];
  /** Ids of the people who go off it. */
  readonly unlist: readonly string[];
}

export const nothing: CommitIntent = { add: [], remove: [], list: [], unlist: [] };

/** A commit that was made and is not in the log yet. */
export interface PendingCommit extends CommitIntent {
  readonly messageId: Bytes;
  /** The epoch that it would end. */
  readonly epoch: string;
  readonly commit: Bytes;
  readonly welcome: Bytes;
  readonly groupInfo: Bytes;
  /** The group's state once the log has it. */
  readonly next: Bytes;
  /** Whether this device comes in by it. */
  readonly external: boolean;
}

export interface ConversationRecord {
  readonly id: string;
  readonly others: readonly string[];
  /** GroupInfo of epoch 0, until the server knows the conversation. */
  readonly founding: Bytes | undefined;
  readonly pending: PendingCommit | undefined;
  /** Whether the server proposed something that no pending commit does yet. */
  readonly proposed: boolean;
  /** Every device has everything up to here. */
  readonly delivered: number;
  /** Whether this device was there for every message. */
  readonly fromStart: boolean;
  /** The group's state is not here, or no use: this device has to come in again before it can read or write. */
  readonly lost: boolean;
  /** Messages that came while the state was lost. */
  readonly missed: number;
  /** This device was put out. */
  readonly left: boolean;
  /** Devices that came back by themselves and may begin their chain anew. */
  readonly restarted: readonly string[];
  /** All its devices as of the last commit, this one too. */
  readonly members: readonly Member[];
  /** Devices that were there before this one: what they said earlier was not for it. */
  readonly sinceBefore: readonly string[];
  /** What came, and what did not (C2). */
  readonly ledger: Ledger;
  readonly unread: number;
  readonly lastText: string;
  readonly lastAtMillis: number;
  readonly own: ChainEnd;
  /** Of each person who says so: the number up to which they have read. */
  readonly readUpTo: Readonly<Record<string, number>>;
  /** After how long its messages expire, 0 for never; undefined as long as this device, which came later, has not heard. */
  readonly expirySeconds: number | undefined;
  /** Of each person who deleted all they had written: the number up to which. */
  readonly erasedUpTo: Readonly<Record<string, number>>;
}

/** Who was asked to delete a message, and when each device did, by its own clock and word. */
export interface Deletion {
  /** Not of one message, but of all that the person had written before. */
  readonly everything?: boolean;
  readonly askedOf: readonly Member[];
  readonly answers: Readonly<Record<string, number>>;
}

/** A split text of which not everything came yet. */
export interface Gathering extends Parts {
  /** Places of the parts that did not come, from 0. */
  readonly missing: readonly number[];
  /** Where in its sender's chain the first part belongs. */
  readonly firstCounter: number;
}

export interface MessageRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly senderUserId: string;
  /** The device that said it; none for what this one wrote, and for notices. */
  readonly senderDeviceId?: string;
  readonly own: boolean;
  readonly kind: "text" | "attachment" | "parts" | "needs-update" | "notice" | "deleted";
  /** Of an attachment the name of its file. */
  readonly text: string;
  readonly sentAtMillis: number;
  /** Its place among its sender's messages; of a split text that of its last part. */
  readonly counter: number;
  /** In how many contents this device sent it; one if not said. */
  readonly contents?: number;
  /** With kind `parts`. */
  readonly gathering?: Gathering;
  /** With kind `attachment`. */
  readonly enclosure?: Enclosure;
  /** Its place in the log; none while it waits. */
  readonly seq: number | undefined;
  readonly failed: string | undefined;
  /** When every device forgets it; never if not said. */
  readonly expiresAtMillis?: number;
  /** With kind `deleted`, where it was deleted. */
  readonly deletion?: Deletion;
}

/** A message that expires. */
export interface ExpiryRecord {
  readonly messageId: string;
  readonly conversationId: string;
  readonly atMillis: number;
}

/** A content of this device's chain, for whoever misses it. */
export interface SentRecord {
  readonly counter: number;
  readonly content: Bytes;
}

/** An own envelope that is not shown: a head, a request, an answer. */
export interface QuietRecord {
  readonly messageId: string;
  /** The split text that the server has once it has this. */
  readonly completes?: string;
}

/** A part of a split text that is being gathered; its group is the text. */
export interface PartRecord {
  readonly index: number;
  readonly content: Bytes;
}

/** A message that the server does not have yet. */
export interface OutboxRecord {
  readonly messageId: string;
  readonly conversationId: string;
  /** Its place among this device's messages of the conversation; 0 outside the chain. */
  readonly counter: number;
  readonly content: Bytes;
  /** The shown message that this is a part of, if it is not the message itself. */
  readonly whole?: string;
  readonly sealed: { readonly epoch: string; readonly message: Bytes } | undefined;
}

/** What is kept of a key package of this device until somebody used it. */
export interface PooledKeyPackage {
  readonly reference: string;
  readonly published: Bytes;
  readonly secret: Bytes;
  readonly lastResort: boolean;
}

/** The kinds of records of this folder. */
export class Records {
  readonly conversations: Collection<ConversationRecord>;
  readonly groups: Collection<{ readonly state: Bytes }>;
  readonly messages: Collection<MessageRecord>;
  readonly outbox: Collection<OutboxRecord>;
  readonly sent: Collection<SentRecord>;
  readonly quiet: Collection<QuietRecord>;
  readonly parts: Collection<PartRecord>;
  readonly keyPackages: Collection<PooledKeyPackage>;
  readonly expiries: Collection<ExpiryRecord>;

  constructor(store: Store) {
    this.conversations = new Collection(store, "conversation");
    this.groups = new Collection(store, "group");
    this.messages = new Collection(store, "message");
    this.outbox = new Collection(store, "outbox");
    this.sent = new Collection(store, "sent");
    this.quiet = new Collection(store, "quiet");
    this.parts = new Collection(store, "part");
    this.keyPackages = new Collection(store, "key-package");
    this.expiries = new Collection(store, "expiry");
  }
}

/** As much of a text as a list of conversations can show. */
export function lineOf(text: string): string {
  return text.slice(0, mostLineCharacters);
}

export function newConversation(id: string, others: readonly string[], nowMillis: number): ConversationRecord {
  return {
    id,
    others,
    founding: undefined,
    pending: undefined,
    proposed: false,
    delivered: 0,
    fromStart: true,
    lost: false,
    missed: 0,
    left: false,
    restarted: [],
    members: [],
    sinceBefore: [],
    ledger: newLedger(0),
    unread: 0,
    lastText: "",
    lastAtMillis: nowMillis,
    own: { counter: 0, hash: new Uint8Array() },
    readUpTo: {},
    expirySeconds: 0,
    erasedUpTo: {},
  };
}
