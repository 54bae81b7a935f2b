package org.konsil.protocol.content.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.konsil.protocol.content.ContentFormat;
import org.konsil.protocol.content.ReceivedContent;
import org.konsil.protocol.content.TestChain;

/** Whatever network and server do to the envelopes, the ledger is never silently wrong. */
@Label("C2 N1 drop, repeat, reorder, truncate any subset")
class LedgerPropertyTest {

    private static final Set<String> DEVICES = Set.of("anna", "ben", "carla");

    private record Sent(String device, int counter, long seq, byte[] bytes) {}

    private final Map<String, TestChain> chains = new TreeMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<String, Set<Integer>> held = new HashMap<>();
    private final Set<Long> cameWithNumber = new HashSet<>();
    private CompletenessLedger ledger = new CompletenessLedger(0);

    @Property(tries = 400)
    @Label("is reported, and nothing else, by the time the senders' heads came")
    void isReported(@ForAll @IntRange(min = 1, max = 40) int count, @ForAll boolean serverLies, @ForAll long seed) {
        Random random = new Random(seed);
        begin();
        List<Sent> arriving = changed(sent(count, random), random);
        if (serverLies) {
            arriving = numberedAnew(arriving);
        }

        for (Sent one : arriving) {
            arrive(one);
            isNeverSilentlyWrong();
        }
        long highest = cameWithNumber.stream().mapToLong(Long::longValue).max().orElse(0);
        assertThat(ledger.state().getSeq()).isEqualTo(highest);
        headsCome();

        assertThat(missing()).isEqualTo(lost());
        assertThat(ledger.asksForHeads()).isFalse();
        askAgain(random);
        assertThat(ledger.missing()).isEmpty();
        lengths.forEach((device, length) -> assertThat(ledger.completeUpTo(device))
                .isEqualTo(Optional.of(Instant.ofEpochSecond(length, 1_000_000))));
    }

    private void begin() {
        chains.clear();
        held.clear();
        cameWithNumber.clear();
        ledger = new CompletenessLedger(0);
        DEVICES.forEach(device -> {
            chains.put(device, new TestChain(device));
            lengths.put(device, 0);
            held.put(device, new HashSet<>());
        });
    }

    private List<Sent> sent(int count, Random random) {
        List<Sent> log = new ArrayList<>();
        List<String> names = List.copyOf(chains.keySet());
        for (int seq = 1; seq <= count; seq++) {
            String device = names.get(random.nextInt(names.size()));
            int counter = lengths.merge(device, 1, Integer::sum);
            log.add(new Sent(device, counter, seq, chains.get(device).encoded(counter)));
        }
        return log;
    }

    /** Every envelope has one chance in two to be left as it is. */
    private static List<Sent> changed(List<Sent> log, Random random) {
        List<Sent> arriving = new ArrayList<>();
        for (Sent one : log) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    // Dropped.
                }
                case 1 -> arriving.addAll(List.of(one, one));
                case 2 -> arriving.add(cut(one));
                case 3 -> arriving.add(random.nextInt(arriving.size() + 1), one);
                default -> arriving.add(one);
            }
        }
        if (random.nextInt(10) == 0) {
            Collections.shuffle(arriving, random);
        }
        return arriving;
    }

    /** MLS refuses a ciphertext that was cut or changed: the number comes, the content does not. */
    private static Sent cut(Sent one) {
        return new Sent(one.device(), one.counter(), one.seq(), new byte[0]);
    }

    private static List<Sent> numberedAnew(List<Sent> arriving) {
        List<Sent> dense = new ArrayList<>();
        for (Sent one : arriving) {
            dense.add(new Sent(one.device(), one.counter(), dense.size() + 1, one.bytes()));
        }
        return dense;
    }

    private void arrive(Sent one) {
        List<Finding> numbers = ledger.envelope(one.seq(), DEVICES);
        boolean again = !cameWithNumber.add(one.seq());
        assertThat(numbers.stream().anyMatch(Finding::refusesContent)).isEqualTo(again);
        if (one.bytes().length == 0) {
            return;
        }
        ReceivedContent content = ContentFormat.read(one.bytes());
        List<Finding> found = ledger.content(one.device(), content, false);
        boolean repeated = !held.get(one.device()).add(one.counter());
        assertThat(found.contains(new Finding.ContentRepeated(one.device(), one.counter())))
                .isEqualTo(repeated);
    }

    /** What is said to be complete up to a time is: every content sent until then is held. */
    private void isNeverSilentlyWrong() {
        chains.keySet()
                .forEach(device -> ledger.completeUpTo(device).ifPresent(time -> {
                    for (int counter = 1; counter <= time.getEpochSecond(); counter++) {
                        assertThat(held.get(device)).contains(counter);
                    }
                }));
    }

    private void headsCome() {
        lengths.forEach((device, length) ->
                ledger.head(device, chains.get(device).head(length), Instant.ofEpochSecond(length, 1_000_000), false));
    }

    private Map<String, Set<Integer>> missing() {
        Map<String, Set<Integer>> missing = new HashMap<>();
        ledger.missing().forEach(gap -> {
            for (int counter = (int) gap.from(); counter <= gap.to(); counter++) {
                missing.computeIfAbsent(gap.device(), name -> new HashSet<>()).add(counter);
            }
        });
        return missing;
    }

    private Map<String, Set<Integer>> lost() {
        Map<String, Set<Integer>> lost = new HashMap<>();
        lengths.forEach((device, length) -> {
            for (int counter = 1; counter <= length; counter++) {
                if (!held.get(device).contains(counter)) {
                    lost.computeIfAbsent(device, name -> new HashSet<>()).add(counter);
                }
            }
        });
        return lost;
    }

    private void askAgain(Random random) {
        lost().forEach((device, counters) -> {
            List<Integer> order = new ArrayList<>(counters);
            Collections.shuffle(order, random);
            for (int counter : order) {
                assertThat(ledger.resent(device, chains.get(device).content(counter)))
                        .containsExactly(new Finding.ContentLate(device, counter));
            }
        });
    }
}
