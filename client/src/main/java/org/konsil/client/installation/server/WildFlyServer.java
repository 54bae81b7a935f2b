package org.konsil.client.installation.server;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.layout.Cluster;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;
import org.konsil.client.installation.layout.Step;
import org.konsil.client.installation.process.Distribution;
import org.konsil.client.installation.process.LogTail;
import org.konsil.client.installation.process.Program;
import org.konsil.client.installation.process.TlsRules;
import org.konsil.client.installation.process.ZipUnpacker;
import org.konsil.pki.ceremony.CeremonyFiles;

/** WildFly with the EAR; its base folder is in the data folder, the unpacked programs stay as they came. */
public final class WildFlyServer {

    private static final String EAR = "konsil.ear";

    /** What WildFly's own start script gives to every JDK with modules. */
    private static final List<String> OPENED = List.of(
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private final InstallationSettings settings;
    private final Folders folders;
    private final Secrets secrets;
    private final Distribution distribution;

    /** What stands there before the operator knows a witness (c2sp.org/tlog-policy). */
    private static final String WITNESS_POLICY =
            "# Who has to see the proof log: docs/operations/witness.md. Read again while the server runs.\nquorum none\n";

    /** Nothing happens yet. */
    public WildFlyServer(InstallationSettings settings, Folders folders, Secrets secrets, Distribution distribution) {
        this.settings = settings;
        this.folders = folders;
        this.secrets = secrets;
        this.distribution = distribution;
    }

    /** Unpacks and configures it, if that is due; writes the server's settings and puts the EAR in its place. */
    public void prepare(Progress progress, Databases databases, URI issuer) throws IOException, InterruptedException {
        if (!Files.exists(home())) {
            try (Progress.Running step = progress.begin(Step.UNPACK_WILDFLY)) {
                ZipUnpacker.unpack(distribution.wildflyZip(), home());
                step.done();
            }
        }
        if (!Files.exists(folders.witnessPolicyFile())) {
            Files.writeString(folders.witnessPolicyFile(), WITNESS_POLICY);
        }
        Properties values = new Properties();
        Optional<Cluster> cluster = Cluster.find(folders.clusterFile());
        values.putAll(ServerSettings.of(settings, folders, secrets, issuer, cluster));
        if (Files.exists(folders.operatorSettingsFile())) {
            try (Reader operator = Files.newBufferedReader(folders.operatorSettingsFile(), StandardCharsets.UTF_8)) {
                values.load(operator);
            }
        }
        try (Writer writer = Files.newBufferedWriter(folders.settingsFile(), StandardCharsets.UTF_8)) {
            values.store(writer, "written by konsil at each start");
        }
        new ServerConfiguration(home(), folders, distribution, cluster)
                .buildIfDue(progress, command -> with(databases, issuer, command));
        deploy();
    }

    /** Starts it; it answers some seconds later. */
    public ProcessHandle start(Databases databases, URI issuer) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + writeOptions(databases));
        command.addAll(List.of(
                "-jar",
                home().resolve("jboss-modules.jar").toString(),
                "-mp",
                home().resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c",
                ServerConfiguration.FILE,
                "-P",
                folders.settingsFile().toUri().toString()));
        return with(databases, issuer, new Program(folders.log().resolve("wildfly-console.log"), command))
                .start();
    }

    /**
     * Whether the EAR is deployed; false means not yet.
     *
     * @throws InstallationException if WildFly says that it cannot be
     */
    public boolean isDeployed() {
        Path deployments = folders.wildfly().resolve("deployments");
        if (Files.exists(deployments.resolve(EAR + ".failed"))) {
            throw new InstallationException("WildFly refused to deploy Konsil. " + LogTail.ofErrors(log()));
        }
        return Files.exists(deployments.resolve(EAR + ".deployed"));
    }

    /** What WildFly and the EAR log. */
    public Path log() {
        return folders.log().resolve("wildfly.log");
    }

    /** Answers 200 when the server and the EAR are ready. */
    public URI health() {
        return URI.create("http://127.0.0.1:" + settings.ports().management() + "/health/ready");
    }

    private Path home() {
        return folders.servers().resolve("wildfly-" + distribution.wildflyVersion());
    }

    private Program with(Databases databases, URI issuer, Program program) {
        return program.with("JAVA_HOME", System.getProperty("java.home"))
                .with("JAVA_OPTS", String.join(" ", launchProperties(databases)))
                .with("DATABASE_PASSWORD", secrets.require(SecretName.KONSIL_DATABASE_PASSWORD))
                .with("SERVER_KEY_PASSWORD", secrets.require(SecretName.SERVER_KEY_PASSWORD))
                .with("CLUSTER_PASSWORD", secrets.require(SecretName.CLUSTER_PASSWORD))
                .with("OIDC_PROVIDER_URL", issuer.toString())
                .with("OIDC_CLIENT_SECRET", secrets.require(SecretName.CONSOLE_CLIENT_SECRET));
    }

    /** Arguments are for everybody to see; a file is not. */
    private Path writeOptions(Databases databases) throws IOException {
        List<String> options = new ArrayList<>(OPENED);
        options.addAll(launchProperties(databases));
        options.addAll(List.of(
                "-Xms128m",
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true",
                "-Djdk.tls.namedGroups=" + TlsRules.GROUPS,
                "-Djavax.net.ssl.trustStore=" + folders.pki().resolve(CeremonyFiles.TRUST_STORE),
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + secrets.require(SecretName.TRUST_STORE_PASSWORD),
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djboss.home.dir=" + home(),
                "-Djboss.server.log.dir=" + folders.log(),
                "-Dorg.jboss.boot.log.file=" + log(),
                "-Dlogging.configuration=file:" + configuration().resolve("logging.properties"),
                "-Djboss.tx.node.id="
                        + Cluster.find(folders.clusterFile()).map(Cluster::node).orElse("konsil-1"),
                "-Djboss.bind.address=" + settings.hospital().bindAddress(),
                "-Djboss.http.port=" + settings.ports().http(),
                "-Djboss.https.port=" + settings.ports().https(),
                "-Djboss.management.http.port=" + settings.ports().management()));
        Path file = folders.secrets().resolve("wildfly-java-options");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, options.stream().map(WildFlyServer::quoted).toList());
        return file;
    }

    private List<String> launchProperties(Databases databases) {
        return List.of(
                "-Djboss.server.base.dir=" + folders.wildfly(),
                "-Dlaunch.server-key-store=" + folders.pki().resolve(CeremonyFiles.SERVER),
                "-Dlaunch.database-url=" + databases.jdbcUrl(Databases.KONSIL),
                "-Dlaunch.database-user=" + Databases.KONSIL);
    }

    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Path configuration() {
        return folders.wildfly().resolve("configuration");
    }

    /** A new file without the marks of the last start is deployed while the server starts. */
    private void deploy() throws IOException {
        Path deployments = folders.wildfly().resolve("deployments");
        Files.createDirectories(deployments);
        try (Stream<Path> old = Files.list(deployments)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        Files.copy(distribution.ear(), deployments.resolve(EAR), StandardCopyOption.REPLACE_EXISTING);
    }
}
