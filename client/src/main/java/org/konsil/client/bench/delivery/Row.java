package org.konsil.client.bench.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.ledger.Verdict;

/**
 * The figures of one run.
 *
 * @param mode what was done
 * @param server to which server
 * @param connections how many at once
 * @param count messages
 * @param seconds by the clock on the wall, for {@code count}
 * @param acknowledgement until the sender heard that the message is on the disk
 * @param delivery until a reader had it
 * @param receipt until the sender heard that
 * @param load what it cost
 * @param ledger what became of each message, those of the warm-up included
 * @param more what only this mode measures, by name
 */
public record Row(
        String mode,
        String server,
        int connections,
        long count,
        double seconds,
        @Nullable Latency acknowledgement,
        @Nullable Latency delivery,
        @Nullable Latency receipt,
        @Nullable Load load,
        Verdict ledger,
        Map<String, Double> more) {

    /** Which run: mode, server, connections and messages. */
    record Of(String mode, String server, int connections, long count) {}

    /** Of a run whose load was measured from its beginning to its end. */
    static Row timed(Of what, Times times, Load load, Verdict ledger) {
        return new Row(
                what.mode(),
                what.server(),
                what.connections(),
                what.count(),
                load.seconds(),
                times.acknowledgement(),
                times.delivery(),
                times.receipt(),
                load,
                ledger,
                Map.of());
    }

    /** The same with these further figures. */
    Row with(Map<String, Double> further) {
        return new Row(
                mode, server, connections, count, seconds, acknowledgement, delivery, receipt, load, ledger, further);
    }

    public double perSecond() {
        return count / seconds;
    }
}
