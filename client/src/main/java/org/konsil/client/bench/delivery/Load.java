package org.konsil.client.bench.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a run cost the machine.
 *
 * @param seconds by the clock on the wall
 * @param serverPerThousand processor seconds of the server for each thousand messages
 * @param databasePerThousand the same of PostgreSQL with all its processes, those that ended included
 * @param clientCores how many cores the stations used
 * @param otherCores how many cores everything else on the machine used: above 0.3 the wall's figures say little
 * @param syncsPerMessage how often PostgreSQL made its write-ahead log durable (pg_stat_io, object wal, fsyncs), if that was counted
 * @param walBytesPerMessage what it wrote there
 */
public record Load(
        double seconds,
        double serverPerThousand,
        double databasePerThousand,
        double clientCores,
        double otherCores,
        @Nullable Double syncsPerMessage,
        double walBytesPerMessage) {

    double processorPerThousand() {
        return serverPerThousand + databasePerThousand;
    }
}
