package org.konsil.client.bench.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of messages from their senders to their readers. A send that was not acknowledged is neither lost nor
 * delivered: it is unknown, and may be shown or not. Any thread may write.
 */
public final class DeliveryLedger {

    private final Map<UUID, Entry> entries = new HashMap<>();
    private final List<Entry> inOrder = new ArrayList<>();
    private final Map<UUID, Set<UUID>> readers = new HashMap<>();
    private final Map<UUID, Reader> shownTo = new HashMap<>();
    private final BitSet acknowledged = new BitSet();
    private long shown;
    private long twice;
    private long reordered;
    private long foreign;
    private long altered;

    private record Entry(int number, UUID conversation, UUID sender, int digest) {}

    private record Line(UUID conversation, UUID sender) {}

    private static final class Reader {
        private final BitSet shown = new BitSet();
        private final Map<Line, Integer> last = new HashMap<>();
    }

    /** Whoever is to be shown what is acknowledged in this conversation. */
    public synchronized void expect(UUID conversation, Collection<UUID> devices) {
        readers.put(conversation, Set.copyOf(devices));
    }

    /**
     * A sender hands a message to the server; a repeat changes nothing.
     *
     * @param digest of the bytes that readers must get
     */
    public synchronized void sent(UUID conversation, UUID sender, UUID message, int digest) {
        Entry entry = new Entry(inOrder.size(), conversation, sender, digest);
        if (entries.putIfAbsent(message, entry) == null) {
            inOrder.add(entry);
        }
    }

    /** The server told the sender that it has the message. */
    public synchronized void acknowledged(UUID message) {
        Entry entry = entries.get(message);
        if (entry == null) {
            foreign++;
        } else {
            acknowledged.set(entry.number());
        }
    }

    /** A reader is shown a message. */
    public synchronized void shown(UUID reader, UUID conversation, UUID message, int digest) {
        shown++;
        Entry entry = entries.get(message);
        if (entry == null || !entry.conversation().equals(conversation)) {
            foreign++;
            return;
        }
        if (entry.digest() != digest) {
            altered++;
        }
        Reader at = shownTo.computeIfAbsent(reader, unused -> new Reader());
        if (at.shown.get(entry.number())) {
            twice++;
            return;
        }
        at.shown.set(entry.number());
        Integer last = at.last.get(new Line(conversation, entry.sender()));
        if (last != null && last > entry.number()) {
            reordered++;
        } else {
            at.last.put(new Line(conversation, entry.sender()), entry.number());
        }
    }

    /** How many pairs of an acknowledged message and a reader are still open. */
    public synchronized long missing() {
        long missing = 0;
        for (int number = acknowledged.nextSetBit(0); number >= 0; number = acknowledged.nextSetBit(number + 1)) {
            missing += missing(inOrder.get(number));
        }
        return missing;
    }

    private long missing(Entry entry) {
        long missing = 0;
        for (UUID device : readers.getOrDefault(entry.conversation(), Set.of())) {
            Reader reader = shownTo.get(device);
            if (!device.equals(entry.sender()) && !has(reader, entry)) {
                missing++;
            }
        }
        return missing;
    }

    private static boolean has(@Nullable Reader reader, Entry entry) {
        return reader != null && reader.shown.get(entry.number());
    }

    /** What there is to say now. */
    public synchronized Verdict verdict() {
        return new Verdict(
                inOrder.size(), acknowledged.cardinality(), shown, missing(), twice, reordered, foreign, altered);
    }
}
