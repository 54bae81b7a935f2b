package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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

    /** Stops processes where they are, or lets them go on: all by one command. */
    static void signal(Stream<ProcessHandle> processes, boolean frozen) {
        List<String> command = new ArrayList<>(List.of("kill", frozen ? "-STOP" : "-CONT"));
        processes.map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
