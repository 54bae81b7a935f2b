package org.konsil.server.platform.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.MetadataClass;
import org.konsil.server.platform.MetadataPurged;
import org.konsil.server.platform.RecordedEvents;

@DisplayName("C3 the purge")
class PurgeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");
    private static final Instant OLDEST = NOW.minusSeconds(60);

    private final RecordedEvents<MetadataPurged> events = new RecordedEvents<>(event -> {});
    private final Purge purge = new Purge();

    PurgeTest() {
        purge.classes = List.of(new Rows("full", 3, OLDEST), new Rows("empty", 0, null));
        purge.purged = events;
        purge.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Test
    @DisplayName("says how many rows went and how old the oldest is, and is silent about nothing")
    void says() {
        purge.names().forEach(name -> purge.purge(name, false));

        assertThat(events.fired()).containsExactly(new MetadataPurged("full", 3, OLDEST, NOW));
    }

    @Test
    @DisplayName("once a day says it of every kind")
    void saysAlways() {
        purge.names().forEach(name -> purge.purge(name, true));

        assertThat(events.fired())
                .containsExactly(new MetadataPurged("empty", 0, null, NOW), new MetadataPurged("full", 3, OLDEST, NOW));
    }

    @Test
    void knowsItsKinds() {
        assertThatThrownBy(() -> purge.purge("other", true)).isInstanceOf(IllegalArgumentException.class);
    }

    private record Rows(String name, long purge, Instant first) implements MetadataClass {
        @Override
        public Optional<Instant> oldest() {
            return Optional.ofNullable(first);
        }
    }
}
