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
  /** A group of this device alone, at epoch 0, with its owner and these people on its list; the server may propose removals. */
  create(
    groupId: Uint8Array,
    people?: readonly string[],
    deliveryService?: readonly Uint8Array[],
  ): Promise<GroupWithInfo>;
  /** The group as a device that comes by itself needs it. */
  describe(group: Group): Promise<GroupWithInfo>;
  /** Adds, removes, lists and does what the server proposed in one commit; without any of it, new keys for this device. */
  commit(group: Group, change: MembershipChange): Promise<Committed>;
  /** The references of the key packages that a Welcome is for. */
  welcomed(welcome: Uint8Array): readonly string[];
  join(welcome: Uint8Array, own: OwnKeyPackage): Promise<Group>;
  /**
   * Comes in by an external commit (RFC 9420, section 12.4.3.2), in place of this device's old leaf if there is one: after
   * the loss of its state, with a new certificate, or as a new device of somebody on the list.
   */
  joinExternally(groupInfo: Uint8Array): Promise<Committed>;
  encrypt(group: Group, plaintext: Uint8Array): Promise<Sealed>;
  /** Takes a commit or an application message of another device, or a proposal of the server's. */
  receive(group: Group, message: Uint8Array): Promise<Received>;
  /** SignWithLabel of RFC 9420, section 5.1.2, with this device's certified key. */
  sign(label: string, content: Uint8Array): Promise<Bytes>;
  /** Whether this device of the group made the signature. */
  verify(
    group: Group,
    device: DeviceIdentity,
    label: string,
    content: Uint8Array,
    signature: Uint8Array,
  ): Promise<boolean>;
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
  /** The new list of people, if it changes. */
  readonly people?: readonly string[];
  /** The server's newest key, with its chain; the group learns it if it does not list it yet. */
  readonly deliveryService?: readonly Uint8Array[];
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
  | {
      readonly kind: "commit";
      readonly group: Group;
      readonly sender: DeviceIdentity;
      /** The sender, if it came in by this very commit. */
      readonly joiner: DeviceIdentity | undefined;
    }
  | { readonly kind: "removed"; readonly group: Group; readonly sender: DeviceIdentity }
  | {
      readonly kind: "proposal";
      readonly group: Group;
      /** Who is to go by the next commit. */
      readonly removed: DeviceIdentity;
    };

export interface GroupView {
  readonly groupId: Bytes;
  readonly epoch: bigint;
  readonly treeHash: Bytes;
  readonly epochAuthenticator: Bytes;
  readonly active: boolean;
  readonly members: readonly DeviceIdentity[];
  /** Whose devices belong in the group; none if it is from before there were lists. */
  readonly people: readonly string[] | undefined;
  /** Whether the next commit has something to do that the server proposed; until then nothing can be sent. */
  readonly proposed: boolean;
}
