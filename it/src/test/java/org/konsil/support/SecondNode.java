package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.ExternalDatabase;
import org.konsil.client.installation.layout.Hospital;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Ports;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.process.Part;

/**
 * The system under test as two nodes, made as docs/operations/cluster.md says; closing it ends the second and leaves the first
 * alone again.
 */
public final class SecondNode implements AutoCloseable {

    private static final int OFFSET = 30;
    private static final int CLUSTER_PORT = 5445;

    private final RunningSystem system;
    private final Installation second;
    private final Path alone;

    private SecondNode(RunningSystem system, Installation second) throws IOException {
        this.system = system;
        this.second = second;
        this.alone = second.folders().data().resolveSibling("configuration-alone");
        copy(configuration(), alone);
    }

    /** The first server's, which is built anew for its place and takes long to be built back. */
    private Path configuration() {
        return system.installation().folders().wildfly().resolve("configuration");
    }

    /** Makes the running system the first of two nodes, and starts the second. */
    public static SecondNode join(RunningSystem system) throws IOException, InterruptedException {
        Installation first = system.installation();
        Ports ports = first.settings().ports();
        int portOfFirst = CLUSTER_PORT + ports.https() - Ports.USUAL.https();
        int portOfSecond = portOfFirst + OFFSET;
        Installation second = new Installation(new InstallationSettings(
                first.folders().data().resolveSibling("second-node"),
                first.settings().distribution(),
                ports.shifted(OFFSET),
                Hospital.DEMO,
                Optional.of(new ExternalDatabase(
                        "postgresql://127.0.0.1:" + ports.postgres(),
                        "postgres",
                        first.secrets().file(SecretName.POSTGRES_PASSWORD)))));
        SecondNode node = new SecondNode(system, second);
        writePlace(first, "north", portOfFirst, portOfSecond, "");
        boolean joined = false;
        try {
            node.furnish(portOfFirst, portOfSecond);
            node.startBoth();
            joined = true;
        } finally {
            if (!joined) {
                node.close();
            }
        }
        return node;
    }

    /** Gives the second node what the first one has. */
    private void furnish(int portOfFirst, int portOfSecond) throws IOException {
        Installation first = system.installation();
        second.folders().make();
        for (Path folder : new Path[] {first.folders().pki(), first.folders().secrets()}) {
            copy(folder, second.folders().data().resolve(folder.getFileName()));
        }
        copy(first.folders().config(), second.folders().config());
        Path operator = second.folders().operatorSettingsFile();
        Files.writeString(
                operator,
                Files.readString(operator) + "konsil.attachment.folder="
                        + first.folders().attachments() + "\nkonsil.proof.folder="
                        + first.folders().proof() + "\n");
        writePlace(second, "south", portOfSecond, portOfFirst, "keycloak=" + keycloak(first));
    }

    /** At once, since each is configured and started by itself and takes long. */
    private void startBoth() throws InterruptedException {
        FutureTask<Void> firstAgain = begin(() -> {
            new ServerFaults(system).stop();
            new ServerFaults(system).restart();
            return null;
        });
        try {
            second.start(Progress.silent());
        } finally {
            await(firstAgain);
        }
    }

    private static FutureTask<Void> begin(Callable<Void> deed) {
        FutureTask<Void> task = new FutureTask<>(deed);
        new Thread(task, "other node").start();
        return task;
    }

    private static void await(FutureTask<Void> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a node neither started nor ended as it should", e);
        }
    }

    private static URI keycloak(Installation first) {
        return first.issuer().resolve("/");
    }

    private static void writePlace(Installation node, String name, int port, int other, String more)
            throws IOException {
        Files.writeString(
                node.folders().clusterFile(),
                "node=" + name + "\nlisten=localhost:" + port + "\nothers=localhost:" + other + "\n" + more + "\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    public URI https() {
        return second.origin();
    }

    /** A connection to this node. */
    public RawSocket socket() {
        return new RawSocket(system.trust(), URI.create("wss://" + https().getAuthority() + "/socket"));
    }

    /** As a power cut would: no goodbye. */
    public void kill() {
        ProcessHandle server = second.findProcess(Part.WILDFLY).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    public void restart() throws InterruptedException {
        try {
            second.start(Part.WILDFLY, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        FutureTask<Void> ending = begin(() -> {
            second.stop(Progress.silent());
            return null;
        });
        try {
            new ServerFaults(system).stop();
            Files.deleteIfExists(system.installation().folders().clusterFile());
            copy(alone, configuration());
            new ServerFaults(system).restart();
        } finally {
            await(ending);
        }
    }
}
