package org.konsil.client.installation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.installation.layout.InstallationException;

class ProcessLedgerTest {

    @TempDir
    Path folder;

    @Test
    void findsAProcessThatItRecorded() {
        ProcessLedger ledger = new ProcessLedger(folder);

        ledger.record(Part.WILDFLY, ProcessHandle.current());

        assertThat(new ProcessLedger(folder).findRunning(Part.WILDFLY)).contains(ProcessHandle.current());
        assertThat(ledger.findRunning(Part.KEYCLOAK)).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameNumberForOurs() throws IOException {
        Files.write(
                folder.resolve("wildfly.process"),
                List.of(Long.toString(ProcessHandle.current().pid()), "2020-01-01T00:00:00Z"));

        assertThat(new ProcessLedger(folder).findRunning(Part.WILDFLY)).isEmpty();
    }

    @Test
    void saysSoWhenARecordIsDamaged() throws IOException {
        Files.writeString(folder.resolve("wildfly.process"), "not a number");

        assertThatThrownBy(() -> new ProcessLedger(folder).findRunning(Part.WILDFLY))
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("wildfly.process");
    }

    @Test
    void endsAProcessWithItsChildren() throws IOException, InterruptedException {
        ProcessHandle parent =
                new ProcessBuilder("sh", "-c", "sleep 60 & wait").start().toHandle();

        Ending.of(parent, Duration.ofSeconds(10));

        assertThat(parent.isAlive()).isFalse();
    }
}
