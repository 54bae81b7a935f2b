package org.konsil.client.installation.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.client.installation.layout.InstallationException;

/**
 * Remembers the processes that were started here by number and start time, so that a number which the system gave to
 * somebody else since is never taken for ours.
 */
public final class ProcessLedger {

    /** The system computes start times from the time since boot, which moves a little when its clock is corrected. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Path folder;

    /** The folder must exist before something is recorded. */
    public ProcessLedger(Path folder) {
        this.folder = folder;
    }

    /** Remembers a process that runs now. */
    public void record(Part part, ProcessHandle process) {
        Instant started = process.info()
                .startInstant()
                .orElseThrow(() -> new InstallationException(part.title() + " ended at once"));
        try {
            Files.write(file(part), List.of(Long.toString(process.pid()), started.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record " + part.title(), e);
        }
    }

    /** Finds the process of a part, if it is the recorded one and alive. */
    public Optional<ProcessHandle> findRunning(Part part) {
        Path file = file(part);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            long pid = Long.parseLong(lines.get(0));
            Instant started = Instant.parse(lines.get(1));
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startedAt(process, started));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException | DateTimeException e) {
            throw new InstallationException(file + " is damaged; delete it when " + part.title() + " does not run", e);
        }
    }

    /** Forgets a part that has ended. */
    public void forget(Part part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(part), e);
        }
    }

    private Path file(Part part) {
        return folder.resolve(part.id() + ".process");
    }

    private static boolean startedAt(ProcessHandle process, Instant recorded) {
        return process.info()
                .startInstant()
                .filter(started -> Duration.between(started, recorded).abs().compareTo(TOLERANCE) <= 0)
                .isPresent();
    }
}
