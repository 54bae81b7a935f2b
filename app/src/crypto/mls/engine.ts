import type { Bytes } from "../../protocol/index.ts";
import type { DeviceIdentity } from "../certificates/index.ts";

/**
 * Groups after RFC 9420, without storage and without network: states go in, states come out, and nothing has happened
 * until the caller keeps what came out. Whatever comes from outside is checked; a refusal is a TamperedError.
 */
export interface MlsEngine {
  /** Makes key packages for others to add this device with. */
  keyPackages(count: number): Promise<readonly OwnKeyPackage[]>;
  /** Checks somebody's key package: signature, certificate, lifetime, suite. */
  checkKeyPackage(keyPackage: Uint8Array): Promise<DeviceIdentity>;
  /** A group of this device alone, at epoch 0. */
  create(groupId: Uint8Array): Promise<GroupWithInfo>;
  /** Adds and removes in one commit; without either, new keys for this device. */
  commit(group: Group, change: MembershipChange): Promise<Committed>;
  /** The references of the key packages that a Welcome is for. */
  welcomed(welcome: Uint8Array): readonly string[];
  join(welcome: Uint8Array, own: OwnKeyPackage): Promise<Group>;
  encrypt(group: Group, plaintext: Uint8Array): Promise<Sealed>;
  /** Takes a commit or an application message of another device. */
  receive(group: Group, message: Uint8Array): Promise<Received>;
  encode(group: Group): Bytes;
  decode(bytes: Uint8Array): Group;
  view(group: Group): GroupView;
}

declare const groupMark: unique symbol;

/** A device's view of a group. It never changes. */
export interface Group {
  readonly [groupMark]: true;
}

export interface OwnKeyPackage {
  /** KeyPackageRef of RFC 9420, section 5.2, as hex. */
  readonly reference: string;
  /** What is published: an MLSMessage. */
  readonly published: Bytes;
  /** The private keys, to be kept sealed and forgotten after the join. */
  readonly secret: Bytes;
}

export interface GroupWithInfo {
  readonly group: Group;
  /** MLSMessage with the GroupInfo, ratchet tree and external key inside. */
  readonly groupInfo: Bytes;
}

export interface MembershipChange {
  readonly add?: readonly Uint8Array[];
  readonly remove?: readonly string[];
}

export interface Committed extends GroupWithInfo {
  readonly commit: Bytes;
  /** Present if somebody was added. */
  readonly welcome: Bytes | undefined;
}

export interface Sealed {
  readonly group: Group;
  readonly message: Bytes;
}

export type Received =
  | { readonly kind: "application"; readonly group: Group; readonly sender: DeviceIdentity; readonly plaintext: Bytes }
  | { readonly kind: "commit"; readonly group: Group; readonly sender: DeviceIdentity }
  | { readonly kind: "removed"; readonly group: Group; readonly sender: DeviceIdentity };

export interface GroupView {
  readonly groupId: Bytes;
  readonly epoch: bigint;
  readonly treeHash: Bytes;
  readonly epochAuthenticator: Bytes;
  readonly active: boolean;
  readonly members: readonly DeviceIdentity[];
}
