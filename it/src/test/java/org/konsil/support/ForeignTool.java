package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that we did not write; a test that needs one is skipped where it is not installed. */
public final class ForeignTool {

    private static final long PATIENCE_SECONDS = 180;

    private final String name;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> before = new ArrayList<>();

    private ForeignTool(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** The tool, run in this folder; skips the test if it is not there. */
    public static ForeignTool in(Path folder, String name) {
        boolean present = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
        Assumptions.assumeTrue(present, name + " is not installed (see .ci/packages), so this is skipped");
        return new ForeignTool(name, folder);
    }

    public ForeignTool with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** Put in front of the command, such as another program that runs it. */
    public ForeignTool behind(String... command) {
        before.addAll(List.of(command));
        return this;
    }

    /** Runs it, expects that it succeeds, and gives back what it said. */
    public String run(Object... arguments) {
        try {
            List<String> command = new ArrayList<>(before);
            command.add(name);
            Stream.of(arguments).map(Object::toString).forEach(command::add);
            Path log = Files.createTempFile(folder, name, ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String said = Files.readString(log);
            assertThat(ended ? process.exitValue() : -1)
                    .as("%s said:%n%s", name, said)
                    .isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
