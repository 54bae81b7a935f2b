import { beforeAll, describe, expect, it } from "vitest";
import type { ClientConfig, ClientState, GroupInfo, Proposal, PublicMessage } from "ts-mls";
import { createGroup, validateRatchetTree } from "ts-mls/clientState.js";
import { createCommit, joinGroupExternal } from "ts-mls/createCommit.js";
import { encodeCredential } from "ts-mls/credential.js";
import { proposeExternal } from "ts-mls/externalProposal.js";
import { processPublicMessage } from "ts-mls/processMessages.js";
import { emptyPskIndex } from "ts-mls/pskIndex.js";
import { concat, randomBytes, type Bytes } from "../../protocol/index.ts";
import { TestHospital, type TestDevice } from "../../testing/index.ts";
import { vector } from "../vector.ts";
import type { Group } from "./engine.ts";
import { generate, open } from "./key-packages.ts";
import { readMessage, writeMessage } from "./messages.ts";

let hospital: TestHospital;
let devices: TestDevice[];

beforeAll(async () => {
  hospital = await TestHospital.open();
  devices = await Promise.all(Array.from({ length: 10 }, () => hospital.device()));
});

function device(at: number): TestDevice {
  const found = devices[at];
  if (found === undefined) throw new Error("no such device");
  return found;
}

function people(): readonly string[] {
  return devices.map(({ userId }) => userId);
}

async function packageOf({ engine }: TestDevice) {
  const [own] = await engine.keyPackages(1);
  if (own === undefined) throw new Error("no key package");
  return own;
}

function stateOf(group: Group): ClientState {
  return group as unknown as ClientState;
}

/** Eight devices; the trees of the left and of the right four have keys; leaves 1 and 5 were emptied and filled again. */
async function groupWithUnmergedLeaves() {
  const [creator, committer] = [device(0), device(4)];
  const others = await Promise.all(devices.slice(1, 8).map(packageOf));
  const alone = await creator.engine.create(randomBytes(16), people());
  const full = await creator.engine.commit(alone.group, { add: others.map(({ published }) => published) });
  const [, , , fourth] = others;
  if (full.welcome === undefined || fourth === undefined) throw new Error("no welcome");
  let atCommitter = await committer.engine.join(full.welcome, fourth);
  const removed = await creator.engine.commit(full.group, { remove: [device(1).deviceId, device(5).deviceId] });
  atCommitter = (await committer.engine.receive(atCommitter, removed.commit)).group;
  const filled = await committer.engine.commit(atCommitter, {});
  const joiners = [await packageOf(device(8)), await packageOf(device(9))];
  const added = await committer.engine.commit(filled.group, { add: joiners.map(({ published }) => published) });
  return { added, joiners };
}

describe("the mends of ts-mls 1.6.4", () => {
  it("T1: a joiner accepts unmerged leaves that differ from node to node", async () => {
    const { added, joiners } = await groupWithUnmergedLeaves();
    const [first] = joiners;
    if (added.welcome === undefined || first === undefined) throw new Error("no welcome");

    const joined = await device(8).engine.join(added.welcome, first);

    expect(device(8).engine.view(joined)).toEqual(device(4).engine.view(added.group));
  });

  it("T1: an unmerged leaf that a node in between does not list is still refused", async () => {
    const { added } = await groupWithUnmergedLeaves();
    const { ratchetTree, groupContext, clientConfig } = stateOf(added.group);
    const bent = ratchetTree.map((node, at) =>
      at === 3 && node?.nodeType === "parent" ? { ...node, parent: { ...node.parent, unmergedLeaves: [] } } : node,
    );
    const { lifetimeConfig, authService } = clientConfig;
    const args = [groupContext, lifetimeConfig, authService, groupContext.treeHash, device(4).suite] as const;

    const [whole, refused] = [
      await validateRatchetTree(ratchetTree, ...args),
      await validateRatchetTree(bent, ...args),
    ];

    expect(whole).toBeUndefined();
    expect(refused?.message).toContain("intermediate node");
  });

  it("T2: external_senders is a vector, and a sender's place in it counts", async () => {
    const [member, first, second] = [device(0), device(1), device(2)];
    const extension = { extensionType: "external_senders" as const, extensionData: sendersOf(first, second) };
    const { publicPackage, privatePackage } = await generate(member.own, member.suite, hospital.now);
    const config = configOf(member, await member.engine.create(randomBytes(16), people()));
    const state = await createGroup(randomBytes(16), publicPackage, privatePackage, [extension], member.suite, config);
    const { groupContext } = state;
    const info: GroupInfo = {
      groupContext,
      extensions: [],
      confirmationTag: state.confirmationTag,
      signer: 0,
      signature: new Uint8Array(),
    };
    const key = second.own.key;

    const proposal = { proposalType: "remove", remove: { removed: 0 } } as const;
    const { publicMessage } = await proposeExternal(info, proposal, key.publicKey, key.handle, second.suite).then(
      asPublic,
    );
    const { newState } = await processPublicMessage(state, publicMessage, emptyPskIndex, member.suite);

    expect(publicMessage.content.sender).toEqual({ senderType: "external", senderIndex: 1 });
    expect(Object.keys(newState.unappliedProposals)).toHaveLength(1);
  });

  it("T3: external_pub carries its length, and a device can come back by it", async () => {
    const { engine } = device(0);
    const ben = await packageOf(device(1));
    const { group: alone } = await engine.create(randomBytes(16), people());
    const { group, groupInfo } = await engine.commit(alone, { add: [ben.published] });
    const info = readMessage(groupInfo, "mls_group_info").groupInfo;
    const external = info.extensions.find(({ extensionType }) => extensionType === "external_pub");

    expect(external?.extensionData).toHaveLength(67);
    expect(external?.extensionData.subarray(0, 2)).toEqual(Uint8Array.of(0x40, 65));

    const again = await joinExternally(device(1), group, groupInfo);
    expect(again.newState.groupContext.epoch).toBe(2n);
  });

  it("T4b: the path of a commit of new group extensions is for the group that has them", async () => {
    const ben = await packageOf(device(1));
    const { group } = await device(0).engine.create(randomBytes(16), people());
    const both = await device(0).engine.commit(group, { add: [ben.published] });
    const atBen = await device(1).engine.join(both.welcome ?? new Uint8Array(), ben);

    const { commit, group: next } = await device(0).engine.commit(both.group, { people: people().slice(0, 2) });
    const received = await device(1).engine.receive(atBen, commit);

    expect(device(1).engine.view(received.group)).toEqual(device(0).engine.view(next));
    expect(device(1).engine.view(received.group).people).toEqual([...people().slice(0, 2)].sort());
  });

  it("T4: a commit of new group extensions has a path", async () => {
    const { group } = await device(0).engine.create(randomBytes(16), people());
    const proposal = noExtensions();

    const { commit } = await createCommit(
      { state: stateOf(group), cipherSuite: device(0).suite },
      { wireAsPublicMessage: true, extraProposals: [proposal] },
    );

    const { content } = readMessage(writeMessage(commit), "mls_public_message").publicMessage;
    expect(content.contentType === "commit" && content.commit.path).toBeDefined();
  });
});

describe("a fifth mend, found by the random runs", () => {
  it("tells a removed device that it is out, though the same commit gives its place to another", async () => {
    const [ben, eve] = [await packageOf(device(1)), await packageOf(device(2))];
    const alone = await device(0).engine.create(randomBytes(16), people());
    const both = await device(0).engine.commit(alone.group, { add: [ben.published] });
    const atBen = await device(1).engine.join(both.welcome ?? new Uint8Array(), ben);

    const change = { add: [eve.published], remove: [device(1).deviceId] };
    const { commit } = await device(0).engine.commit(both.group, change);

    await expect(device(1).engine.receive(atBen, commit)).resolves.toMatchObject({ kind: "removed" });
  });
});

describe("external commits (T7)", () => {
  async function annaAndBen(): Promise<{ atAnna: Group; groupInfo: Bytes }> {
    const own = await packageOf(device(1));
    const { group } = await device(0).engine.create(randomBytes(16), [device(1).userId]);
    const made = await device(0).engine.commit(group, { add: [own.published] });
    return { atAnna: made.group, groupInfo: made.groupInfo };
  }

  it("let a device that lost its state come back in place of its old leaf", async () => {
    const { atAnna, groupInfo } = await annaAndBen();
    const { publicMessage } = await joinExternally(device(1), atAnna, groupInfo);

    const received = await device(0).engine.receive(atAnna, wire(publicMessage));

    expect(received).toMatchObject({ kind: "commit", sender: { deviceId: device(1).deviceId } });
  });

  it("are refused when they remove somebody else", async () => {
    const { atAnna, groupInfo } = await annaAndBen();
    const sibling = await hospital.device(device(1).userId);
    const { publicMessage } = await joinExternally(sibling, atAnna, groupInfo, device(0).own.key.publicKey);

    const received = device(0).engine.receive(atAnna, wire(publicMessage));

    await expect(received).rejects.toThrow("joiner-removes-another");
  });

  it("are refused from a user who is not on the list", async () => {
    const { atAnna, groupInfo } = await annaAndBen();
    const { publicMessage } = await joinExternally(device(2), atAnna, groupInfo);

    await expect(device(0).engine.receive(atAnna, wire(publicMessage))).rejects.toThrow("joiner-not-allowed");
  });
});

describe("handshakes of members", () => {
  it("that leave the group without its list are refused", async () => {
    const own = await packageOf(device(1));
    const { group } = await device(0).engine.create(randomBytes(16), people());
    const made = await device(0).engine.commit(group, { add: [own.published] });
    const atBen = await device(1).engine.join(made.welcome ?? new Uint8Array(), own);
    const extensions = noExtensions();
    const { commit } = await createCommit(
      { state: stateOf(made.group), cipherSuite: device(0).suite },
      { wireAsPublicMessage: true, extraProposals: [extensions] },
    );

    await expect(device(1).engine.receive(atBen, writeMessage(commit))).rejects.toThrow("extension-not-allowed");
  });

  it("with an encryption key that is in the tree already are refused (T8)", async () => {
    const ben = await packageOf(device(1));
    const { group } = await device(0).engine.create(randomBytes(16), people());
    const made = await device(0).engine.commit(group, { add: [ben.published] });
    const atBen = await device(1).engine.join(made.welcome ?? new Uint8Array(), ben);
    const twin = await twinWithKeyOf(
      device(2),
      open(ben, device(1).own.key.handle).publicPackage.leafNode.hpkePublicKey,
    );
    const again = await device(0)
      .engine.commit(made.group, { add: [twin] })
      .catch((error: unknown) => error);

    // Whoever makes it does not notice; whoever receives it does.
    if (again instanceof Error) throw again;
    const { commit } = again as { commit: Bytes };
    await expect(device(1).engine.receive(atBen, commit)).rejects.toThrow("encryption-key-twice");
  });
});

function noExtensions(): Proposal {
  return { proposalType: "group_context_extensions", groupContextExtensions: { extensions: [] } };
}

async function twinWithKeyOf({ own, suite }: TestDevice, hpkePublicKey: Uint8Array): Promise<Bytes> {
  const twisted = { ...suite, hpke: { ...suite.hpke } };
  let calls = 0;
  twisted.hpke.exportPublicKey = async (key) => {
    calls += 1;
    return calls === 1 ? hpkePublicKey : suite.hpke.exportPublicKey(key);
  };
  const { publicPackage } = await generate(own, twisted, hospital.now);
  return writeMessage({ version: "mls10", wireformat: "mls_key_package", keyPackage: publicPackage });
}

function configOf(_: TestDevice, { group }: { group: Group }): ClientConfig {
  return stateOf(group).clientConfig;
}

function sendersOf(...senders: readonly TestDevice[]): Bytes {
  return vector(
    concat(
      ...senders.map(({ own }) =>
        concat(vector(own.key.publicKey), encodeCredential({ credentialType: "x509", certificates: [...own.chain] })),
      ),
    ),
  );
}

/** Comes in by external commit; removes the own old leaf, or the one with `victim`'s signature key. */
async function joinExternally(joiner: TestDevice, group: Group, groupInfo: Bytes, victim?: Uint8Array) {
  const info = readMessage(groupInfo, "mls_group_info").groupInfo;
  const { publicPackage, privatePackage } = await generate(joiner.own, joiner.suite, hospital.now);
  const key = victim ?? joiner.own.key.publicKey;
  const config = stateOf(group).clientConfig;
  const known = stateOf(group).ratchetTree.some(
    (node) => node?.nodeType === "leaf" && String(node.leaf.signaturePublicKey) === String(key),
  );
  const equality: ClientConfig["keyPackageEqualityConfig"] = {
    ...config.keyPackageEqualityConfig,
    compareKeyPackageToLeafNode: (_, leaf) => String(leaf.signaturePublicKey) === String(key),
  };
  return joinGroupExternal(info, publicPackage, privatePackage, known, joiner.suite, undefined, {
    ...config,
    keyPackageEqualityConfig: equality,
  });
}

function asPublic(message: Awaited<ReturnType<typeof proposeExternal>>): { publicMessage: PublicMessage } {
  if (message.wireformat !== "mls_public_message") throw new Error("not public");
  return message;
}

function wire(publicMessage: PublicMessage): Bytes {
  return writeMessage({ version: "mls10", wireformat: "mls_public_message", publicMessage });
}
