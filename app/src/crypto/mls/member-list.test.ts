import { beforeAll, describe, expect, it } from "vitest";
import { createCommit } from "ts-mls/createCommit.js";
import type { ClientState, Proposal } from "ts-mls";
import { concat, randomBytes, utf8, type Bytes } from "../../protocol/index.ts";
import { domain, TestHospital, type TestDevice } from "../../testing/index.ts";
import { vector } from "../vector.ts";
import type { Group } from "./engine.ts";
import { listedIn, memberList, memberListType } from "./member-list.ts";
import { writeMessage } from "./messages.ts";

let hospital: TestHospital;
let anna: TestDevice;
let ben: TestDevice;
let eve: TestDevice;

beforeAll(async () => {
  hospital = await TestHospital.open();
  [anna, ben, eve] = [await hospital.device(), await hospital.device(), await hospital.device()];
});

async function published({ engine }: TestDevice): Promise<Bytes> {
  const [own] = await engine.keyPackages(1);
  if (own === undefined) throw new Error("no key package");
  return own.published;
}

/** Anna and Ben in a group whose list names them, as both see it. */
async function conversation(): Promise<{ atAnna: Group; atBen: Group; groupInfo: Bytes }> {
  const [own] = await ben.engine.keyPackages(1);
  if (own === undefined) throw new Error("no key package");
  const { group } = await anna.engine.create(randomBytes(16), [ben.userId]);
  const made = await anna.engine.commit(group, { add: [own.published] });
  return {
    atAnna: made.group,
    atBen: await ben.engine.join(made.welcome ?? new Uint8Array(), own),
    groupInfo: made.groupInfo,
  };
}

/** A commit of Anna's that her own engine would not make. */
async function bent(atAnna: Group, extraProposals: readonly Proposal[]): Promise<Bytes> {
  const state = atAnna as unknown as ClientState;
  const options = { wireAsPublicMessage: true, extraProposals: [...extraProposals] };
  return writeMessage((await createCommit({ state, cipherSuite: anna.suite }, options)).commit);
}

describe("the member list", () => {
  it("is read as it was written, sorted, each person once", () => {
    const ids = [ben.userId, anna.userId, ben.userId];
    expect(listedIn([memberList(ids, domain)], domain)).toEqual([anna.userId, ben.userId].sort());
    expect(listedIn([], domain)).toBeUndefined();
  });

  it.each([
    ["nobody", () => []],
    ["another domain", () => [`im:${anna.userId}@elsewhere.example`]],
    ["no UUID", () => [`im:anna@${domain}`]],
    ["a person twice", () => [`im:${anna.userId}@${domain}`, `im:${anna.userId}@${domain}`]],
    [
      "another order",
      () =>
        [anna.userId, ben.userId]
          .sort()
          .reverse()
          .map((id) => `im:${id}@${domain}`),
    ],
  ])("is refused with %s", (_, uris) => {
    const extensionData = vector(concat(...uris().map((uri) => vector(utf8(uri)))));
    expect(() => listedIn([{ extensionType: memberListType, extensionData }], domain)).toThrow("member-list-malformed");
  });

  it("is refused truncated at any place", () => {
    const { extensionData } = memberList([anna.userId, ben.userId], domain);
    for (let length = 0; length < extensionData.length; length += 1) {
      const cut = { extensionType: memberListType, extensionData: extensionData.slice(0, length) };
      expect(() => listedIn([cut], domain), String(length)).toThrow(/malformed|mls-refused/u);
    }
  });

  it("is changed by members, together with those who come", async () => {
    const { atAnna, atBen } = await conversation();
    const change = { add: [await published(eve)], people: [anna.userId, ben.userId, eve.userId] };
    const made = await anna.engine.commit(atAnna, change);

    const received = await ben.engine.receive(atBen, made.commit);

    expect(ben.engine.view(received.group)).toEqual(anna.engine.view(made.group));
    expect(ben.engine.view(received.group).people).toContain(eve.userId);
  });

  it("keeps everybody out who is not on it", async () => {
    const { atAnna, atBen } = await conversation();
    const { commit } = await anna.engine.commit(atAnna, { add: [await published(eve)] });

    await expect(ben.engine.receive(atBen, commit)).rejects.toThrow("member-not-listed");
  });

  it("cannot lose somebody whose device is there, nor gain other extensions", async () => {
    const { atAnna, atBen } = await conversation();
    const without = await anna.engine.commit(atAnna, { people: [anna.userId] });
    await expect(ben.engine.receive(atBen, without.commit)).rejects.toThrow("member-not-listed");

    const extensions = [
      memberList([anna.userId, ben.userId], domain),
      { extensionType: 0xf0ff, extensionData: utf8("x") },
    ];
    const more = await bent(atAnna, [
      { proposalType: "group_context_extensions", groupContextExtensions: { extensions } },
    ]);
    await expect(ben.engine.receive(atBen, more)).rejects.toThrow("extension-not-allowed");
  });
});

describe("a device that comes by itself (RFC 9420, section 12.4.3.2)", () => {
  it("takes the place of its lost self, and both read each other again", async () => {
    const { atAnna, groupInfo } = await conversation();
    const back = await ben.engine.joinExternally(groupInfo);
    const received = await anna.engine.receive(atAnna, back.commit);

    const { message } = await anna.engine.encrypt(received.group, utf8("welcome back"));
    const read = await ben.engine.receive(back.group, message);

    expect(received).toMatchObject({ kind: "commit", sender: { deviceId: ben.deviceId } });
    expect(read).toMatchObject({ kind: "application", plaintext: utf8("welcome back") });
    expect(anna.engine.view(received.group).members).toHaveLength(2);
  });

  it("may be a new device of somebody on the list", async () => {
    const { atAnna, atBen, groupInfo } = await conversation();
    const tablet = await hospital.device(ben.userId);
    const { commit, group } = await tablet.engine.joinExternally(groupInfo);

    const [first, second] = [await anna.engine.receive(atAnna, commit), await ben.engine.receive(atBen, commit)];

    expect(anna.engine.view(first.group)).toEqual(tablet.engine.view(group));
    expect(ben.engine.view(second.group)).toEqual(tablet.engine.view(group));
  });

  it("brings its new certificate", async () => {
    const { atAnna, groupInfo } = await conversation();
    const renewed = await hospital.renewed(ben);
    const { commit } = await renewed.engine.joinExternally(groupInfo);

    const { group } = await anna.engine.receive(atAnna, commit);

    const leaves = (group as unknown as ClientState).ratchetTree.filter((node) => node?.nodeType === "leaf");
    expect(leaves.some(({ leaf }) => String(credentialOf(leaf)) === String(renewed.own.chain[0]))).toBe(true);
    expect(leaves.some(({ leaf }) => String(credentialOf(leaf)) === String(ben.own.chain[0]))).toBe(false);
  });

  it("is refused by its own engine and by the others without being on the list", async () => {
    const { groupInfo } = await conversation();
    await expect(eve.engine.joinExternally(groupInfo)).rejects.toThrow("joiner-not-allowed");
  });

  it("refuses a group info with any bit flipped", async () => {
    const { groupInfo } = await conversation();
    for (let at = 0; at < groupInfo.length; at += 97) {
      const flipped = Uint8Array.from(groupInfo);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await expect(ben.engine.joinExternally(flipped), `byte ${String(at)}`).rejects.toThrow();
    }
  });
});

function credentialOf({
  credential,
}: {
  credential: { credentialType: string; certificates?: Uint8Array[] };
}): unknown {
  return credential.certificates?.[0];
}
