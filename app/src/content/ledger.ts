import { refusesContent, type Finding } from "./finding.ts";
import type { ReceivedContent } from "./read.ts";
import { chainAt, maxGaps, takeContent, takeHead, type ChainState, type Head } from "./sender-chain.ts";

/** Numbers of the log that did not come. */
interface SeqGap {
  readonly from: number;
  readonly to: number;
  /** Devices that have not shown since where their chain ends. */
  readonly waitingFor: readonly string[];
}

/**
 * Whether a device has everything of one conversation (C2, N1). The server can make the numbers dense again after leaving
 * something out; the chains of the senders it cannot. Kept in the step that keeps what came.
 */
export interface Ledger {
  /** The highest number of the log that came. */
  readonly seq: number;
  readonly seqGaps: readonly SeqGap[];
  /** By device id. */
  readonly chains: Readonly<Record<string, ChainState>>;
}

export interface LedgerStep {
  readonly ledger: Ledger;
  readonly findings: readonly Finding[];
}

/** Who speaks, and whether it was in the conversation before this device: what it said earlier was not for us. */
export interface Speaker {
  readonly device: string;
  readonly sinceBefore: boolean;
  /** Whether it came back by itself and may have lost its chain: then it begins anew. */
  readonly restarted?: boolean;
}

/** `seq` is that of the Welcome that let this device in; 0 for who began the conversation. */
export function newLedger(seq: number): Ledger {
  return { seq, seqGaps: [], chains: {} };
}

/** An envelope came, whatever is in it. `others` are the conversation's devices but this one. */
export function tookEnvelope(ledger: Ledger, number: number, others: readonly string[]): LedgerStep {
  // Who left will not say where its chain ended.
  const waited = waitFor(ledger, (device) => others.includes(device));
  const known = waited.ledger;
  if (number > known.seq + 1) {
    const from = known.seq + 1;
    const missed = { ...known, seq: number, seqGaps: missedNumbers(known.seqGaps, from, number - 1, others) };
    return {
      ledger: missed,
      findings: [...waited.findings, { kind: "envelopes-missing", from, to: number - 1 }],
    };
  }
  if (number > known.seq) {
    return { ledger: { ...known, seq: number }, findings: waited.findings };
  }
  const gap = known.seqGaps.find(({ from, to }) => from <= number && number <= to);
  const kind = gap === undefined ? "envelope-repeated" : "envelope-late";
  const seqGaps = known.seqGaps.flatMap((one) => (one === gap ? without(one, number) : [one]));
  return { ledger: { ...known, seqGaps }, findings: [...waited.findings, { kind, seq: number }] };
}

/** A content of the chain came. */
export function tookContent(ledger: Ledger, speaker: Speaker, received: ReceivedContent): LedgerStep {
  const { counter, previous } = received.content;
  const before = { counter: Number(counter) - 1, hash: Uint8Array.from(previous) };
  const chain = chainOf(ledger, speaker, Number(counter), before);
  return shown(ledger, speaker.device, takeContent(speaker.device, chain, received));
}

/** A device says where its chain ends. */
export function tookHead(ledger: Ledger, speaker: Speaker, head: Head, sentAtMillis: number): LedgerStep {
  const chain = chainOf(ledger, speaker, head.counter, head);
  return shown(ledger, speaker.device, takeHead(speaker.device, chain, head, sentAtMillis));
}

/** The chain as it is known; else it begins where it is first heard, or with its first content. */
function chainOf(
  ledger: Ledger,
  { device, sinceBefore, restarted }: Speaker,
  counter: number,
  heard: Head,
): ChainState {
  const known = ledger.chains[device];
  if (known === undefined && sinceBefore) {
    return chainAt(heard.counter, heard.hash);
  }
  const anew = known === undefined || (restarted === true && counter <= known.counter);
  return anew ? chainAt(0, new Uint8Array()) : known;
}

/** A content that was asked for came from its own sender. Only what is missing is taken. */
export function tookResent(ledger: Ledger, device: string, received: ReceivedContent): LedgerStep {
  const counter = Number(received.content.counter);
  const chain = ledger.chains[device];
  if (chain === undefined || counter > chain.counter) {
    return { ledger, findings: [{ kind: "broken", device, counter }] };
  }
  const step = takeContent(device, chain, received);
  return { ledger: withChain(ledger, device, step.chain), findings: step.findings };
}

/** What to ask for again. */
export function missingOf(ledger: Ledger): readonly Extract<Finding, { kind: "missing" }>[] {
  return Object.entries(ledger.chains).flatMap(([device, { gaps }]) =>
    gaps.map(({ from, to }) => ({ kind: "missing" as const, device, from, to })),
  );
}

/** Whether numbers are missing that nobody has accounted for: everybody is asked for their head. */
export function asksForHeads({ seqGaps }: Ledger): boolean {
  return seqGaps.some(({ waitingFor }) => waitingFor.length > 0);
}

/** Everything that this device said up to then is here; 0 if nothing is known of it. */
export function completeUpTo({ chains }: Ledger, device: string): number {
  return chains[device]?.completeAtMillis ?? 0;
}

function shown(
  ledger: Ledger,
  device: string,
  step: { readonly chain: ChainState; readonly findings: readonly Finding[] },
): LedgerStep {
  const next = withChain(ledger, device, step.chain);
  if (step.findings.some(refusesContent)) {
    return { ledger: next, findings: step.findings };
  }
  const waited = waitFor(next, (one) => one !== device);
  return { ledger: waited.ledger, findings: [...step.findings, ...waited.findings] };
}

function withChain(ledger: Ledger, device: string, chain: ChainState): Ledger {
  return { ...ledger, chains: { ...ledger.chains, [device]: chain } };
}

function missedNumbers(gaps: readonly SeqGap[], from: number, to: number, others: readonly string[]): SeqGap[] {
  // Beyond the bound the last hole grows over what came in between: it is accounted for in the same way.
  const full = gaps.length >= maxGaps;
  const first = full ? (gaps.at(-1)?.from ?? from) : from;
  return [...(full ? gaps.slice(0, -1) : gaps), { from: first, to, waitingFor: others }];
}

function without(gap: SeqGap, number: number): SeqGap[] {
  return [
    { ...gap, to: number - 1 },
    { ...gap, from: number + 1 },
  ].filter(({ from, to }) => from <= to);
}

/** Waits for these devices only; a gap for which nobody is waited any more stays known, since its numbers may still come. */
function waitFor(ledger: Ledger, still: (device: string) => boolean): LedgerStep {
  const findings: Finding[] = [];
  const seqGaps = ledger.seqGaps.map((gap) => {
    const waitingFor = gap.waitingFor.filter(still);
    if (waitingFor.length === 0 && gap.waitingFor.length > 0) {
      findings.push({ kind: "envelopes-accounted", from: gap.from, to: gap.to });
    }
    return { ...gap, waitingFor };
  });
  return { ledger: { ...ledger, seqGaps }, findings };
}
