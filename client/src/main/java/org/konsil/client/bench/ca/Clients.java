package org.konsil.client.bench.ca;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.konsil.client.bench.Stopwatch;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationException;

/** Several clients that ask side by side, each with a connection of its own and one question at a time. */
final class Clients {

    private final Installation installation;

    Clients(Installation installation) {
        this.installation = installation;
    }

    /** What a client does with its connection. */
    @FunctionalInterface
    interface Act {

        /** @param number of the thing, each is done once */
        void perform(KeptConnection connection, int number) throws IOException, InterruptedException;
    }

    /** Where a client connects to. */
    @FunctionalInterface
    interface Door {
        KeptConnection open() throws IOException;
    }

    /** Has things 0 to {@code count} done; the first failure of any ends all. */
    Rate run(String what, int clients, int count, Door door, Act act) throws InterruptedException {
        long[] nanos = new long[count];
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<KeptConnection> connections = new ArrayList<>();
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                KeptConnection connection = door.open();
                connections.add(connection);
                work.add(() -> work(connection, next, nanos, act));
            }
            Stopwatch watch = new Stopwatch(installation);
            for (Future<Boolean> each : threads.invokeAll(work)) {
                each.get();
            }
            return Rate.of(what, clients, watch.stop(count), nanos);
        } catch (ExecutionException | IOException e) {
            throw new InstallationException(what + " could not be measured: " + e.getMessage(), e);
        } finally {
            threads.shutdownNow();
            close(connections);
        }
    }

    private static boolean work(KeptConnection connection, AtomicInteger next, long[] nanos, Act act)
            throws IOException, InterruptedException {
        try {
            for (int number = next.getAndIncrement(); number < nanos.length; number = next.getAndIncrement()) {
                long begin = System.nanoTime();
                act.perform(connection, number);
                nanos[number] = System.nanoTime() - begin;
            }
            return true;
        } finally {
            next.addAndGet(nanos.length); // the others need not go on when one failed
        }
    }

    private static void close(List<KeptConnection> connections) {
        for (KeptConnection connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new InstallationException("a connection cannot be closed", e);
            }
        }
    }
}
