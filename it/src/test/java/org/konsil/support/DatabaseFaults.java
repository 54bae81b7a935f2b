package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.process.Ending;
import org.konsil.client.installation.process.Part;

/** Takes the database away from server and Keycloak as a power cut would, and brings it back. */
public final class DatabaseFaults {

    private static final long PATIENCE_SECONDS = 90;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

    private final RunningSystem system;
    private final Installation installation;

    public DatabaseFaults(RunningSystem system) {
        this.system = system;
        this.installation = system.installation();
    }

    /** Freezes or thaws it, with all its processes. */
    public void freeze(boolean frozen) {
        ServerFaults.signal(family().stream(), frozen);
    }

    /** The postmaster, stopped so that it makes no further process meanwhile, and all that it made. */
    private List<ProcessHandle> family() {
        ProcessHandle postmaster = postmaster();
        ServerFaults.signal(Stream.of(postmaster), true);
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private ProcessHandle postmaster() {
        return installation.findProcess(Part.POSTGRESQL).orElseThrow();
    }

    /** All its processes at once, with no goodbye. */
    public void kill() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Starts it as the installation does; nothing else is started. */
    public void restart() throws InterruptedException {
        try {
            installation.start(Part.POSTGRESQL, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keycloak lives in the same database, and each connection that its pool had fails once more: it is started anew. Returns when
     * it gives out tokens again.
     */
    public void restartSignIn() throws InterruptedException {
        try {
            Ending.of(installation.findProcess(Part.KEYCLOAK).orElseThrow(), PATIENCE);
            installation.start(Part.KEYCLOAK, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        system.await("sign-in", () -> {
            try {
                installation.administerKeycloak();
                return true;
            } catch (InstallationException | UncheckedIOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }
}
