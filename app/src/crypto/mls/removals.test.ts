import type { Proposal } from "ts-mls";
import { beforeAll, describe, expect, it } from "vitest";
import { randomBytes, utf8, type Bytes } from "../../protocol/index.ts";
import { TestHospital, type TestDevice, type TestServer } from "../../testing/index.ts";
import type { Group, OwnKeyPackage } from "./engine.ts";

const day = 24 * 3600 * 1000;
let hospital: TestHospital;
let server: TestServer;
let [anna, ben, eve] = [] as unknown as [TestDevice, TestDevice, TestDevice];

beforeAll(async () => {
  hospital = await TestHospital.open();
  server = await hospital.server();
  [anna, ben, eve] = [await hospital.device(), await hospital.device(), await hospital.device()];
});

interface Conversation {
  readonly atAnna: Group;
  readonly atBen: Group;
  readonly atEve: Group;
  readonly groupInfo: Bytes;
}

/** Anna is at leaf 0, Ben at 1, Eve at 2. */
async function conversation(
  chain: readonly Uint8Array[] = server.chain,
  groupId: Uint8Array = randomBytes(16),
): Promise<Conversation> {
  const [bens] = await ben.engine.keyPackages(1);
  const [eves] = await eve.engine.keyPackages(1);
  const { group } = await anna.engine.create(groupId, [ben.userId, eve.userId], chain);
  const add = [published(bens), published(eves)];
  const { group: atAnna, welcome, groupInfo } = await anna.engine.commit(group, { add });
  if (welcome === undefined || bens === undefined || eves === undefined) throw new Error("no welcome");
  return {
    atAnna,
    groupInfo,
    atBen: await ben.engine.join(welcome, bens),
    atEve: await eve.engine.join(welcome, eves),
  };
}

function published(own: OwnKeyPackage | undefined): Bytes {
  if (own === undefined) throw new Error("no key package");
  return own.published;
}

function devicesIn(device: TestDevice, group: Group): readonly string[] {
  return device.engine.view(group).members.map(({ deviceId }) => deviceId);
}

describe("the server's removals (A5, RFC 9420 section 12.1.8.1)", () => {
  it("are done by the next commit, once, even if its device wanted the same", async () => {
    const { atAnna, atBen, atEve, groupInfo } = await conversation();
    const proposal = await server.remove(groupInfo, 2);
    const seenByAnna = await anna.engine.receive(atAnna, proposal);
    const seenByBen = await ben.engine.receive(atBen, proposal);
    const seenByEve = await eve.engine.receive(atEve, proposal);

    const made = await anna.engine.commit(seenByAnna.group, { remove: [eve.deviceId] });
    const moved = await ben.engine.receive(seenByBen.group, made.commit);
    const out = await eve.engine.receive(seenByEve.group, made.commit);

    expect(seenByAnna).toMatchObject({ kind: "proposal", removed: { deviceId: eve.deviceId } });
    expect(anna.engine.view(seenByAnna.group).proposed).toBe(true);
    expect(anna.engine.view(made.group).epoch).toBe(anna.engine.view(atAnna).epoch + 1n);
    expect(anna.engine.view(made.group)).toEqual(ben.engine.view(moved.group));
    expect(devicesIn(ben, moved.group)).toEqual([anna.deviceId, ben.deviceId]);
    expect(anna.engine.view(made.group).proposed).toBe(false);
    expect(out.kind).toBe("removed");
  });

  it("let nothing be sent before they are done, also after a restart", async () => {
    const { atAnna, groupInfo } = await conversation();
    const { group } = await anna.engine.receive(atAnna, await server.remove(groupInfo, 2));
    const again = anna.engine.decode(anna.engine.encode(group));

    await expect(anna.engine.encrypt(again, utf8("to nobody who is out"))).rejects.toThrow();
    expect(anna.engine.view(again).proposed).toBe(true);
  });

  it("are refused from another key, with any bit flipped, and for a leaf that is not there", async () => {
    const groupId = randomBytes(16);
    const { atAnna, atBen, groupInfo } = await conversation(server.chain, groupId);
    const foreign = await hospital.server();
    const other = await conversation(foreign.chain, groupId);
    const proposal = await server.remove(groupInfo, 2);

    // The same group, epoch, place in the list and leaf, and signed by a key that the hospital certified.
    await expect(anna.engine.receive(atAnna, await foreign.remove(other.groupInfo, 2))).rejects.toThrow("mls-refused");
    for (let at = 0; at < proposal.length; at += 5) {
      const bent = Uint8Array.from(proposal);
      bent[at] = (bent[at] ?? 0) ^ 1;
      await expect(ben.engine.receive(atBen, bent), `byte ${String(at)}`).rejects.toThrow();
    }
    await expect(anna.engine.receive(atAnna, await server.remove(groupInfo, 7))).rejects.toThrow(
      "proposal-not-allowed",
    );
  });

  it("are the only thing that the server may propose, each once", async () => {
    const { atAnna, groupInfo } = await conversation();
    const reinit: Proposal = {
      proposalType: "reinit",
      reinit: {
        groupId: randomBytes(16),
        version: "mls10",
        cipherSuite: "MLS_128_DHKEMP256_AES128GCM_SHA256_P256",
        extensions: [],
      },
    };
    const once = await anna.engine.receive(atAnna, await server.remove(groupInfo, 1));

    await expect(anna.engine.receive(atAnna, await server.propose(groupInfo, reinit))).rejects.toThrow(
      "proposal-not-allowed",
    );
    await expect(anna.engine.receive(once.group, await server.remove(groupInfo, 1))).rejects.toThrow(
      "proposal-not-allowed",
    );
  });

  it("end with the certificate of the key, while the group goes on", async () => {
    const { atAnna, atBen, groupInfo } = await conversation();
    const proposal = await server.remove(groupInfo, 2);
    hospital.now = new Date(hospital.now.getTime() + 365 * day);
    await hospital.revoke();
    try {
      await expect(ben.engine.receive(atBen, proposal)).rejects.toThrow("certificate-expired");
      expect(anna.engine.view(atAnna).active).toBe(true);
    } finally {
      hospital.now = new Date(hospital.now.getTime() - 365 * day);
      await hospital.revoke();
    }
  });

  it("come from a key that the Service CA certified for that alone", async () => {
    const byDevices = await hospital.server({}, hospital.devices);
    const create = (chain: readonly Uint8Array[]): Promise<unknown> => anna.engine.create(randomBytes(16), [], chain);

    await expect(create(byDevices.chain)).rejects.toThrow("certificate-usage");
    await expect(create(anna.own.chain)).rejects.toThrow("certificate-usage");
    await expect(create(server.chain.slice(0, 1))).rejects.toThrow("certificate-chain-length");
  });

  it("reach a group from before once a commit has told it the key", async () => {
    const { atAnna, atBen } = await conversation([]);
    const told = await anna.engine.commit(atAnna, { deliveryService: server.chain });
    const moved = await ben.engine.receive(atBen, told.commit);

    const seen = await ben.engine.receive(moved.group, await server.remove(told.groupInfo, 2));

    expect(seen.kind).toBe("proposal");
    expect(ben.engine.view(moved.group).people).toEqual(anna.engine.view(atAnna).people);
  });
});
