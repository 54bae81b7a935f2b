package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.account.Account;
import org.konsil.client.account.CredentialsFile;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.identity.Enrolment;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.StoreSecret;
import org.konsil.pki.Certificates;
import org.konsil.support.CommandDevice;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;

@DisplayName("Devices and the server itself renew their certificates before they end, and go on as before (A5)")
class RenewalIT {

    private static final Duration TWO_MONTHS = Duration.ofDays(61);
    /** The profile's 30 days before the end, and one second after the issuance. */
    private static final String AS_USUAL = "PT720H";

    private static final String AT_ONCE = "PT2159H59M59S";

    @TempDir
    private Path folder;

    private final RunningSystem system = RunningSystem.get();

    /** The server's clock is nobody's to move: what moves is from when on two people let devices renew. */
    @BeforeEach
    void letThemRenew() throws IOException {
        renewBefore("staff-device", AT_ONCE);
    }

    @AfterEach
    void asBefore() throws IOException {
        renewBefore("staff-device", AS_USUAL);
    }

    @Test
    void theLibraryAndWithItTheCommand() throws Exception {
        DemoPerson anna = system.newcomer("Anna");
        DemoPerson ben = system.newcomer("Ben");
        CommandDevice receiver = CommandDevice.enrolled(system, ben);
        OwnDevice before;
        UUID group;
        try (KonsilDevice device = open()) {
            device.signIn(system.https(), Certificates.read(system.rootPem()), new CredentialsFile(credentials(anna)));
            before = device.enrol(system.hardwareCode(anna));
            try (KonsilSession session = device.connect()) {
                group = session.begin(List.of(UUID.fromString(system.userId(ben))));
                session.send(group, "vorher");
            }
            assertThat(device.enrolled().orElseThrow().certificate().serial())
                    .as("its end is not near")
                    .isEqualTo(before.certificate().serial());
        }

        OwnDevice after = inTwoMonths();
        assertThat(after.certificate().serial())
                .isNotEqualTo(before.certificate().serial());
        assertThat(after.certificate().publicKey())
                .isEqualTo(before.certificate().publicKey());
        assertThat(after.device()).isEqualTo(before.device());

        try (KonsilDevice device = open();
                KonsilSession session = device.connect()) {
            session.send(group, "nachher");
        }
        assertThat(receiver.receive()).containsExactly("vorher", "nachher");
    }

    @Test
    void theApp() {
        DemoPerson anna = system.newcomer("Anna");
        DemoPerson ben = system.newcomer("Ben");
        CommandDevice receiver = CommandDevice.enrolled(system, ben);
        try (HeadlessDevice device = HeadlessDevice.enrolled(system, anna)) {
            String group = device.startConversation(system.userId(ben));
            device.awaitState(group, device.send(group, "vorher"), "accepted");

            assertThat(device.renew(Clock.systemUTC().instant()))
                    .as("its end is not near")
                    .isFalse();
            assertThat(device.renew(Clock.offset(Clock.systemUTC(), TWO_MONTHS).instant()))
                    .isTrue();
            device.awaitState(group, device.send(group, "nachher"), "accepted");
        }
        assertThat(receiver.receive()).containsExactly("vorher", "nachher");
    }

    @Test
    @DisplayName("what an officer has made anew, library and app find with their next connection, and send on")
    void whatWasMadeAnew() throws Exception {
        DemoPerson anna = system.newcomer("Anna");
        DemoPerson ben = system.newcomer("Ben");
        CommandDevice receiver = CommandDevice.enrolled(system, ben);
        try (HeadlessDevice app = HeadlessDevice.enrolled(system, anna);
                KonsilDevice library = open()) {
            String group = app.startConversation(system.userId(ben));
            DemoPerson clara = system.newcomer("Clara");
            library.signIn(
                    system.https(), Certificates.read(system.rootPem()), new CredentialsFile(credentials(clara)));
            OwnDevice before = library.enrol(system.hardwareCode(clara));

            makeAnew();

            app.awaitState(group, app.send(group, "mit dem alten"), "accepted");
            assertThat(app.renew(Clock.systemUTC().instant()))
                    .as("it was not near its end, and has another certificate")
                    .isTrue();
            app.awaitState(group, app.send(group, "mit dem neuen"), "accepted");
            library.connect().close();
            OwnDevice after = library.enrolled().orElseThrow();
            assertThat(after.certificate().serial())
                    .isNotEqualTo(before.certificate().serial());
            assertThat(after.certificate().publicKey())
                    .isEqualTo(before.certificate().publicKey());
        }
        assertThat(receiver.receive()).containsExactly("mit dem alten", "mit dem neuen");
    }

    private void makeAnew() throws IOException {
        String path = "/api/v1/reissues/" + UUID.randomUUID();
        String token = system.token(system.registrationOfficer(), "openid");
        assertThat(system.api()
                        .putJson(path, system.token(system.newcomer("Eve"), "openid"), "{\"profile\":\"staff-device\"}")
                        .statusCode())
                .as("staff may not")
                .isEqualTo(403);
        assertThat(system.api()
                        .putJson(path, token, "{\"profile\":\"staff-device\"}")
                        .statusCode())
                .isEqualTo(202);
        system.await("the end of the re-issue", () -> state(path, token).equals("done"));
    }

    private String state(String path, String token) {
        try {
            return new ObjectMapper()
                    .readTree(system.api().get(path, token).body())
                    .path("state")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("the server shows its new certificate while it runs")
    void theServer() throws IOException {
        BigInteger before = shown().getSerialNumber();
        renewBefore("tls-server", AT_ONCE);
        try {
            system.await(
                    "another certificate for TLS",
                    () -> !shown().getSerialNumber().equals(before));
        } finally {
            renewBefore("tls-server", AS_USUAL);
        }

        X509Certificate after = shown();
        assertThat(system.api().get("/api/v1/installation", null).statusCode())
                .as("a client that trusts the root is let in")
                .isEqualTo(200);
        assertThat(system.api()
                        .get(
                                "/api/v1/certificates?profile=tls-server",
                                system.token(system.registrationOfficer(), "openid"))
                        .body())
                .asString(StandardCharsets.UTF_8)
                .as("it is in the inventory like any server's")
                .contains(after.getSerialNumber().toString(16));
    }

    /** What a new connection is shown. */
    private X509Certificate shown() {
        try (SSLSocket socket = (SSLSocket) system.trust()
                .getSocketFactory()
                .createSocket(system.https().getHost(), system.https().getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KonsilDevice open() {
        return KonsilDevice.open(folder.resolve("device"), secret(), Clock.systemUTC());
    }

    private OwnDevice inTwoMonths() {
        Clock later = Clock.offset(Clock.systemUTC(), TWO_MONTHS);
        try (SealedStore store = SealedStore.open(folder.resolve("device"), secret())) {
            return new Enrolment(store, new Account(store, later), later).requireLasting();
        }
    }

    private StoreSecret secret() {
        Path key = folder.resolve("key");
        if (!Files.exists(key)) {
            StoreSecret.makeKey(key);
        }
        return StoreSecret.keyIn(key);
    }

    private Path credentials(DemoPerson person) throws IOException {
        Path file = Files.createFile(
                folder.resolve("credentials"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, person.username() + "\n" + system.password() + "\n");
    }

    private void renewBefore(String profile, String duration) throws IOException {
        HttpResponse<byte[]> asked = system.api()
                .putJson(
                        "/api/v1/profiles/" + profile + "/change",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"renew-before\":\"" + duration + "\"}");
        assertThat(asked.statusCode()).isEqualTo(202);
        String approval =
                new ObjectMapper().readTree(asked.body()).path("approval").asText();
        HttpResponse<byte[]> decided = system.api()
                .putJson(
                        "/api/v1/approvals/" + approval + "/decision",
                        system.token(system.approver(), "openid"),
                        "{\"decision\":\"approve\"}");
        assertThat(decided.statusCode()).isEqualTo(204);
    }
}
