package org.konsil.client.installation.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.konsil.client.installation.layout.Cluster;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.Step;
import org.konsil.client.installation.process.Distribution;
import org.konsil.client.installation.process.Program;

/** WildFly's configuration: built offline by its own command line from the script in {@code ear/}. */
final class ServerConfiguration {

    static final String FILE = "konsil.xml";

    private static final String ORIGINAL = "standalone-full.xml";
    private static final List<String> BESIDE = List.of(
            "logging.properties",
            "application-users.properties",
            "application-roles.properties",
            "mgmt-users.properties",
            "mgmt-groups.properties");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path home;
    private final Folders folders;
    private final Distribution distribution;
    private final String clusterScript;

    ServerConfiguration(Path home, Folders folders, Distribution distribution, Optional<Cluster> cluster) {
        this.home = home;
        this.folders = folders;
        this.distribution = distribution;
        this.clusterScript = cluster.map(place -> ClusterScript.of(place, FILE)).orElse("");
    }

    /** Builds it again if the scripts, the driver or WildFly are others than last time. */
    void buildIfDue(Progress progress, UnaryOperator<Program> environment) throws IOException, InterruptedException {
        Path folder = folders.wildfly().resolve("configuration");
        Path stamp = folder.resolve("built-from");
        String origin = origin();
        if (Files.exists(stamp)
                && Files.exists(module())
                && Files.readString(stamp).equals(origin)) {
            return;
        }
        try (Progress.Running step = progress.begin(Step.CONFIGURE_WILDFLY)) {
            Files.deleteIfExists(stamp);
            Files.createDirectories(folder);
            installDriver();
            Path originals = home.resolve("standalone").resolve("configuration");
            for (String name : BESIDE) {
                copy(originals.resolve(name), folder.resolve(name));
            }
            copy(originals.resolve(ORIGINAL), folder.resolve(FILE));
            run(distribution.wildflyScript(), environment);
            if (!clusterScript.isEmpty()) {
                Path script = Files.writeString(folder.resolve("cluster.cli"), clusterScript);
                run(script, environment);
            }
            Files.writeString(stamp, origin);
            step.done();
        }
    }

    private void run(Path script, UnaryOperator<Program> environment) throws IOException, InterruptedException {
        Path log = folders.log().resolve("wildfly-configuration.log");
        List<String> command =
                List.of(home.resolve("bin").resolve("jboss-cli.sh").toString(), "--file=" + script);
        environment.apply(new Program(log, command)).run("jboss-cli.sh", PATIENCE);
    }

    private void installDriver() throws IOException {
        Files.createDirectories(module());
        copy(distribution.databaseDriver(), module().resolve("postgresql.jar"));
        copy(distribution.driverModule(), module().resolve("module.xml"));
    }

    private Path module() {
        return home.resolve("modules/org/postgresql/main");
    }

    private String origin() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(distribution.wildflyScript()));
            digest.update(Files.readAllBytes(distribution.driverModule()));
            digest.update(Files.readAllBytes(distribution.databaseDriver()));
            digest.update(clusterScript.getBytes(StandardCharsets.UTF_8));
            return distribution.wildflyVersion() + " " + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
