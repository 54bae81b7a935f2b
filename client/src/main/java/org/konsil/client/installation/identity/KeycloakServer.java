package org.konsil.client.installation.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.layout.Cluster;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;
import org.konsil.client.installation.layout.Step;
import org.konsil.client.installation.process.Distribution;
import org.konsil.client.installation.process.Program;
import org.konsil.client.installation.process.TlsRules;
import org.konsil.client.installation.process.ZipUnpacker;
import org.konsil.pki.ceremony.CeremonyFiles;

/** Keycloak with the hospital's realm: https only, its data in PostgreSQL. */
public final class KeycloakServer {

    /** The first administrator. */
    public static final String ADMINISTRATOR = "admin";
    /** The realm of the staff. */
    public static final String REALM = "hospital";

    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(10);
    /** Sessions stay in memory: in the database each has the network address it came from (C3, decision 0015). */
    private static final Map<String, String> BUILD_OPTIONS = new TreeMap<>(
            Map.of("KC_DB", "postgres", "KC_CACHE", "local", "KC_FEATURES_DISABLED", "persistent-user-sessions"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstallationSettings settings;
    private final Folders folders;
    private final Secrets secrets;
    private final Distribution distribution;

    /** Nothing happens yet. */
    public KeycloakServer(InstallationSettings settings, Folders folders, Secrets secrets, Distribution distribution) {
        this.settings = settings;
        this.folders = folders;
        this.secrets = secrets;
        this.distribution = distribution;
    }

    /** Unpacks and builds it, if it is not there; writes the realm file. */
    public void prepare(Progress progress) throws IOException, InterruptedException {
        if (!Files.exists(home())) {
            try (Progress.Running step = progress.begin(Step.UNPACK_KEYCLOAK)) {
                ZipUnpacker.unpack(distribution.keycloakZip(), home());
                step.done();
            }
        }
        Path built = home().resolve("data").resolve("built");
        if (!Files.exists(built) || !Files.readString(built).equals(BUILD_OPTIONS.toString())) {
            try (Progress.Running step = progress.begin(Step.BUILD_KEYCLOAK)) {
                builtFor(program("build")).run("kc.sh build", BUILD_PATIENCE);
                Files.createDirectories(built.getParent());
                Files.writeString(built, BUILD_OPTIONS.toString());
                step.done();
            }
        }
        writeRealm();
    }

    /** Starts it; it answers some seconds later. The realm is made if there is none. */
    public ProcessHandle start(Databases databases) {
        return builtFor(program("start", "--optimized", "--import-realm"))
                .with("KC_DB_URL", databases.jdbcUrl(Databases.KEYCLOAK))
                .with("KC_DB_USERNAME", Databases.KEYCLOAK)
                .with("KC_DB_PASSWORD", secrets.require(SecretName.KEYCLOAK_DATABASE_PASSWORD))
                .with("KC_DB_POOL_MAX_SIZE", "30")
                .with("KC_HOSTNAME", origin().toString())
                .with("KC_HTTP_ENABLED", "false")
                .with("KC_HTTP_HOST", settings.hospital().bindAddress())
                .with("KC_HTTPS_PORT", Integer.toString(settings.ports().keycloak()))
                .with("KC_HTTPS_PROTOCOLS", TlsRules.PROTOCOLS)
                .with("KC_HTTPS_CIPHER_SUITES", TlsRules.SUITES)
                .with(
                        "KC_HTTPS_KEY_STORE_FILE",
                        folders.pki().resolve(CeremonyFiles.SERVER).toString())
                .with("KC_HTTPS_KEY_STORE_TYPE", "PKCS12")
                .with("KC_HTTPS_KEY_STORE_PASSWORD", secrets.require(SecretName.SERVER_KEY_PASSWORD))
                .with("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR)
                .with("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.require(SecretName.KEYCLOAK_ADMIN_PASSWORD))
                .start();
    }

    public Path log() {
        return folders.log().resolve("keycloak.log");
    }

    /** Answers when the realm is there. */
    public URI issuer() {
        return origin().resolve("/realms/" + REALM);
    }

    /** Whether another node, or somebody else, runs it. */
    public boolean isElsewhere() {
        return elsewhere().isPresent();
    }

    private Optional<URI> elsewhere() {
        return Cluster.find(folders.clusterFile()).flatMap(Cluster::keycloak);
    }

    /** Scheme, host and port. */
    public URI origin() {
        return elsewhere().orElseGet(this::ownOrigin);
    }

    private URI ownOrigin() {
        return URI.create(
                "https://" + settings.hospital().host() + ":" + settings.ports().keycloak());
    }

    private Path home() {
        return folders.servers().resolve("keycloak-" + distribution.keycloakVersion());
    }

    private Program program(String... words) {
        return new Program(log(), command(words))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m")
                .with("JAVA_OPTS_APPEND", "-Djdk.tls.namedGroups=" + TlsRules.GROUPS);
    }

    private List<String> command(String... words) {
        return Stream.concat(Stream.of(home().resolve("bin").resolve("kc.sh").toString()), Stream.of(words))
                .toList();
    }

    /** What cannot be changed without building again. */
    private static Program builtFor(Program program) {
        BUILD_OPTIONS.forEach(program::with);
        return program;
    }

    private void writeRealm() throws IOException {
        RealmTemplate template = new RealmTemplate(distribution.realmTemplate());
        byte[] realm = JSON.writeValueAsBytes(template.render(Map.of(
                "HOSPITAL_NAME", settings.hospital().name(),
                "ORIGIN",
                        "https://" + settings.hospital().host() + ":"
                                + settings.ports().https(),
                "CONSOLE_CLIENT_SECRET", secrets.require(SecretName.CONSOLE_CLIENT_SECRET),
                "DIRECTORY_CLIENT_SECRET", secrets.require(SecretName.DIRECTORY_CLIENT_SECRET),
                "USER_PROFILE", Files.readString(distribution.userProfile()))));
        Path folder = home().resolve("data").resolve("import");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.write(folder.resolve("hospital-realm.json"), realm);
    }
}
