package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.Shelf;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.Head;
import org.konsil.protocol.content.ReceivedContent;
import org.konsil.protocol.content.ledger.ChainState;
import org.konsil.protocol.content.ledger.CompletenessLedger;
import org.konsil.protocol.content.ledger.Finding;
import org.konsil.protocol.content.ledger.LedgerState;

/**
 * The ledger of one conversation, for one envelope (docs/protocol/content.md, "The ledger"). Of the chains only that of the speaker is read
 * and written, so that a message costs the same in a large group; what changed is written in the envelope's own step.
 */
final class Ledger {

    private final Records records;
    private final Conversation conversation;
    private final Shelf<SenderChain> chains;
    private final List<Change> changes = new ArrayList<>();
    private LedgerState numbers;

    Ledger(Records records, Conversation conversation) {
        this.records = records;
        this.conversation = conversation;
        this.chains = records.chains(conversation.id());
        this.numbers = records
                .gaps
                .find(conversation.id().toString())
                .map(gaps -> numbers(gaps.state()))
                .orElse(LedgerState.getDefaultInstance())
                .toBuilder()
                .setSeq(conversation.cursor())
                .build();
    }

    /** Whether this number came before. */
    boolean has(long seq) {
        return seq <= numbers.getSeq()
                && numbers.getSeqGapsList().stream().noneMatch(gap -> gap.getFrom() <= seq && seq <= gap.getTo());
    }

    /**
     * An envelope came.
     *
     * @param others the devices of the conversation but this one; asked for only if a number is or was missing
     */
    List<Finding> envelope(long seq, Supplier<Collection<String>> others) {
        if (seq == numbers.getSeq() + 1 && numbers.getSeqGapsCount() == 0) {
            numbers = numbers.toBuilder().setSeq(seq).build();
            return List.of();
        }
        CompletenessLedger ledger = CompletenessLedger.of(numbers);
        List<Finding> findings = ledger.envelope(seq, others.get());
        keepNumbers(ledger.state());
        return findings;
    }

    /** A content of the chain came from this device. */
    List<Finding> content(UUID device, ReceivedContent received) {
        Known known = known(device);
        CompletenessLedger ledger = known.ledger();
        boolean anew = known.restarted() && beginsAnew(known.state(), received.content());
        if (anew) {
            ledger.forget(device.toString());
        }
        List<Finding> findings = ledger.content(device.toString(), received, anew || known.sinceBefore());
        keep(device, ledger, known.restarted() && findings.stream().anyMatch(Finding::refusesContent));
        return findings;
    }

    /** Whoever lost their chain goes on from an older place, or with other contents than before; it begins where it is heard then. */
    private static boolean beginsAnew(ChainState state, Content content) {
        boolean follows = content.getCounter() == state.getCounter() + 1
                && content.getPrevious().equals(state.getHash());
        return content.getCounter() <= state.getCounter() + 1 && !follows || state.getCounter() == 0;
    }

    /** The device says where its chain ends. */
    List<Finding> head(UUID device, Head head, Instant sentAt) {
        Known known = known(device);
        CompletenessLedger ledger = known.ledger();
        boolean anew = known.restarted()
                && head.getCounter() <= known.state().getCounter()
                && !head.getHash().equals(known.state().getHash());
        if (anew) {
            ledger.forget(device.toString());
        }
        List<Finding> findings = ledger.head(device.toString(), head, sentAt, anew || known.sinceBefore());
        keep(device, ledger, known.restarted());
        return findings;
    }

    /** A content that was asked for came from its own sender. */
    List<Finding> resent(UUID device, ReceivedContent received) {
        Known known = known(device);
        CompletenessLedger ledger = known.ledger();
        List<Finding> findings = ledger.resent(device.toString(), received);
        keep(device, ledger, known.restarted());
        return findings;
    }

    /** What to ask for again. */
    List<Finding.ContentMissing> missing() {
        LedgerState.Builder all = numbers.toBuilder();
        chains.all().forEach((device, chain) -> all.putChains(device, chain(chain.state())));
        return CompletenessLedger.of(all.build()).missing();
    }

    /** Whether everybody is asked where their chain ends. */
    boolean asksForHeads() {
        return CompletenessLedger.of(numbers).asksForHeads();
    }

    /** To be written in the envelope's step. */
    List<Change> changes() {
        return changes;
    }

    /** A device came in by itself: it may have lost its chain. */
    static Change restarted(Records records, UUID conversation, UUID device) {
        Shelf<SenderChain> chains = records.chains(conversation);
        byte[] state = chains.find(device.toString())
                .map(SenderChain::state)
                .orElseGet(() -> ChainState.getDefaultInstance().toByteArray());
        return chains.put(device.toString(), new SenderChain(state, true));
    }

    /** What this device knows of the others when it comes in, or comes back: nothing earlier of theirs is missing. */
    static Change begun(Records records, UUID conversation, Collection<UUID> there, long epoch) {
        return records.sinceBefore.put(conversation.toString(), new SinceBefore(List.copyOf(there), epoch));
    }

    /** Whoever is let in begins a chain anew, also after having been in it before. */
    static List<Change> letIn(Records records, UUID conversation, Collection<UUID> devices) {
        Shelf<SenderChain> chains = records.chains(conversation);
        return devices.stream().map(device -> chains.remove(device.toString())).toList();
    }

    /** Chains and numbers of before, if what was said since was not for this device. */
    static List<Change> forgotten(Records records, UUID conversation) {
        Shelf<SenderChain> chains = records.chains(conversation);
        List<Change> changes = new ArrayList<>();
        chains.all().keySet().forEach(device -> changes.add(chains.remove(device)));
        changes.add(records.gaps.remove(conversation.toString()));
        return changes;
    }

    private record Known(
            @Nullable ChainState chain, boolean restarted, boolean sinceBefore, CompletenessLedger ledger) {

        ChainState state() {
            return chain == null ? ChainState.getDefaultInstance() : chain;
        }
    }

    private Known known(UUID device) {
        Optional<SenderChain> kept = chains.find(device.toString());
        LedgerState.Builder with = numbers.toBuilder();
        ChainState state = kept.map(chain -> chain(chain.state())).orElse(null);
        if (state != null) {
            with.putChains(device.toString(), state);
        }
        boolean sinceBefore = state == null
                && records.sinceBefore
                        .find(conversation.id().toString())
                        .orElse(SinceBefore.NOBODY)
                        .devices()
                        .contains(device);
        boolean restarted = kept.map(SenderChain::restarted).orElse(false);
        return new Known(state, restarted, sinceBefore, CompletenessLedger.of(with.build()));
    }

    private void keep(UUID device, CompletenessLedger ledger, boolean restarted) {
        LedgerState state = ledger.state();
        keepNumbers(state);
        ChainState chain = state.getChainsMap().get(device.toString());
        if (chain != null) {
            changes.add(chains.put(device.toString(), new SenderChain(chain.toByteArray(), restarted)));
        }
    }

    private void keepNumbers(LedgerState state) {
        LedgerState next = state.toBuilder().clearChains().build();
        if (!next.getSeqGapsList().equals(numbers.getSeqGapsList())) {
            String id = conversation.id().toString();
            changes.add(
                    next.getSeqGapsCount() == 0
                            ? records.gaps.remove(id)
                            : records.gaps.put(id, new LogGaps(next.toByteArray())));
        }
        numbers = next;
    }

    private static LedgerState numbers(byte[] state) {
        try {
            return LedgerState.parseFrom(ByteString.copyFrom(state));
        } catch (InvalidProtocolBufferException e) {
            throw new TamperedException("record-malformed", e);
        }
    }

    private static ChainState chain(byte[] state) {
        try {
            return ChainState.parseFrom(ByteString.copyFrom(state));
        } catch (InvalidProtocolBufferException e) {
            throw new TamperedException("record-malformed", e);
        }
    }
}
