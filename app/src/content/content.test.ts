import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, hex, sha256, utf8, uuidText, type Bytes } from "../protocol/index.ts";
import {
  asksForHeads,
  completeUpTo,
  contentOutside,
  missingOf,
  newLedger,
  nextContent,
  readContent,
  refusesContent,
  tookContent,
  tookEnvelope,
  tookHead,
  tookResent,
  type ChainEnd,
  type Finding,
  type Ledger,
  type LedgerStep,
  type ReceivedContent,
} from "./index.ts";

/** The same file that Java's ContentFormatTest and LedgerVectorTest read. */
const vectors = JSON.parse(readFileSync("../protocol/test-vectors/content.json", "utf8")) as {
  readonly contents: readonly { name: string; content: string; kind?: string; hash?: string; fault?: string }[];
  readonly scripts: readonly {
    name: string;
    start: number;
    sinceBefore: readonly string[];
    steps: readonly { do: string; say: readonly string[] }[];
    missing: readonly string[];
    completeUpTo: Readonly<Record<string, number>>;
  }[];
};

/** The messages of one device, as the vectors' file describes them. */
class TestChain {
  readonly #device: string;
  readonly #ends: ChainEnd[] = [{ counter: 0, hash: new Uint8Array() }];
  readonly #contents: Bytes[] = [];

  constructor(device: string) {
    this.#device = device;
  }

  async content(counter: number): Promise<ReceivedContent> {
    while (this.#contents.length < counter) {
      const made = await this.#make(this.#contents.length + 1, "");
      this.#contents.push(made.content);
      this.#ends.push(made.end);
    }
    return readContent(this.#contents[counter - 1] ?? new Uint8Array());
  }

  async fork(counter: number): Promise<ReceivedContent> {
    await this.content(counter);
    return readContent((await this.#make(counter, "!")).content);
  }

  async head(counter: number): Promise<ChainEnd> {
    if (counter > 0) await this.content(counter);
    return this.#endAt(counter);
  }

  #endAt(counter: number): ChainEnd {
    return this.#ends[counter] ?? { counter: -1, hash: new Uint8Array() };
  }

  async #make(counter: number, mark: string): Promise<{ content: Bytes; end: ChainEnd }> {
    const id = (await sha256(utf8(`${this.#device} ${String(counter)}`))).slice(0, 16);
    return nextContent(this.#endAt(counter - 1), {
      messageId: uuidText(id),
      sentAtMillis: counter * 1000,
      body: { case: "text", value: { text: `${this.#device} ${String(counter)}${mark}` } },
    });
  }
}

function said(finding: Finding): string {
  switch (finding.kind) {
    case "envelopes-missing":
    case "envelopes-accounted":
      return `${finding.kind} ${String(finding.from)}-${String(finding.to)}`;
    case "envelope-late":
    case "envelope-repeated":
      return `${finding.kind} ${String(finding.seq)}`;
    case "missing":
      return `missing ${finding.device} ${String(finding.from)}-${String(finding.to)}`;
    case "late":
    case "repeated":
    case "broken":
      return `${finding.kind} ${finding.device} ${String(finding.counter)}`;
  }
}

async function take(
  ledger: Ledger,
  words: readonly string[],
  chains: Map<string, TestChain>,
  sinceBefore: readonly string[],
): Promise<LedgerStep> {
  const [deed, device = "", number] = words;
  if (deed === "envelope") return tookEnvelope(ledger, Number(device), ["anna", "ben"]);
  const chain = chains.get(device) ?? new TestChain(device);
  chains.set(device, chain);
  const counter = Number(number);
  const speaker = { device, sinceBefore: sinceBefore.includes(device) };
  const halfLater = counter === 0 ? 0 : counter * 1000 + 500;
  switch (deed) {
    case "content":
      return tookContent(ledger, speaker, await chain.content(counter));
    case "fork":
      return tookContent(ledger, speaker, await chain.fork(counter));
    case "resent":
      return tookResent(ledger, device, await chain.content(counter));
    case "resent-fork":
      return tookResent(ledger, device, await chain.fork(counter));
    case "head":
      return tookHead(ledger, speaker, await chain.head(counter), halfLater);
    case "head-fork":
      return tookHead(ledger, speaker, { counter, hash: (await chain.fork(counter)).hash }, halfLater);
    case undefined:
    default:
      throw new Error("no such step");
  }
}

describe("what was decrypted (C2)", () => {
  it.each(vectors.contents)("is read or refused as the vectors say: $name", async ({ content, kind, hash, fault }) => {
    const read = readContent(fromHex(content));
    if (fault !== undefined) {
      const code = `content-${fault.toLowerCase().replaceAll("_", "-")}`;
      await expect(read).rejects.toMatchObject({ name: "TamperedError", code });
      return;
    }
    const received = await read;
    expect(received.content.body.case ?? "unknown").toBe(kind);
    expect(hex(received.hash)).toBe(hash);
  });

  it("is refused unread when it is too large, and in another message's envelope", async () => {
    await expect(readContent(new Uint8Array(192 * 1024 + 1))).rejects.toMatchObject({ code: "content-too-large" });
    const body = { case: "head" as const, value: {} };
    const head = contentOutside({ messageId: crypto.randomUUID(), sentAtMillis: 1, body });
    await expect(readContent(head, new Uint8Array(16))).rejects.toMatchObject({ code: "content-foreign-envelope" });
  });
});

describe("the ledger (C2, N1)", () => {
  it.each(vectors.scripts)("says what the script says: $name", async (script) => {
    const chains = new Map<string, TestChain>();
    let ledger = newLedger(script.start);
    for (const step of script.steps) {
      const taken = await take(ledger, step.do.split(" "), chains, script.sinceBefore);
      expect(taken.findings.map(said), step.do).toEqual(step.say);
      ledger = taken.ledger;
    }
    expect(missingOf(ledger).map((gap) => said(gap).replace("missing ", ""))).toEqual(script.missing);
    for (const [device, millis] of Object.entries(script.completeUpTo)) {
      expect(Math.floor(completeUpTo(ledger, device) / 1000) * 1000).toBe(millis);
    }
  });
});

type Fate = "kept" | "dropped" | "repeated" | "cut" | "early";

interface Sent {
  readonly device: string;
  readonly counter: number;
  readonly seq: number;
  readonly cut: boolean;
}

const devices = ["anna", "ben", "carla"] as const;
const fates: readonly Fate[] = ["kept", "kept", "kept", "dropped", "repeated", "cut", "early"];
const history = fc.array(
  fc.record({ device: fc.constantFrom(...devices), fate: fc.constantFrom(...fates), place: fc.nat(99) }),
  {
    minLength: 1,
    maxLength: 30,
  },
);

describe("whatever network and server do (C2, N1)", () => {
  it("is reported, and nothing else, by the time the senders' heads came", async () => {
    const chains = new Map(devices.map((device) => [device as string, new TestChain(device)]));
    const contentOf = async ({ device, counter }: { device: string; counter: number }): Promise<ReceivedContent> =>
      (await chains.get(device)?.content(counter)) ?? Promise.reject(new Error("no chain"));
    await fc.assert(
      fc.asyncProperty(history, fc.boolean(), async (log, serverLies) => {
        const lengths = new Map<string, number>();
        const arriving: Sent[] = [];
        log.forEach(({ device, fate, place }, at) => {
          const counter = (lengths.get(device) ?? 0) + 1;
          lengths.set(device, counter);
          const sent = { device, counter, seq: at + 1, cut: fate === "cut" };
          if (fate === "early") arriving.splice(place % (arriving.length + 1), 0, sent);
          else if (fate === "repeated") arriving.push(sent, sent);
          else if (fate !== "dropped") arriving.push(sent);
        });
        const held = new Set<string>();
        const numbers = new Set<number>();
        let ledger = newLedger(0);
        for (const [at, sent] of arriving.entries()) {
          const seq = serverLies ? at + 1 : sent.seq;
          const numbered = tookEnvelope(ledger, seq, devices);
          expect(numbered.findings.some(refusesContent)).toBe(numbers.has(seq));
          numbers.add(seq);
          ledger = numbered.ledger;
          if (!sent.cut) {
            const name = `${sent.device} ${String(sent.counter)}`;
            const taken = tookContent(ledger, { device: sent.device, sinceBefore: false }, await contentOf(sent));
            expect(taken.findings.some(({ kind }) => kind === "repeated")).toBe(held.has(name));
            held.add(name);
            ledger = taken.ledger;
          }
          for (const device of devices) {
            for (let counter = 1; counter * 1000 <= completeUpTo(ledger, device); counter++) {
              expect(held).toContain(`${device} ${String(counter)}`);
            }
          }
        }
        for (const device of devices) {
          const length = lengths.get(device) ?? 0;
          const head = (await chains.get(device)?.head(length)) ?? { counter: -1, hash: new Uint8Array() };
          ledger = tookHead(ledger, { device, sinceBefore: false }, head, length * 1000 + 1).ledger;
        }
        const lost = [...lengths].flatMap(([device, length]) =>
          Array.from({ length }, (_, at) => ({ device, counter: at + 1 })).filter(
            ({ counter }) => !held.has(`${device} ${String(counter)}`),
          ),
        );
        const missing = missingOf(ledger).flatMap(({ device, from, to }) =>
          Array.from({ length: to - from + 1 }, (_, at) => `${device} ${String(from + at)}`),
        );
        expect(missing.sort()).toEqual(lost.map(({ device, counter }) => `${device} ${String(counter)}`).sort());
        expect(asksForHeads(ledger)).toBe(false);
        for (const one of lost.reverse()) {
          const taken = tookResent(ledger, one.device, await contentOf(one));
          expect(taken.findings).toEqual([{ kind: "late", ...one }]);
          ledger = taken.ledger;
        }
        expect(missingOf(ledger)).toEqual([]);
        devices.forEach((device) => {
          expect(completeUpTo(ledger, device)).toBe((lengths.get(device) ?? 0) * 1000 + 1);
        });
      }),
      { numRuns: 150 },
    );
  });
});
