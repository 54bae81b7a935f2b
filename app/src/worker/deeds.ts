import type { Core, FileSource, Message, Person } from "./core.ts";
import type { OnlineDevice } from "./online-device.ts";
import { messagesOf } from "./shown.ts";
import type { Wishes } from "./wishes.ts";

type Deed = Exclude<keyof Core, "start" | "beginSignIn" | "completeSignIn" | "signOut" | "eraseDevice" | "enrol">;

/** What a person does with conversations, once their device is ready. */
export abstract class Deeds implements Pick<Core, Exclude<Deed, "sendReadReceipts" | "onSnapshot">> {
  /** Throws LockedError before that. */
  protected abstract get device(): OnlineDevice;
  protected abstract get wishes(): Wishes;

  findPeople(words: string): Promise<readonly Person[]> {
    return this.device.people.find(words);
  }

  async startConversation(userId: string): Promise<string> {
    await this.device.people.learn([userId]);
    return this.device.messenger.begin(userId);
  }

  messages(conversationId: string): Promise<readonly Message[]> {
    return messagesOf(conversationId, this.device.userId, this.device);
  }

  send(conversationId: string, text: string): Promise<void> {
    return this.device.messenger.send(conversationId, text);
  }

  sendFile(conversationId: string, file: FileSource): Promise<void> {
    return this.device.attachments.send(conversationId, file);
  }

  retryAttachment(attachmentId: string): Promise<void> {
    return this.device.attachments.retry(attachmentId);
  }

  stopAttachment(attachmentId: string): Promise<void> {
    return this.device.attachments.cancel(attachmentId);
  }

  async fetchAttachment(conversationId: string, messageId: string): Promise<void> {
    const { attachments, messenger } = this.device;
    await attachments.fetch(conversationId, await messenger.enclosure(conversationId, messageId));
  }

  async openAttachment(conversationId: string, messageId: string): Promise<Blob> {
    const { attachments, messenger } = this.device;
    return attachments.open(await messenger.enclosure(conversationId, messageId));
  }

  deleteForAll(conversationId: string, messageId: string): Promise<void> {
    return this.device.messenger.deleteForAll(conversationId, messageId);
  }

  deleteEverythingForAll(conversationId: string): Promise<void> {
    return this.device.messenger.deleteEverythingForAll(conversationId);
  }

  deleteHere(conversationId: string): Promise<void> {
    return this.device.messenger.deleteHere(conversationId);
  }

  setExpiry(conversationId: string, seconds: number): Promise<void> {
    return this.device.messenger.setExpiry(conversationId, seconds);
  }

  markRead(conversationId: string): Promise<void> {
    return this.device.messenger.markRead(conversationId, this.wishes.readReceipts);
  }

  askReach(conversationId: string): Promise<void> {
    return this.device.messenger.askReach(conversationId);
  }
}
