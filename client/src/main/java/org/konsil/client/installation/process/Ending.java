package org.konsil.client.installation.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.konsil.client.installation.layout.InstallationException;

/** Ends a process and its children as the system's administrator would: asked first, and never left half alive. */
public final class Ending {

    private Ending() {}

    /** Asks a process to end and waits for it; one that does not end in time is killed. */
    public static void of(ProcessHandle process, Duration patience) throws InterruptedException {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroy();
        if (!allEnd(family, patience)) {
            family.forEach(ProcessHandle::destroyForcibly);
            if (!allEnd(family, patience)) {
                throw new InstallationException("process " + process.pid() + " cannot be ended");
            }
        }
    }

    private static boolean allEnd(List<ProcessHandle> family, Duration patience) throws InterruptedException {
        CompletableFuture<?>[] ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new InstallationException("a process cannot be watched", e);
        }
    }
}
