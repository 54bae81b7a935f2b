package org.konsil.client.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    private static final String STAT = "42 (a ) name) S 1 42 42 0 -1 4194304 9 8 7 6 100 20 3000 4000 20 0 1 0 5 6";

    @Test
    void countsAProcessWithTheOnesThatItSurvived() {
        assertThat(ProcessorTime.read(STAT, 4)).isEqualTo(Duration.ofMillis(71_200));
    }

    @Test
    void countsAProcessAlone() {
        assertThat(ProcessorTime.read(STAT, 2)).isEqualTo(Duration.ofMillis(1_200));
    }

    @Test
    void comparesServerAndDatabaseTogetherWithTheDatabaseAlone() {
        Cost messages =
                new Cost(500, Duration.ofSeconds(10), new ProcessorTime(Duration.ofSeconds(3), Duration.ofSeconds(1)));
        Cost rows =
                new Cost(1000, Duration.ofSeconds(1), new ProcessorTime(Duration.ofSeconds(9), Duration.ofSeconds(2)));

        assertThat(messages.perSecond()).isEqualTo(50);
        assertThat(messages.serverPerThousand()).isEqualTo(6);
        assertThat(new Comparison(messages, rows).ratio()).isEqualTo(4);
    }
}
