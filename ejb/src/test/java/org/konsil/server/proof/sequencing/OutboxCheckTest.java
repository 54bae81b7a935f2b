package org.konsil.server.proof.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthReport.State;
import org.konsil.server.platform.HealthTrouble;
import org.konsil.server.platform.TestDatabase;

@DisplayName("Events on their way to the proof log (A9)")
class OutboxCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private static TestDatabase database;

    @BeforeAll
    static void start() throws IOException {
        database = new TestDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    @DisplayName("may wait for a minute; longer is a trouble, and none is none")
    void waits() {
        assertThat(look(NOW).state()).isEqualTo(State.GOOD);
        database.inTransaction(entities -> entities.createNativeQuery(
                        "insert into proof_outbox (kind, at, subject) values ('device-registered', :at, '{}')")
                .setParameter("at", Timestamp.from(NOW))
                .executeUpdate());

        HealthReport soon = look(NOW.plus(OutboxCheck.LATE));
        HealthReport late = look(NOW.plus(OutboxCheck.LATE).plus(Duration.ofMillis(1)));

        assertThat(soon.state()).isEqualTo(State.GOOD);
        assertThat(soon.facts()).containsEntry(Fact.WAITING, 1L).containsEntry(Fact.OLDEST, NOW);
        assertThat(late.trouble()).contains(HealthTrouble.EVENTS_LATE);
    }

    @Test
    @DisplayName("a log that is not signed any more is said, with its length")
    void refused() {
        assertThat(log(false).state()).isEqualTo(State.GOOD);
        assertThat(log(false).facts()).containsEntry(Fact.ENTRIES, 0L);
        assertThat(log(true).trouble()).contains(HealthTrouble.LOG_REFUSED);
    }

    private static HealthReport log(boolean refused) {
        return database.inTransaction(entities -> {
            LogCheck check = new LogCheck();
            check.entities = entities;
            check.sequencer = new Sequencer() {
                @Override
                public boolean isRefused() {
                    return refused;
                }
            };
            return check.look();
        });
    }

    private static HealthReport look(Instant at) {
        return database.inTransaction(entities -> {
            OutboxCheck check = new OutboxCheck();
            check.entities = entities;
            check.clock = Clock.fixed(at, ZoneOffset.UTC);
            return check.look();
        });
    }
}
