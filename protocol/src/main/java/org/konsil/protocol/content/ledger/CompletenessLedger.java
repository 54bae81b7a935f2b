package org.konsil.protocol.content.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.konsil.protocol.content.Head;
import org.konsil.protocol.content.ReceivedContent;
import org.konsil.protocol.content.ledger.Finding.ContentMissing;
import org.konsil.protocol.content.ledger.Finding.EnvelopeLate;
import org.konsil.protocol.content.ledger.Finding.EnvelopeRepeated;
import org.konsil.protocol.content.ledger.Finding.EnvelopesAccounted;
import org.konsil.protocol.content.ledger.Finding.EnvelopesMissing;

/**
 * Whether a device has everything of one conversation (C2, N1). It is told each envelope's number and each content of the
 * others, and says what is missing, repeated, late or contradictory. The server can make the numbers dense again after
 * leaving something out; the chains of the senders it cannot. What it withholds at the very end is found as soon as anything
 * later of that sender comes; until then {@link #completeUpTo} says how far this device knows. Not for two threads; the state
 * is kept in the step that keeps what came.
 */
public final class CompletenessLedger {

    private final Map<String, Chain> chains = new TreeMap<>();
    private final List<SeqGap> seqGaps = new ArrayList<>();
    private long seq;

    /** @param seq of the Welcome that let this device in; 0 for who began the conversation */
    public CompletenessLedger(long seq) {
        this.seq = seq;
    }

    /** Goes on where a kept one stood. */
    public static CompletenessLedger of(LedgerState state) {
        CompletenessLedger ledger = new CompletenessLedger(state.getSeq());
        ledger.seqGaps.addAll(state.getSeqGapsList());
        state.getChainsMap().forEach((device, chain) -> ledger.chains.put(device, new Chain(device, chain)));
        return ledger;
    }

    public LedgerState state() {
        LedgerState.Builder state = LedgerState.newBuilder().setSeq(seq).addAllSeqGaps(seqGaps);
        chains.forEach((device, chain) -> state.putChains(device, chain.state()));
        return state.build();
    }

    /**
     * An envelope came, whatever is in it.
     *
     * @param others the devices of the conversation but this one: after a gap each must show where its chain ends
     */
    public List<Finding> envelope(long number, Collection<String> others) {
        // Who left will not say where its chain ended.
        List<Finding> findings = waitFor(others::contains);
        if (number > seq + 1) {
            miss(seq + 1, number - 1, others);
            findings.add(new EnvelopesMissing(seq + 1, number - 1));
        } else if (number <= seq) {
            findings.add(fill(number) ? new EnvelopeLate(number) : new EnvelopeRepeated(number));
        }
        seq = Math.max(seq, number);
        return findings;
    }

    /**
     * A content of the chain came.
     *
     * @param sinceBefore whether its device was in the conversation before this one: what it said earlier was not for us
     */
    public List<Finding> content(String device, ReceivedContent content, boolean sinceBefore) {
        Chain chain = chains.get(device);
        if (chain == null) {
            long counter = content.content().getCounter();
            chain = sinceBefore
                    ? Chain.joinedAt(device, counter - 1, content.content().getPrevious())
                    : new Chain(device, ChainState.getDefaultInstance());
            chains.put(device, chain);
        }
        return shown(device, chain.take(content));
    }

    /** The device says where its chain ends. */
    public List<Finding> head(String device, Head head, Instant sentAt, boolean sinceBefore) {
        Chain chain = chains.computeIfAbsent(
                device,
                name -> sinceBefore
                        ? Chain.joinedAt(name, head.getCounter(), head.getHash())
                        : new Chain(name, ChainState.getDefaultInstance()));
        return shown(device, chain.take(head, sentAt.toEpochMilli()));
    }

    /** A content that was asked for came from its own sender. Only what is missing is taken. */
    public List<Finding> resent(String device, ReceivedContent content) {
        Chain chain = chains.get(device);
        if (chain == null || content.content().getCounter() > chain.state().getCounter()) {
            return List.of(new Finding.ChainBroken(device, content.content().getCounter()));
        }
        return chain.take(content);
    }

    /** A device left; its chain begins anew if it ever comes back. */
    public void forget(String device) {
        chains.remove(device);
    }

    /** What to ask for again, by device. */
    public List<ContentMissing> missing() {
        List<ContentMissing> missing = new ArrayList<>();
        chains.forEach((device, chain) -> chain.state()
                .getGapsList()
                .forEach(gap -> missing.add(new ContentMissing(device, gap.getFrom(), gap.getTo()))));
        return missing;
    }

    /** Whether numbers of the log are missing that nobody has accounted for: everybody is asked for their head. */
    public boolean asksForHeads() {
        return seqGaps.stream().anyMatch(gap -> gap.getWaitingForCount() > 0);
    }

    /** Everything that this device said up to then is here; empty if nothing is known of it. */
    public Optional<Instant> completeUpTo(String device) {
        return Optional.ofNullable(chains.get(device))
                .map(known -> known.state().getCompleteAtMillis())
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli);
    }

    private List<Finding> shown(String device, List<Finding> found) {
        if (found.stream().anyMatch(Finding::refusesContent)) {
            return found;
        }
        List<Finding> findings = new ArrayList<>(found);
        findings.addAll(waitFor(one -> !one.equals(device)));
        return findings;
    }

    private void miss(long from, long to, Collection<String> others) {
        // Beyond the bound the last hole grows over what came in between: it is accounted for in the same way.
        SeqGap.Builder gap = seqGaps.size() < Chain.MAX_GAPS
                ? SeqGap.newBuilder().setFrom(from)
                : seqGaps.remove(seqGaps.size() - 1).toBuilder();
        seqGaps.add(gap.setTo(to).clearWaitingFor().addAllWaitingFor(others).build());
    }

    /** Whether the number was missing. */
    private boolean fill(long number) {
        for (SeqGap gap : List.copyOf(seqGaps)) {
            if (gap.getFrom() <= number && number <= gap.getTo()) {
                int at = seqGaps.indexOf(gap);
                seqGaps.remove(at);
                if (number < gap.getTo()) {
                    seqGaps.add(at, gap.toBuilder().setFrom(number + 1).build());
                }
                if (number > gap.getFrom()) {
                    seqGaps.add(at, gap.toBuilder().setTo(number - 1).build());
                }
                return true;
            }
        }
        return false;
    }

    /** Waits for these devices only; a gap for which nobody is waited any more stays known, since its numbers may still come. */
    private List<Finding> waitFor(Predicate<String> still) {
        List<Finding> accounted = new ArrayList<>();
        seqGaps.replaceAll(gap -> {
            List<String> waiting =
                    gap.getWaitingForList().stream().filter(still).toList();
            if (waiting.isEmpty() && gap.getWaitingForCount() > 0) {
                accounted.add(new EnvelopesAccounted(gap.getFrom(), gap.getTo()));
            }
            return gap.toBuilder().clearWaitingFor().addAllWaitingFor(waiting).build();
        });
        return accounted;
    }
}
