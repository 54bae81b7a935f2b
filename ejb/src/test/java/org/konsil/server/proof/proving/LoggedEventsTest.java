package org.konsil.server.proof.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.proof.proving.LoggedEvents.LoggedEvent;

@DisplayName("The proof log's entries for people to read (A9)")
class LoggedEventsTest {

    private static final int LENGTH = 5;

    @SuppressWarnings("NullAway.Init")
    private static TestDatabase database;

    @BeforeAll
    static void start() throws IOException {
        database = new TestDatabase();
        database.inTransaction(entities -> {
            for (int position = 0; position < LENGTH; position++) {
                String body = position == 0
                        ? "the log's key"
                        : "{\"at\":\"2026-11-27T10:0" + position
                                + ":00Z\",\"kind\":\"device-removed\",\"subject\":{\"device\":\"p:" + position
                                + "\",\"owner\":\"p:x\"},\"v\":1}";
                entities.createNativeQuery("insert into proof_entry (position, body) values (:position, :body)")
                        .setParameter("position", position)
                        .setParameter("body", body.getBytes(StandardCharsets.UTF_8))
                        .executeUpdate();
            }
            return LENGTH;
        });
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    @DisplayName("come newest first, page by page, as they are; the first one is the log's key and no event")
    void come() {
        List<LoggedEvent> first = find(OptionalLong.empty(), 3);

        assertThat(first).extracting(LoggedEvent::position).containsExactly(4L, 3L, 2L);
        assertThat(first.get(0))
                .isEqualTo(new LoggedEvent(
                        4,
                        "device-removed",
                        Instant.parse("2026-11-27T10:04:00Z"),
                        Map.of("device", "p:4", "owner", "p:x")));
        assertThat(find(OptionalLong.of(2), 3))
                .extracting(LoggedEvent::position)
                .containsExactly(1L);
        assertThat(find(OptionalLong.of(1), 3)).isEmpty();
    }

    private static List<LoggedEvent> find(OptionalLong before, int most) {
        return database.inTransaction(entities -> {
            LoggedEvents events = new LoggedEvents();
            events.entities = entities;
            return events.find(before, most);
        });
    }
}
