package org.konsil.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.konsil.client.demo.DemoHospital;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.demo.Hardware;
import org.konsil.client.demo.RelyingParty;
import org.konsil.client.demo.SeededHospital;
import org.konsil.client.demo.SignIn;
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

    /** Beside a demo that may be running on the usual ports; {@code -Dkonsil.port-offset} moves it beside other runs. */
    private static final int OFFSET = Integer.getInteger("konsil.port-offset", 20_000);

    private static @Nullable RunningSystem running;

    /** Keycloak's last five minutes; a test must not begin with one that ends under its hands. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(3);

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Installation installation;
    private final SSLContext trust;
    private SeededHospital hospital;
    private final String plantedMark = "Marke-" + UUID.randomUUID();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String text, long untilNanos) {}

    private RunningSystem() throws InterruptedException {
        Path data = Path.of(System.getProperty("konsil.data"));
        Path distribution = Path.of(System.getProperty("konsil.distribution"));
        installation = new Installation(new InstallationSettings(data, distribution, Ports.USUAL.shifted(OFFSET)));
        writeSettings();
        installation.start(Progress.silent());
        if (!Boolean.getBoolean(
                "konsil.keep")) { // -Dkonsil.keep=true leaves it running, for the next try at a single test
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop the system under test"));
        }
        trust = Trust.in(installation.rootCertificate());
        List<DemoPerson> people = new ArrayList<>(DemoPerson.EVERYBODY);
        people.add(new DemoPerson(
                plantedMark.toLowerCase(Locale.ROOT), "Planted", plantedMark, "Notaufnahme", "-", Set.of("staff")));
        hospital = new DemoHospital(installation).seed(people);
        await("everybody in the directory", () -> isInDirectory(people.get(people.size() - 1)));
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

    /**
     * Servers below {@code localhost} prove their names on this machine, on a port that needs no rights; and nobody waits half a
     * minute for newcomers to be read from Keycloak, nor ten seconds for a witness.
     */
    private void writeSettings() {
        try {
            installation.folders().make();
            Files.writeString(
                    installation.folders().operatorSettingsFile(),
                    "konsil.certification.acme.challenge-port=" + challengePort()
                            + "\nkonsil.certification.acme.hosts=.localhost=127.0.0.1\n"
                            + "konsil.directory.interval=PT2S\nkonsil.proof.witness-interval=PT1S\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the server under test looks for the proofs of names. */
    public int challengePort() {
        return 5002 + OFFSET;
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

    /** The authority that issued the servers' certificates, as they show it. */
    public X509Certificate serverAuthority() {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", https().getPort())) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to one of the databases, as the owner of its tables. */
    public Connection database(String name) throws SQLException {
        SecretName secret =
                name.equals("konsil") ? SecretName.KONSIL_DATABASE_PASSWORD : SecretName.KEYCLOAK_DATABASE_PASSWORD;
        String url =
                "jdbc:postgresql://127.0.0.1:" + installation.settings().ports().postgres() + "/" + name;
        return DriverManager.getConnection(url, name, installation.secrets().require(secret));
    }

    /** The columns of a table of the server. */
    public List<String> columns(String table) throws SQLException {
        return texts("select column_name from information_schema.columns where table_name = ?", table);
    }

    /** The kinds of events that name this serial, in order: in the proof log, or on their way to it. */
    public List<String> eventKinds(String serial) throws SQLException {
        return texts(
                "select kind from (select 0 as part, position as place, convert_from(body, 'UTF8')::json->>'kind' as"
                        + " kind, convert_from(body, 'UTF8') as text from proof_entry union all select 1, id, kind,"
                        + " subject from proof_outbox) e where text like '%' || ? || '%' order by part, place",
                serial);
    }

    /** How many events that name this serial are not in the proof log yet. */
    public int waitingForProof(String serial) throws SQLException {
        return texts("select kind from proof_outbox where subject like '%' || ? || '%'", serial)
                .size();
    }

    /** The process of the application server. */
    public ProcessHandle server() {
        return installation.findProcess(Part.WILDFLY).orElseThrow();
    }

    /** What is under test, for those who load it as {@code ./konsil bench} does. */
    public Installation installation() {
        return installation;
    }

    /** Somebody new, with an approved phone and no device yet: what one test does with them disturbs no other. */
    public DemoPerson newcomer(String firstName) {
        return newcomer(firstName, Set.of());
    }

    /** The same with offices. */
    public synchronized DemoPerson newcomer(String firstName, Set<String> offices) {
        String name = "Test" + UUID.randomUUID().toString().substring(0, 8);
        String username = (firstName + "." + name).toLowerCase(Locale.ROOT);
        Set<String> roles = new HashSet<>(offices);
        roles.add("staff");
        DemoPerson person = new DemoPerson(username, firstName, name, "Station 3", "Pflege", roles);
        List<DemoPerson> people = new ArrayList<>(hospital.people());
        people.add(person);
        try {
            SeededHospital more = new DemoHospital(installation).seed(List.of(person));
            List<Hardware> hardware = new ArrayList<>(hospital.hardware());
            hardware.addAll(more.hardware());
            hospital = new SeededHospital(people, more.passphrase(), hardware);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return person;
    }

    /** Has devices of many tests. */
    public DemoPerson anna() {
        return person("anna.krueger");
    }

    /** Receives. */
    public DemoPerson ben() {
        return person("ben.oeztuerk");
    }

    public DemoPerson registrationOfficer() {
        return person("clara.weiss");
    }

    /** Reads the proof log. */
    public DemoPerson complianceOfficer() {
        return person("frank.mueller");
    }

    /** Runs the machines, and gets certificates for servers. */
    public DemoPerson itOperator() {
        return person("elif.schroeder");
    }

    /** Is the second of two people. */
    public DemoPerson approver() {
        return person("david.nguyen");
    }

    /** The name of somebody in the directory, whom nobody else resembles. */
    public String plantedMark() {
        return plantedMark;
    }

    public String password() {
        return hospital.passphrase();
    }

    public String hardwareCode(DemoPerson person) {
        return hospital.codeOf(person);
    }

    /** The random id under which the directory keeps this person. */
    public String userId(DemoPerson person) {
        await(person.username() + " in the directory", () -> isInDirectory(person));
        try {
            return texts("select user_id::text from person where username = ?", person.username())
                    .get(0);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** An access token of the app for this person; signed in anew only when the last one is about to end. */
    public String token(DemoPerson person, String scope) {
        Token token = tokens.compute(
                person.username() + " " + scope,
                (key, old) -> old != null && System.nanoTime() < old.untilNanos() ? old : signIn(person, scope));
        return token.text();
    }

    private Token signIn(DemoPerson person, String scope) {
        String text = signIn(new RelyingParty("app", Optional.empty(), https() + "/", scope), person);
        return new Token(text, System.nanoTime() + TOKEN_LIFE.toNanos());
    }

    /** What the console gets for itself when this person signs in there. */
    public String consoleToken(DemoPerson person) {
        String secret = installation.secrets().require(SecretName.CONSOLE_CLIENT_SECRET);
        return signIn(new RelyingParty("console", Optional.of(secret), https() + "/admin/", "openid"), person);
    }

    private String signIn(RelyingParty party, DemoPerson person) {
        try {
            return new SignIn(trust, issuer()).token(party, person.username(), password());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The cookies of a console session of this officer. */
    public String consoleSessionCookie(DemoPerson officer) {
        return ConsoleSession.cookies(trust, https().resolve("/admin/"), officer.username(), password());
    }

    private DemoPerson person(String username) {
        return hospital.people().stream()
                .filter(person -> person.username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    /** Looks twice a second until it is so; far beyond what it should take, this is a failure. */
    public void await(String what, BooleanSupplier isSo) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not " + what + " after " + PATIENCE);
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** The server reads Keycloak's people by itself, some seconds after they were made. */
    private boolean isInDirectory(DemoPerson person) {
        try {
            return !texts("select username from person where username = ?", person.username())
                    .isEmpty();
        } catch (SQLException e) {
            throw new AssertionError(e);
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
