package org.konsil.protocol.content.ledger;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.Head;
import org.konsil.protocol.content.ReceivedContent;
import org.konsil.protocol.content.ledger.Finding.ChainBroken;
import org.konsil.protocol.content.ledger.Finding.ContentLate;
import org.konsil.protocol.content.ledger.Finding.ContentMissing;
import org.konsil.protocol.content.ledger.Finding.ContentRepeated;

/** One sender's chain as its recipient knows it. */
final class Chain {

    /** A chain with more holes than this is none. */
    static final int MAX_GAPS = 256;

    private final String device;
    private final ChainState.Builder state;

    Chain(String device, ChainState state) {
        this.device = device;
        this.state = state.toBuilder();
    }

    /** The chain of a device that was there before us: what it said earlier was not for us. */
    static Chain joinedAt(String device, long counter, ByteString hash) {
        return new Chain(
                device,
                ChainState.newBuilder().setCounter(counter).setHash(hash).build());
    }

    ChainState state() {
        return state.build();
    }

    List<Finding> take(ReceivedContent received) {
        Content content = received.content();
        long counter = content.getCounter();
        List<Finding> findings = counter > state.getCounter() ? append(received) : fill(received);
        if (findings.stream().noneMatch(Finding::refusesContent)) {
            seen(content.getSentAtMillis());
        }
        return findings;
    }

    List<Finding> take(Head head, long sentAtMillis) {
        long counter = head.getCounter();
        if (counter < state.getCounter()) {
            return List.of(); // an old one, overtaken
        }
        if (counter == state.getCounter()) {
            if (!fits(state.getHash(), head.getHash())) {
                return List.of(new ChainBroken(device, counter));
            }
            seen(sentAtMillis);
            return List.of();
        }
        if (state.getGapsCount() >= MAX_GAPS) {
            return List.of(new ChainBroken(device, counter));
        }
        Finding missing = miss(state.getCounter() + 1, counter, head.getHash());
        state.setCounter(counter).setHash(head.getHash());
        seen(sentAtMillis);
        return List.of(missing);
    }

    private List<Finding> append(ReceivedContent received) {
        Content content = received.content();
        long next = state.getCounter() + 1;
        long counter = content.getCounter();
        List<Finding> findings = new ArrayList<>();
        if (counter > next) {
            if (state.getGapsCount() >= MAX_GAPS) {
                return List.of(new ChainBroken(device, counter));
            }
            findings.add(miss(next, counter - 1, content.getPrevious()));
        } else if (!fits(state.getHash(), content.getPrevious())) {
            return List.of(new ChainBroken(device, counter));
        }
        state.setCounter(counter).setHash(received.hash());
        return findings;
    }

    private List<Finding> fill(ReceivedContent received) {
        long counter = received.content().getCounter();
        Optional<ChainGap> found = state.getGapsList().stream()
                .filter(gap -> gap.getFrom() <= counter && counter <= gap.getTo())
                .findFirst();
        if (found.isEmpty()) {
            return List.of(new ContentRepeated(device, counter));
        }
        ChainGap gap = found.get();
        boolean fitsBefore = counter > gap.getFrom()
                || fits(gap.getBefore(), received.content().getPrevious());
        boolean fitsAfter = counter < gap.getTo() || fits(gap.getLast(), received.hash());
        boolean splits = gap.getFrom() < counter && counter < gap.getTo();
        if (!fitsBefore || !fitsAfter || splits && state.getGapsCount() >= MAX_GAPS) {
            return List.of(new ChainBroken(device, counter));
        }
        split(gap, received);
        return List.of(new ContentLate(device, counter));
    }

    private void split(ChainGap gap, ReceivedContent received) {
        long counter = received.content().getCounter();
        List<ChainGap> gaps = new ArrayList<>(state.getGapsList());
        int at = gaps.indexOf(gap);
        gaps.remove(at);
        if (counter < gap.getTo()) {
            gaps.add(
                    at,
                    gap.toBuilder()
                            .setFrom(counter + 1)
                            .setBefore(received.hash())
                            .build());
        }
        if (counter > gap.getFrom()) {
            gaps.add(
                    at,
                    gap.toBuilder()
                            .setTo(counter - 1)
                            .setLast(received.content().getPrevious())
                            .build());
        }
        state.clearGaps().addAllGaps(gaps);
    }

    private Finding miss(long from, long to, ByteString last) {
        state.addGaps(ChainGap.newBuilder()
                .setFrom(from)
                .setTo(to)
                .setBefore(state.getHash())
                .setLast(last));
        return new ContentMissing(device, from, to);
    }

    /** The sender's clock never makes it earlier again. */
    private void seen(long sentAtMillis) {
        state.setSeenAtMillis(Math.max(state.getSeenAtMillis(), sentAtMillis));
        if (state.getGapsCount() == 0) {
            state.setCompleteAtMillis(state.getSeenAtMillis());
        }
    }

    /** There is nothing before the first content. */
    private static boolean fits(ByteString known, ByteString claimed) {
        return known.isEmpty() || known.equals(claimed);
    }
}
