package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.process.Part;

/** What happens to the application server of the system under test. */
public final class ServerFaults {

    private final RunningSystem system;

    public ServerFaults(RunningSystem system) {
        this.system = system;
    }

    /** As a power cut would: no goodbye. */
    public void kill() {
        ProcessHandle server = system.server();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Ends it with all its goodbyes. */
    public void stop() {
        ProcessHandle server = system.server();
        server.destroy();
        server.onExit().join();
    }

    /** Starts it again and waits until it is ready. */
    public void restart() throws InterruptedException {
        try {
            system.installation().start(Part.WILDFLY, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Freezes or thaws it. */
    public void freeze(boolean frozen) {
        signal(Stream.of(system.server()), frozen);
    }

    /** Stops processes where they are, or lets them go on. */
    static void signal(Stream<ProcessHandle> processes, boolean frozen) {
        String signal = frozen ? "-STOP" : "-CONT";
        processes.forEach(process -> {
            try {
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }
}
