package org.konsil.client.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.delivery.DeliveryBench;
import org.konsil.client.bench.delivery.Latency;
import org.konsil.client.bench.delivery.Load;
import org.konsil.client.bench.delivery.Row;

/** Figures of deliveries, for people. */
final class DeliveryTable {

    private static final String NOTHING = "-";

    private final PrintWriter out;

    DeliveryTable(PrintWriter out) {
        this.out = out;
    }

    void print(DeliveryBench.Result result) {
        out.println();
        out.println("                                                       ms, 50 and 99 of 100      CPU s/1000"
                + "       syncs      cores used by");
        out.println("what             server             count      each s  acknowledged  delivered   server    db"
                + "   a message  clients  others");
        for (Row row : result.rows()) {
            Load load = row.load();
            out.printf(
                    Locale.ROOT,
                    "%-16s %-16s %8d  %10.1f  %12s  %11s  %s%n",
                    row.mode(),
                    row.server(),
                    row.count(),
                    row.perSecond(),
                    latency(row.acknowledgement()),
                    latency(row.delivery()),
                    load == null ? "" : load(load));
            printMore(row.more());
            if (!row.ledger().isClean()) {
                out.println("                 NOT CLEAN: " + row.ledger().line());
            }
        }
        result.absent().forEach(server -> out.println(server + " is not installed and was not measured."));
        out.println(
                "Where nothing else is said, the ledger was clean: nothing acknowledged is missing, nothing came twice"
                        + " or out of order.");
        out.flush();
    }

    private static String load(Load load) {
        Double syncs = load.syncsPerMessage();
        return String.format(
                Locale.ROOT,
                "%7.3f %6.3f  %9s  %7.2f %7.2f",
                load.serverPerThousand(),
                load.databasePerThousand(),
                syncs == null ? NOTHING : String.format(Locale.ROOT, "%.3f", syncs),
                load.clientCores(),
                load.otherCores());
    }

    private static String latency(@Nullable Latency latency) {
        return latency == null ? NOTHING : String.format(Locale.ROOT, "%.1f/%.1f", latency.p50(), latency.p99());
    }

    private void printMore(Map<String, Double> more) {
        more.forEach((name, value) -> out.printf(Locale.ROOT, "                 %s: %.2f%n", name, value));
    }
}
