package org.konsil.server.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("N1 whether the database has room")
class DatabaseRoomTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final DatabaseRoom room = new DatabaseRoom();

    @BeforeEach
    void begin() {
        at(NOW);
    }

    private void at(Instant now) {
        room.clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    private void fail(String state) {
        EJBException failure = new EJBException(new SQLException("words", state));
        assertThatThrownBy(() -> room.watch(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    @DisplayName("is not asked of a database that only is away")
    void ignoresOtherFailures() {
        fail("08006");

        assertThat(room.isThere()).isTrue();
    }

    @Test
    @DisplayName("is denied when its disk is full, until something is written")
    void learnsFromWriting() {
        fail("53100");
        assertThat(room.isThere()).isFalse();

        assertThat(room.<String>watch(() -> "written")).isEqualTo("written");
        assertThat(room.isThere()).isTrue();
    }

    @Test
    @DisplayName("is worth another try after a minute")
    void forgets() {
        fail("53100");

        at(NOW.plus(DatabaseRoom.REMEMBERED));
        assertThat(room.isThere()).isFalse();
        at(NOW.plus(DatabaseRoom.REMEMBERED).plus(Duration.ofMillis(1)));
        assertThat(room.isThere()).isTrue();
    }
}
