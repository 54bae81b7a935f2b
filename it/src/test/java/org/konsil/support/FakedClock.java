package org.konsil.support;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.konsil.client.installation.process.Part;
import org.konsil.client.installation.process.ProcessLedger;
import org.konsil.client.installation.process.Readiness;

/**
 * The application server under a clock of its own, by Debian's libfaketime: the very command that the installation started, with a
 * library before it that answers whoever asks for the time. What only counts on (the monotonic clock) stays as it is, as when an
 * operator sets a clock.
 */
public final class FakedClock implements AutoCloseable {

    /** The header counts seconds, and an answer may take some. */
    private static final Duration NEAR = Duration.ofSeconds(20);

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "libfaketimeMT.so.1";

    private final RunningSystem system;
    private final ServerFaults faults;
    private final Path setting;

    private FakedClock(RunningSystem system) {
        this.system = system;
        this.faults = new ServerFaults(system);
        this.setting = system.data().resolve("clock").toAbsolutePath();
    }

    /** Where Debian puts the library, whatever the processor; nothing if its package is not installed. */
    public static Optional<Path> library() throws IOException {
        if (!Files.isDirectory(LIBRARIES)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve("faketime").resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        }
    }

    /** Ends the server, and starts it under a clock that is right for now. */
    public static FakedClock begin(RunningSystem system, Path library) throws IOException, InterruptedException {
        FakedClock clock = new FakedClock(system);
        clock.write(Duration.ZERO);
        List<String> command = words(system.server(), "cmdline");
        List<String> environment = words(system.server(), "environ");
        clock.faults.kill();
        boolean ready = false;
        try {
            clock.start(command, environment, library);
            ready = true;
        } finally {
            if (!ready) {
                clock.close();
            }
        }
        return clock;
    }

    private void start(List<String> command, List<String> environment, Path library)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(command);
        Path log = system.data().resolve("clock.log");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        environment.forEach(entry ->
                variables.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1)));
        variables.put("LD_PRELOAD", library.toString());
        variables.put("FAKETIME_TIMESTAMP_FILE", setting.toString());
        variables.put("FAKETIME_CACHE_DURATION", "1"); // seconds; reading it each time makes the start take minutes
        variables.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Its mending of old C libraries makes each timed wait of a JVM on a newer one end at once.
        variables.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        ProcessHandle process = builder.start().toHandle();
        new ProcessLedger(system.installation().folders().run()).record(Part.WILDFLY, process);
        Readiness readiness = new Readiness(system.installation().trustingClient());
        readiness.await(Part.WILDFLY, process, log, () -> readiness.answers(health()));
    }

    private URI health() {
        return system.https().resolve("/api/v1/health/ready");
    }

    /** Sets how far the server's clock is off; returns when the server shows it. */
    public void set(Duration off) throws IOException {
        write(off);
        system.await("a clock that is off by " + off, () -> {
            Duration shown = Duration.between(Instant.now(), shown());
            return shown.minus(off).abs().compareTo(NEAR) < 0;
        });
    }

    private Instant shown() {
        String date = system.api()
                .get(health().getPath(), null)
                .headers()
                .firstValue("Date")
                .orElseThrow();
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    private void write(Duration off) throws IOException {
        Path draft = Files.writeString(
                setting.resolveSibling("clock.new"), (off.isNegative() ? "" : "+") + off.toSeconds() + "\n");
        Files.move(draft, setting, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The server as it was. */
    @Override
    public void close() throws InterruptedException {
        system.installation().findProcess(Part.WILDFLY).ifPresent(unused -> faults.kill());
        faults.restart();
    }

    private static List<String> words(ProcessHandle process, String what) throws IOException {
        Path file = Path.of("/proc", Long.toString(process.pid()), what);
        return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    }
}
