import type { PublicMessage } from "ts-mls";
import { decodeMlsMessage } from "ts-mls/message.js";
import { peopleOf } from "../crypto/index.ts";
import {
  fromHex,
  hex,
  LostRaceError,
  RefusedError,
  uuidBytes,
  uuidText,
  type ClientBody,
  type Envelope,
} from "../protocol/index.ts";
import { MemoryStore, type Store } from "../storage/index.ts";
import { TestClient } from "./client.ts";
import { domain, type TestHospital } from "./hospital.ts";
import { TestAttachments } from "./attachments.ts";
import type { TestServer } from "./server.ts";

interface Entry {
  readonly envelope: Omit<Envelope, "body" | "$typeName" | "$unknown">;
  readonly body: Envelope["body"];
  readonly welcome: Uint8Array;
  /** Who gets the Welcome in place of the commit. */
  readonly admitted: readonly TestClient[];
}

interface Log {
  epoch: bigint;
  groupInfo: Uint8Array;
  /** How far each member has come. */
  readonly members: Map<TestClient, number>;
  readonly entries: Entry[];
  /** How many of the server's proposals the next commit must reference. */
  proposed: number;
}

/** A delivery service in memory with the rules of docs/protocol/socket.md, as far as devices can see them. */
export class TestDelivery {
  readonly #logs = new Map<string, Log>();
  readonly #pools = new Map<TestClient, Uint8Array[]>();
  readonly #clients: TestClient[] = [];
  readonly #claimed = new Map<TestClient, TestClient[]>();
  readonly attachments = new TestAttachments();
  /** Loses this many answers after the deed was done: what a crash between disk and answer looks like. */
  loseAnswers = 0;
  /** Whether it takes nothing more that a device could read whose removal is proposed. */
  deadlineIsOver = false;
  /** The key with which it proposes removals, as devices are told when they connect. */
  deliveryService: readonly Uint8Array[] = [];
  /** What a hostile server makes of the envelopes that it owes to a client. */
  tamper: (client: TestClient, owed: readonly Envelope[]) => readonly Envelope[] = (_, owed) => owed;

  async client(hospital: TestHospital, userId?: string, store: Store = new MemoryStore()): Promise<TestClient> {
    const client = new TestClient(this, await hospital.device(userId), store);
    this.#clients.push(client);
    return client;
  }

  /** The same device with nothing in its store but its key, or with this store; for the server it is who it was. */
  afterLoss(client: TestClient, store: Store = new MemoryStore()): TestClient {
    client.disconnect();
    const again = new TestClient(this, client.device, store);
    this.#clients.splice(this.#clients.indexOf(client), 1, again);
    this.#pools.delete(client);
    for (const { members } of this.#logs.values()) {
      const cursor = members.get(client);
      if (cursor !== undefined) {
        members.delete(client);
        members.set(again, cursor);
      }
    }
    return again;
  }

  handle(client: TestClient, deed: ClientBody): unknown {
    switch (deed.case) {
      case "publishKeyPackages":
        this.#pools.set(client, [...(this.#pools.get(client) ?? []), ...(deed.value.keyPackages ?? [])]);
        return { left: this.#pools.get(client)?.length ?? 0, hasLastResort: true };
      case "claimKeyPackages":
        return { keyPackages: this.#claim(client, uuidText(deed.value.userId ?? new Uint8Array())) };
      case "createConversation":
        return this.#found(client, hex(deed.value.conversationId ?? new Uint8Array()), deed.value.groupInfo);
      case "submitCommit":
      case "submitMessage":
        return this.#submit(client, deed);
      case "acknowledge": {
        this.#acknowledge(client, hex(deed.value.conversationId ?? new Uint8Array()), Number(deed.value.seq));
        return {};
      }
      case "findReach":
        return this.#reach(client, hex(deed.value.conversationId ?? new Uint8Array()), deed.value.seqs ?? []);
      case "findConversations":
        return { conversations: this.#listed(client) };
      case "fetchGroup":
        return { groupInfo: this.#requireListed(client, hex(deed.value.conversationId ?? new Uint8Array())).groupInfo };
      case "findPeople":
      case "heartbeat":
      case "hello":
      case undefined:
        throw new RefusedError("malformed-request", 400);
    }
  }

  /** Sends what this client does not have yet. */
  catchUp(client: TestClient): void {
    for (const log of this.#logs.values()) {
      const known = log.members.get(client);
      const owed = log.entries
        .filter(({ envelope }) => known !== undefined && Number(envelope.seq) > known)
        .map((entry) => envelopeFor(entry, client));
      this.tamper(client, owed).forEach((envelope) => {
        client.push(envelope);
      });
    }
  }

  /** Proposes to remove a leaf, and no longer delivers to its device. */
  async putOut(conversationId: string, server: TestServer, leaf: number, client: TestClient): Promise<void> {
    const log = this.logOf(conversationId);
    const value = await server.remove(log.groupInfo, leaf);
    log.members.delete(client);
    log.proposed += 1;
    const [messageId, seq] = [uuidBytes(crypto.randomUUID()), BigInt(log.entries.length + 1)];
    const envelope = {
      conversationId: uuidBytes(conversationId),
      messageId,
      seq,
      epoch: log.epoch,
      receivedAtMillis: 0n,
    };
    log.entries.push({ envelope, body: { case: "proposal", value }, welcome: new Uint8Array(), admitted: [] });
    this.#clients.forEach((one) => {
      one.wake();
    });
  }

  logOf(conversationId: string): Log {
    const log = this.#logs.get(conversationId.replaceAll("-", ""));
    if (log === undefined) throw new Error("no such log");
    return log;
  }

  #claim(asking: TestClient, userId: string): { deviceId: Uint8Array; keyPackage: Uint8Array }[] {
    return this.#clients
      .filter((client) => client !== asking && client.device.userId === userId)
      .flatMap((client) => {
        const keyPackage = this.#pools.get(client)?.shift();
        if (keyPackage === undefined) return [];
        this.#claimed.set(asking, [...(this.#claimed.get(asking) ?? []), client]);
        return [{ deviceId: uuidBytes(client.device.deviceId), keyPackage }];
      });
  }

  #reach(client: TestClient, id: string, seqs: readonly bigint[]): unknown {
    const others = [...(this.#logs.get(id)?.members ?? [])].filter(([one]) => one !== client);
    const messages = seqs.map((seq) => {
      const holding = others.filter(([, held]) => held >= Number(seq)).length;
      return { seq, devices: others.length, holding };
    });
    return { messages };
  }

  #listed(client: TestClient): { conversationId: Uint8Array; epoch: bigint; member: boolean; welcomed: boolean }[] {
    return [...this.#logs]
      .filter(([, { groupInfo }]) => peopleOf(groupInfo, domain).includes(client.device.userId))
      .map(([id, { epoch, members, entries }]) => {
        const cursor = members.get(client);
        const began = entries.find(({ admitted }) => admitted.includes(client))?.envelope.seq ?? 0n;
        const welcomed = cursor !== undefined && cursor >= Number(began);
        return { conversationId: fromHex(id), epoch, member: cursor !== undefined, welcomed };
      });
  }

  #requireListed(client: TestClient, id: string): Log {
    const log = this.#logs.get(id);
    if (log === undefined || !peopleOf(log.groupInfo, domain).includes(client.device.userId)) {
      throw new RefusedError("unknown-conversation", 404);
    }
    return log;
  }

  #found(client: TestClient, id: string, groupInfo: Uint8Array = new Uint8Array()): unknown {
    if (this.#logs.has(id)) {
      throw new RefusedError("conversation-exists", 409);
    }
    const members = new Map([[client, 0]]);
    this.#logs.set(id, { epoch: 0n, groupInfo, members, entries: [], proposed: 0 });
    return { seq: 0n, epoch: 0n, receivedAtMillis: 0n };
  }

  #submit(client: TestClient, deed: Extract<ClientBody, { case: "submitCommit" | "submitMessage" }>): unknown {
    const { conversationId = new Uint8Array(), messageId = new Uint8Array() } = deed.value;
    const external = deed.case === "submitCommit" && isExternal(deed.value.commit ?? new Uint8Array());
    const log = external ? this.#requireListed(client, hex(conversationId)) : this.#logs.get(hex(conversationId));
    if (log === undefined || (!external && !log.members.has(client))) {
      throw new RefusedError("unknown-conversation", 404);
    }
    const known = log.entries.find(({ envelope }) => hex(envelope.messageId) === hex(messageId));
    if (known !== undefined) {
      return { seq: known.envelope.seq, epoch: known.envelope.epoch, receivedAtMillis: 0n };
    }
    if (deed.case === "submitCommit" && epochOf(deed.value.commit ?? new Uint8Array()) !== log.epoch) {
      throw this.#lostRace(log, client);
    }
    this.#requireRemovals(log, deed, external);
    const seq = BigInt(log.entries.length + 1);
    const envelope = { conversationId, messageId, seq, epoch: log.epoch, receivedAtMillis: BigInt(Date.now()) };
    const welcome = deed.case === "submitCommit" ? (deed.value.welcome ?? new Uint8Array()) : new Uint8Array();
    const body: Envelope["body"] =
      deed.case === "submitCommit"
        ? { case: "commit", value: deed.value.commit ?? new Uint8Array() }
        : { case: "message", value: deed.value.message ?? new Uint8Array() };
    const admitted = welcome.length > 0 ? (this.#claimed.get(client) ?? []) : [];
    log.entries.push({ envelope, body, welcome, admitted });
    if (deed.case === "submitCommit") {
      log.epoch += 1n;
      log.proposed = 0;
      log.groupInfo = deed.value.groupInfo ?? new Uint8Array();
      this.#claimed.delete(client);
      [...admitted, ...(external && !log.members.has(client) ? [client] : [])].forEach((one) =>
        log.members.set(one, Number(seq) - 1),
      );
    }
    this.#clients.forEach((one) => {
      one.wake();
    });
    return { seq, epoch: envelope.epoch, receivedAtMillis: envelope.receivedAtMillis };
  }

  /** Members commit what was proposed; of messages that somebody could read who is out, none is taken after the deadline. */
  #requireRemovals(
    { proposed }: Log,
    deed: Extract<ClientBody, { case: "submitCommit" | "submitMessage" }>,
    external: boolean,
  ): void {
    const leftOut =
      deed.case === "submitCommit"
        ? !external && referencesIn(deed.value.commit ?? new Uint8Array()) < proposed
        : this.deadlineIsOver && proposed > 0;
    if (leftOut) {
      throw new RefusedError("removal-pending", 409);
    }
  }

  #lostRace(log: Log, client: TestClient): RefusedError {
    const winner = log.entries.findLast(({ body }) => body.case === "commit");
    return winner === undefined
      ? new RefusedError("past-epoch", 409)
      : new LostRaceError("past-epoch", envelopeFor(winner, client));
  }

  #acknowledge(client: TestClient, id: string, seq: number): void {
    const log = this.#logs.get(id);
    if (log !== undefined) {
      log.members.set(client, Math.max(log.members.get(client) ?? 0, seq));
      const everywhere = Math.min(...log.members.values());
      [...log.members.keys()].forEach((one) => {
        one.tellDelivered(id, everywhere);
      });
    }
  }
}

function isExternal(commit: Uint8Array): boolean {
  return commitOf(commit).sender.senderType === "new_member_commit";
}

function referencesIn(commit: Uint8Array): number {
  const content = commitOf(commit);
  return content.contentType === "commit"
    ? content.commit.proposals.filter(({ proposalOrRefType }) => proposalOrRefType === "reference").length
    : 0;
}

function epochOf(commit: Uint8Array): bigint {
  return commitOf(commit).epoch;
}

function commitOf(commit: Uint8Array): PublicMessage["content"] {
  const decoded = decodeMlsMessage(Uint8Array.from(commit), 0)?.[0];
  if (decoded?.wireformat !== "mls_public_message") throw new RefusedError("not-mls", 422);
  return decoded.publicMessage.content;
}

function envelopeFor({ envelope, body, welcome, admitted }: Entry, client: TestClient): Envelope {
  const own: Envelope["body"] = admitted.includes(client) ? { case: "welcome", value: welcome } : body;
  return { $typeName: "konsil.socket.v1.Envelope", ...envelope, body: own };
}
