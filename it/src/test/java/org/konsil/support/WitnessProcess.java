package org.konsil.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.konsil.protocol.proof.note.NoteKey;

/** {@code konsil witness} as a process of its own, with a folder that outlives it. */
public final class WitnessProcess implements AutoCloseable {

    private static final Path SCRIPT = Path.of("..", "konsil").toAbsolutePath().normalize();

    private final Path folder;
    private Process process;
    private JsonNode said;

    private WitnessProcess(Path folder) {
        this.folder = folder;
    }

    /** The first one there. */
    public static WitnessProcess begin(Path folder, String name, NoteKey log) {
        WitnessProcess witness = new WitnessProcess(folder);
        witness.start("127.0.0.1:0", log, "--name", name);
        return witness;
    }

    /** Again, where it was. */
    public void restart(NoteKey log) {
        start(address().getAuthority(), log);
    }

    private void start(String listen, NoteKey log, String... more) {
        List<String> line = new ArrayList<>(List.of(SCRIPT.toString(), "witness", "--json", "--folder"));
        line.addAll(List.of(folder.toString(), "--listen", listen, "--log", log.text()));
        line.addAll(List.of(more));
        try {
            process = new ProcessBuilder(line)
                    .redirectError(
                            folder.resolveSibling(folder.getFileName() + ".log").toFile())
                    .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder document = new StringBuilder();
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                document.append(text).append('\n');
                if (text.equals("}")) {
                    said = new ObjectMapper().readTree(document.toString());
                    return;
                }
            }
            throw new AssertionError("the witness did not start: " + document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public NoteKey key() {
        return NoteKey.parse(said.path("key").asText());
    }

    public URI address() {
        return URI.create(said.path("address").asText());
    }

    /** As a power cut would: no goodbye. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
