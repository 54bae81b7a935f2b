package org.konsil.server.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The check of the database's durability (C1)")
class DurabilityCheckTest {

    @Test
    @DisplayName("refuses a PostgreSQL that may lose what it acknowledged, and says which setting it is")
    void refusesAnUndurableDatabase() throws IOException {
        try (EmbeddedPostgres asDelivered = EmbeddedPostgres.start()) {
            DurabilityCheck check = new DurabilityCheck(asDelivered.getPostgresDatabase());

            assertThatThrownBy(check::requireDurable)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("fsync=off");
        }
    }

    @Test
    @DisplayName("refuses asynchronous commits alone, too")
    void refusesAsynchronousCommits() throws IOException {
        try (EmbeddedPostgres lazy = TestDatabase.durable(EmbeddedPostgres.builder())
                .setServerConfig("synchronous_commit", "off")
                .start()) {
            DurabilityCheck check = new DurabilityCheck(lazy.getPostgresDatabase());

            assertThatThrownBy(check::requireDurable)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("synchronous_commit=off");
        }
    }

    @Test
    @DisplayName("lets a durable one pass")
    void acceptsADurableDatabase() throws IOException {
        try (EmbeddedPostgres durable =
                TestDatabase.durable(EmbeddedPostgres.builder()).start()) {
            assertThatCode(() -> new DurabilityCheck(durable.getPostgresDatabase()).requireDurable())
                    .doesNotThrowAnyException();
        }
    }
}
