package org.konsil.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.DatabaseDump;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.MarkSearch;
import org.konsil.support.RunningSystem;

@DisplayName("What was written is found nowhere on the server (C1, C3)")
class CanaryIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "not in the database, the logs, the servers' data, nor the server's memory; a planted mark is found in each")
    void findsNothingButThePlantedMark() throws IOException, SQLException, InterruptedException {
        String text = "kanarienvogel-" + UUID.randomUUID() + "-Grüße 🩺";
        sendAndRead(text);
        Path dump = dumpDatabases();
        Path heap = dumpHeap();

        MarkSearch canary = new MarkSearch(text);
        assertThat(canary.in(dump)).as("database dump").isEmpty();
        assertThat(canary.in(system.data())).as("logs and data of every server").isEmpty();
        assertThat(canary.inFile(heap)).as("heap of the server").isEmpty();

        // Controls: the same search, the same places, a mark that is there.
        MarkSearch planted = new MarkSearch(system.plantedMark());
        assertThat(planted.in(dump))
                .as("planted in the database, as a person's ward")
                .isNotEmpty();
        assertThat(planted.in(system.data().resolve("postgres")))
                .as("planted in the database's files")
                .isNotEmpty();
        assertThat(planted.inFile(heap))
                .as("planted in the memory of the server")
                .isNotEmpty();
        Path log = system.data().resolve("log/planted.log");
        Files.writeString(log, system.plantedMark());
        assertThat(planted.in(system.data().resolve("log")))
                .as("planted in the logs")
                .isNotEmpty();
        Files.delete(log);
    }

    @Test
    @DisplayName("the search knows the forms in which a server might keep a text")
    void searchKnowsTheForms() throws IOException {
        String mark = "Grüße von Station 3 🩺";
        List<byte[]> forms = List.of(
                mark.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                mark.getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
                java.util.HexFormat.of()
                        .formatHex(mark.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .getBytes(),
                java.util.Base64.getEncoder()
                        .encode(("x" + mark + "yz").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        MarkSearch search = new MarkSearch(mark);

        for (byte[] form : forms) {
            Path file = folder.resolve("form.bin");
            Files.write(file, form);
            assertThat(search.inFile(file)).isNotEmpty();
        }
        Path other = folder.resolve("other.bin");
        Files.writeString(other, "Grüße von Station 4");
        assertThat(search.inFile(other)).isEmpty();
    }

    private void sendAndRead(String text) {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself)) {
            anna.findPeople(system.plantedMark()); // brings the planted mark into the server's memory
            String conversation = anna.startConversation(system.userId(benHimself));
            anna.send(conversation, text);
            ben.waitFor(conversation, text);
            ben.disconnect();
            anna.awaitState(conversation, anna.send(conversation, text), "accepted"); // one that stays on the server
        }
    }

    private Path dumpDatabases() throws SQLException, IOException {
        Path dump = Files.createDirectories(folder.resolve("dump"));
        for (String name : List.of("konsil", "keycloak")) {
            try (Connection database = system.database(name)) {
                assertThat(DatabaseDump.write(database, dump.resolve(name))).isNotEmpty();
            }
        }
        return dump;
    }

    private Path dumpHeap() throws IOException, InterruptedException {
        Path heap = folder.resolve("heap.hprof");
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(
                        jcmd.toString(), Long.toString(system.server().pid()), "GC.heap_dump", "-all", heap.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(heap).exists();
        return heap;
    }
}
