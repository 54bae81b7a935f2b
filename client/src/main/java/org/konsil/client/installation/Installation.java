package org.konsil.client.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.konsil.client.installation.database.Databases;
import org.konsil.client.installation.database.PostgresServer;
import org.konsil.client.installation.identity.KeycloakAdmin;
import org.konsil.client.installation.identity.KeycloakServer;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.Secrets;
import org.konsil.client.installation.layout.Step;
import org.konsil.client.installation.process.Distribution;
import org.konsil.client.installation.process.Ending;
import org.konsil.client.installation.process.Part;
import org.konsil.client.installation.process.ProcessLedger;
import org.konsil.client.installation.process.Readiness;
import org.konsil.client.installation.server.WildFlyServer;

/**
 * One whole system on this machine: PostgreSQL, Keycloak, WildFly with the EAR. Several can run side by side, each with
 * a data folder and ports of its own; two programs must not start or stop the same one at the same time.
 */
public final class Installation {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final InstallationSettings settings;
    private final Folders folders;
    private final Secrets secrets;
    private final Distribution distribution;
    private final ProcessLedger ledger;
    private final Certificates certificates;
    private final Databases databases;
    private final PostgresServer postgres;
    private final KeycloakServer keycloak;
    private final WildFlyServer wildfly;

    /** Nothing happens yet. */
    public Installation(InstallationSettings settings) {
        this.settings = settings;
        this.folders = new Folders(settings.data());
        this.secrets = new Secrets(folders.secrets());
        this.distribution = new Distribution(settings.distribution());
        this.ledger = new ProcessLedger(folders.run());
        this.certificates = new Certificates(settings, folders, secrets);
        this.databases =
                new Databases(secrets, settings.database(), settings.ports().postgres());
        this.postgres = new PostgresServer(folders, secrets, settings.ports().postgres());
        this.keycloak = new KeycloakServer(settings, folders, secrets, distribution);
        this.wildfly = new WildFlyServer(settings, folders, secrets, distribution);
    }

    /**
     * Makes everything that a start needs: secrets, certification authorities, unpacked servers, their configuration.
     * What is there already stays as it is.
     */
    public void prepare(Progress progress) throws InterruptedException {
        Set<Part> ours = stopped();
        ours.removeIf(this::isElsewhere);
        PortCheck.requireFree(settings.ports(), ours, settings.hospital().bindAddress());
        try {
            folders.make();
            certificates.prepare(progress);
            if (isStopped(Part.POSTGRESQL) && settings.database().isEmpty()) {
                postgres.prepare(progress);
            }
            if (isStopped(Part.KEYCLOAK) && !keycloak.isElsewhere()) {
                keycloak.prepare(progress);
            }
            if (isStopped(Part.WILDFLY)) {
                wildfly.prepare(progress, databases, keycloak.issuer());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + settings.data() + " cannot be prepared", e);
        }
    }

    /**
     * Prepares, then starts what does not run, and returns when all of it is ready. If a part fails, those that this
     * call started are stopped again.
     */
    public void start(Progress progress) throws InterruptedException {
        prepare(progress);
        List<Part> started = new ArrayList<>();
        boolean ready = false;
        try (InstallationLock unused = InstallationLock.take(folders.data())) {
            for (Part part : stopped()) {
                started.add(part);
                start(part, progress);
            }
            ready = true;
        } catch (IOException e) {
            throw new UncheckedIOException("the servers cannot be started", e);
        } finally {
            if (!ready) {
                Collections.reverse(started);
                for (Part part : started) {
                    stop(part, progress);
                }
            }
        }
    }

    /** Ends what was started here, the last first; everything acknowledged stays on the disk. */
    public void stop(Progress progress) throws InterruptedException {
        stop(Part.WILDFLY, progress);
        stop(Part.KEYCLOAK, progress);
        stop(Part.POSTGRESQL, progress);
    }

    /** Starts one part, which must not run, and returns when it is ready; for tests that ended it. */
    public void start(Part part, Progress progress) throws IOException, InterruptedException {
        switch (part) {
            case POSTGRESQL -> startPostgres(progress);
            case KEYCLOAK -> startKeycloak(progress);
            case WILDFLY -> startWildfly(progress);
        }
    }

    /** Looks at each part, in the order in which they start. */
    public List<PartStatus> status() throws InterruptedException {
        return List.of(
                statusOf(Part.POSTGRESQL, databases.jdbcUrl(Databases.KONSIL)),
                statusOf(Part.KEYCLOAK, keycloak.origin().toString()),
                statusOf(Part.WILDFLY, origin().toString()));
    }

    /** The process of a part, if it runs. */
    public Optional<ProcessHandle> findProcess(Part part) {
        return ledger.findRunning(part);
    }

    public InstallationSettings settings() {
        return settings;
    }

    public Folders folders() {
        return folders;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Scheme, host and port of the app and the API. */
    public URI origin() {
        return URI.create(
                "https://" + settings.hospital().host() + ":" + settings.ports().https());
    }

    /** Where people log in. */
    public URI issuer() {
        return keycloak.issuer();
    }

    /** The server's database, without user and password. */
    public String jdbcUrl() {
        return databases.jdbcUrl(Databases.KONSIL);
    }

    /** What a browser must import. */
    public Path rootCertificate() {
        return certificates.rootCertificate();
    }

    /** Keycloak's administration; Keycloak must run. */
    public KeycloakAdmin administerKeycloak() throws InterruptedException {
        return KeycloakAdmin.login(trustingClient(), keycloak.origin(), secrets);
    }

    /** A client that trusts this installation; it must have been prepared. */
    public HttpClient trustingClient() {
        return certificates.trustingClient();
    }

    /** TLS trust in this installation's root and nothing else; it must have been prepared. */
    public SSLContext trust() {
        return certificates.trust();
    }

    private void startPostgres(Progress progress) throws IOException, InterruptedException {
        try (Progress.Running step = progress.begin(Step.START_POSTGRESQL)) {
            if (settings.database().isEmpty()) {
                ledger.record(Part.POSTGRESQL, postgres.start());
            }
            databases.prepare();
            step.done();
        }
    }

    private void startKeycloak(Progress progress) throws InterruptedException {
        if (keycloak.isElsewhere()) {
            if (!readiness().answers(keycloak.issuer())) {
                throw new InstallationException("Keycloak does not answer at " + keycloak.issuer());
            }
            return;
        }
        try (Progress.Running step = progress.begin(Step.START_KEYCLOAK)) {
            ProcessHandle process = keycloak.start(databases);
            ledger.record(Part.KEYCLOAK, process);
            Readiness readiness = readiness();
            readiness.await(Part.KEYCLOAK, process, keycloak.log(), () -> readiness.answers(keycloak.issuer()));
            administerKeycloak().setOrigin(origin());
            step.done();
        }
    }

    private void startWildfly(Progress progress) throws IOException, InterruptedException {
        wildfly.prepare(progress, databases, keycloak.issuer());
        try (Progress.Running step = progress.begin(Step.START_WILDFLY)) {
            ProcessHandle process = wildfly.start(databases, keycloak.issuer());
            ledger.record(Part.WILDFLY, process);
            Readiness readiness = readiness();
            readiness.await(Part.WILDFLY, process, wildfly.log(), wildfly::isDeployed);
            readiness.await(Part.WILDFLY, process, wildfly.log(), () -> readiness.answers(wildfly.health()));
            step.done();
        }
    }

    private Readiness readiness() {
        return new Readiness(certificates.trustingClient());
    }

    private void stop(Part part, Progress progress) throws InterruptedException {
        Optional<ProcessHandle> process = ledger.findRunning(part);
        if (process.isPresent()) {
            Step text = Step.valueOf("STOP_" + part.name());
            try (Progress.Running step = progress.begin(text)) {
                if (part == Part.POSTGRESQL) {
                    postgres.stop();
                } else {
                    Ending.of(process.get(), STOP_PATIENCE);
                }
                step.done();
            }
        }
        ledger.forget(part);
    }

    private Set<Part> stopped() {
        Set<Part> stopped = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if (isStopped(part)) {
                stopped.add(part);
            }
        }
        return stopped;
    }

    private boolean isElsewhere(Part part) {
        return switch (part) {
            case POSTGRESQL -> settings.database().isPresent();
            case KEYCLOAK -> keycloak.isElsewhere();
            case WILDFLY -> false;
        };
    }

    private boolean isStopped(Part part) {
        return ledger.findRunning(part).isEmpty();
    }

    private PartStatus statusOf(Part part, String address) throws InterruptedException {
        Optional<ProcessHandle> process = ledger.findRunning(part);
        OptionalLong pid = process.stream().mapToLong(ProcessHandle::pid).findFirst();
        boolean external = isElsewhere(part);
        PartStatus.Health health = PartStatus.Health.STOPPED;
        if (process.isPresent() || external) {
            health = isReady(part) ? PartStatus.Health.READY : PartStatus.Health.NOT_READY;
        }
        String version = external
                ? "elsewhere"
                : part == Part.POSTGRESQL
                        ? PostgresServer.VERSION
                        : distribution.findVersion(part).orElse("not built");
        return new PartStatus(part, version, pid, address, health);
    }

    private boolean isReady(Part part) throws InterruptedException {
        return switch (part) {
            case POSTGRESQL -> databases.answers();
            case KEYCLOAK -> readiness().answers(keycloak.issuer());
            case WILDFLY -> readiness().answers(wildfly.health());
        };
    }
}
