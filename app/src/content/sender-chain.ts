import { sameBytes, type Bytes } from "../protocol/index.ts";
import { refusesContent, type Finding } from "./finding.ts";
import type { ReceivedContent } from "./read.ts";

/** A chain with more holes than this is none. */
export const maxGaps = 256;

/** Counters that did not come, with the hashes of the content before and of the last missing one. */
interface ChainGap {
  readonly from: number;
  readonly to: number;
  readonly before: Bytes;
  readonly last: Bytes;
}

/** One sender's chain as its recipient knows it; times are the sender's. */
export interface ChainState {
  readonly counter: number;
  readonly hash: Bytes;
  readonly gaps: readonly ChainGap[];
  readonly seenAtMillis: number;
  readonly completeAtMillis: number;
}

export interface Head {
  readonly counter: number;
  readonly hash: Bytes;
}

interface Step {
  readonly chain: ChainState;
  readonly findings: readonly Finding[];
}

/** The chain of a device that was there before us begins behind what it said earlier. */
export function chainAt(counter: number, hash: Bytes): ChainState {
  return { counter, hash, gaps: [], seenAtMillis: 0, completeAtMillis: 0 };
}

export function takeContent(device: string, chain: ChainState, received: ReceivedContent): Step {
  const { counter, sentAtMillis } = received.content;
  const step = Number(counter) > chain.counter ? append(device, chain, received) : fill(device, chain, received);
  return step.findings.some(refusesContent) ? step : { ...step, chain: seen(step.chain, Number(sentAtMillis)) };
}

export function takeHead(device: string, chain: ChainState, head: Head, sentAtMillis: number): Step {
  const { counter, hash } = head;
  if (counter < chain.counter) {
    return { chain, findings: [] }; // an old one, overtaken
  }
  if (counter === chain.counter) {
    return fits(chain.hash, hash)
      ? { chain: seen(chain, sentAtMillis), findings: [] }
      : { chain, findings: [{ kind: "broken", device, counter }] };
  }
  if (chain.gaps.length >= maxGaps) {
    return { chain, findings: [{ kind: "broken", device, counter }] };
  }
  const from = chain.counter + 1;
  const gaps = [...chain.gaps, { from, to: counter, before: chain.hash, last: hash }];
  return {
    chain: seen({ ...chain, counter, hash, gaps }, sentAtMillis),
    findings: [{ kind: "missing", device, from, to: counter }],
  };
}

function append(device: string, chain: ChainState, { content, hash }: ReceivedContent): Step {
  const counter = Number(content.counter);
  const from = chain.counter + 1;
  const last = Uint8Array.from(content.previous);
  if (counter === from) {
    return fits(chain.hash, last)
      ? { chain: { ...chain, counter, hash }, findings: [] }
      : { chain, findings: [{ kind: "broken", device, counter }] };
  }
  if (chain.gaps.length >= maxGaps) {
    return { chain, findings: [{ kind: "broken", device, counter }] };
  }
  const gaps = [...chain.gaps, { from, to: counter - 1, before: chain.hash, last }];
  return { chain: { ...chain, counter, hash, gaps }, findings: [{ kind: "missing", device, from, to: counter - 1 }] };
}

function fill(device: string, chain: ChainState, { content, hash }: ReceivedContent): Step {
  const counter = Number(content.counter);
  const previous = Uint8Array.from(content.previous);
  const gap = chain.gaps.find(({ from, to }) => from <= counter && counter <= to);
  if (gap === undefined) {
    return { chain, findings: [{ kind: "repeated", device, counter }] };
  }
  const fitting =
    (counter > gap.from || fits(gap.before, previous)) &&
    (counter < gap.to || fits(gap.last, hash)) &&
    (counter === gap.from || counter === gap.to || chain.gaps.length < maxGaps);
  if (!fitting) {
    return { chain, findings: [{ kind: "broken", device, counter }] };
  }
  const rest = [
    { ...gap, to: counter - 1, last: previous },
    { ...gap, from: counter + 1, before: hash },
  ].filter(({ from, to }) => from <= to);
  const gaps = chain.gaps.flatMap((one) => (one === gap ? rest : [one]));
  return { chain: { ...chain, gaps }, findings: [{ kind: "late", device, counter }] };
}

/** The sender's clock never makes it earlier again. */
function seen(chain: ChainState, sentAtMillis: number): ChainState {
  const seenAtMillis = Math.max(chain.seenAtMillis, sentAtMillis);
  const completeAtMillis = chain.gaps.length === 0 ? seenAtMillis : chain.completeAtMillis;
  return { ...chain, seenAtMillis, completeAtMillis };
}

/** There is nothing before the first content. */
function fits(known: Uint8Array, claimed: Uint8Array): boolean {
  return known.length === 0 || sameBytes(known, claimed);
}
