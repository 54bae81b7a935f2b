package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Ports;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.process.Part;

/**
 * The system under test: the same that {@code konsil up} starts, on ports and data of its own, started once for all tests of a
 * run and stopped when the run ends.
 */
public final class RunningSystem {

    /** Beside a demo that may be running on the usual ports. */
    private static final int OFFSET = 20_000;

    private static @Nullable RunningSystem running;

    private final Installation installation;
    private final SSLContext trust;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private RunningSystem() throws InterruptedException {
        Path data = Path.of(System.getProperty("konsil.data"));
        Path distribution = Path.of(System.getProperty("konsil.distribution"));
        installation = new Installation(new InstallationSettings(data, distribution, Ports.USUAL.shifted(OFFSET)));
        installation.start(Progress.silent());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop the system under test"));
        trust = Trust.in(installation.rootCertificate());
    }

    /** The system, started at the first call. */
    public static synchronized RunningSystem get() {
        if (running == null) {
            try {
                running = new RunningSystem();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return running;
    }

    public SSLContext trust() {
        return trust;
    }

    public URI https() {
        return installation.origin();
    }

    public URI http() {
        return URI.create("http://localhost:" + installation.settings().ports().http());
    }

    public URI issuer() {
        return installation.issuer();
    }

    public Path data() {
        return installation.folders().data();
    }

    public Path rootPem() {
        return installation.rootCertificate();
    }

    public String domain() {
        return installation.settings().hospital().domain();
    }

    public Api api() {
        return new Api(trust, https());
    }

    /** A connection without an origin, as from a client that is no browser. */
    public RawSocket socket() {
        return new RawSocket(trust, socketAddress());
    }

    /** A connection as a page of this origin makes it. */
    public RawSocket socket(String origin) {
        return new RawSocket(trust, socketAddress(), origin);
    }

    private URI socketAddress() {
        return URI.create("wss://" + https().getAuthority() + "/socket");
    }

    /** A connection to one of the databases, as the owner of its tables. */
    public Connection database(String name) throws SQLException {
        SecretName secret =
                name.equals("konsil") ? SecretName.KONSIL_DATABASE_PASSWORD : SecretName.KEYCLOAK_DATABASE_PASSWORD;
        String url = "jdbc:postgresql://127.0.0.1:" + installation.settings().ports().postgres() + "/" + name;
        return DriverManager.getConnection(url, name, installation.secrets().require(secret));
    }

    /** The columns of a table of the server. */
    public List<String> columns(String table) throws SQLException {
        return texts("select column_name from information_schema.columns where table_name = ?", table);
    }

    /** The kinds of events in the outbox that name this serial, in order. */
    public List<String> outbox(String serial) throws SQLException {
        return texts("select kind from proof_outbox where subject::text like '%' || ? || '%' order by id", serial);
    }

    /** The process of the application server. */
    public ProcessHandle server() {
        return installation.findProcess(Part.WILDFLY).orElseThrow();
    }

    /** As a power cut would: no goodbye. */
    public void killServer() {
        ProcessHandle server = server();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Starts the application server again and waits until it is ready. */
    public void restartServer() throws InterruptedException {
        try {
            installation.start(Part.WILDFLY, Progress.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> texts(String query, String parameter) throws SQLException {
        try (Connection database = database("konsil");
                PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, parameter);
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    private void stop() {
        try {
            installation.stop(Progress.silent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
