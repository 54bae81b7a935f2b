package org.konsil.server.device.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.server.messaging.TestDevice.NOW;

import java.io.IOException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.SessionProof;
import org.konsil.server.access.TokenRefusedException;
import org.konsil.server.access.token.TestTokens;
import org.konsil.server.access.token.TokenChecker;
import org.konsil.server.device.NoCurrentCertificateException;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.SessionProofRefusedException;
import org.konsil.server.device.StaffOnlyException;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestHospital;

@DisplayName("A5 a session needs the owner's token and the device's key; either alone opens nothing")
class SessionOpeningTest {

    private static final String HOST = "konsil.klinikum.example";

    private static TestHospital hospital;
    private static TestTokens tokens;

    private final TestDevice anna = person(hospital.enrol());
    private final TestDevice eve = person(hospital.enrol());
    private final Bytes serverNonce = TestDevice.random(32);
    private final Bytes clientNonce = TestDevice.random(32);
    private final SessionOpening opening = hospital.door(SessionOpening.class);

    @BeforeAll
    static void open() throws IOException {
        hospital = new TestHospital();
        tokens = new TestTokens(NOW);
        hospital.wiring.put(TokenChecker.class, tokens.checker(hospital.door(Clock.class)));
    }

    @AfterAll
    static void close() throws IOException {
        tokens.close();
        hospital.close();
    }

    @BeforeEach
    void resetClock() {
        hospital.resetClock();
    }

    private static TestDevice person(TestDevice device) {
        hospital.run("insert into person (user_id, issuer, subject, username, name, ward, duty, enabled) values ('"
                + device.owner + "', '" + TestTokens.ISSUER + "', '" + subject(device) + "', 'u" + device.owner
                + "', 'Anna', 'Station 3', 'Pflege', true)");
        return device;
    }

    private static String subject(TestDevice device) {
        return "sub-" + device.owner;
    }

    private static String token(TestDevice device) {
        return tokens.token(subject(device), "api", "staff");
    }

    private SessionClaim claim(String token, PrivateKey key, Instant at) {
        byte[] signature =
                new SessionProof(HOST, serverNonce, clientNonce, SessionProof.hashToken(token), at).sign(key);
        return new SessionClaim(HOST, serverNonce, clientNonce, at.toEpochMilli(), Bytes.of(signature));
    }

    private DeviceSession open(String token, TestDevice device, SessionClaim claim) {
        return hospital.tx(() -> opening.open(token, device.id, claim));
    }

    private DeviceSession open(String token, TestDevice device) {
        return open(token, device, claim(token, device.keys.getPrivate(), NOW));
    }

    @Test
    void opensWithBothUntilTheTokenEnds() {
        assertThat(open(token(anna), anna)).isEqualTo(new DeviceSession(anna.id, anna.owner, NOW.plusSeconds(300)));
    }

    @Test
    void endsWithTheCertificateIfThatIsEarlier() {
        Instant soon = NOW.plusSeconds(60);
        TestDevice leaving = hospital.enrol(new TestDevice(anna.owner, soon));

        assertThat(open(token(anna), leaving).expiresAt()).isEqualTo(soon);
    }

    @Test
    void refusesAKeyWithoutAGoodToken() {
        assertThatThrownBy(() -> open("no.good.token", anna)).isInstanceOf(TokenRefusedException.class);
        String forPki = tokens.token(subject(anna), "pki", "staff");
        assertThatThrownBy(() -> open(forPki, anna)).isInstanceOf(TokenRefusedException.class);
    }

    @Test
    void refusesATokenWithoutTheKey() {
        String token = token(anna);
        assertProofRefused(token, claim(token, eve.keys.getPrivate(), NOW));
        assertProofRefused(token, new SessionClaim(HOST, serverNonce, clientNonce, NOW.toEpochMilli(), Bytes.EMPTY));
    }

    private void assertProofRefused(String token, SessionClaim claim) {
        assertThatThrownBy(() -> open(token, anna, claim)).isInstanceOf(SessionProofRefusedException.class);
    }

    @Test
    void refusesEveryChangedBitOfTheProof() {
        String token = token(anna);
        SessionClaim good = claim(token, anna.keys.getPrivate(), NOW);
        byte[] signature = good.signature().toArray();
        for (int at = 0; at < signature.length; at++) {
            byte[] bad = signature.clone();
            bad[at] ^= 1;
            assertProofRefused(token, new SessionClaim(HOST, serverNonce, clientNonce, good.atMillis(), Bytes.of(bad)));
        }
    }

    @Test
    void refusesAProofForAnotherHostChallengeTokenOrMoment() {
        String token = token(anna);
        SessionClaim good = claim(token, anna.keys.getPrivate(), NOW);
        Bytes other = TestDevice.random(32);

        assertProofRefused(
                token, new SessionClaim("evil.example", serverNonce, clientNonce, good.atMillis(), good.signature()));
        assertProofRefused(token, new SessionClaim(HOST, other, clientNonce, good.atMillis(), good.signature()));
        assertProofRefused(token, new SessionClaim(HOST, serverNonce, other, good.atMillis(), good.signature()));
        assertProofRefused(
                token, new SessionClaim(HOST, serverNonce, clientNonce, good.atMillis() + 1, good.signature()));
        assertProofRefused(
                token, new SessionClaim(HOST, serverNonce, TestDevice.random(31), good.atMillis(), good.signature()));
        assertProofRefused(token, claim("another token", anna.keys.getPrivate(), NOW));
    }

    @Test
    void refusesAClockMoreThanFiveMinutesOff() {
        String token = token(anna);
        Duration justTooMuch = SessionOpening.CLOCK_DIFFERENCE.plusMillis(1);

        assertProofRefused(token, claim(token, anna.keys.getPrivate(), NOW.plus(justTooMuch)));
        assertProofRefused(token, claim(token, anna.keys.getPrivate(), NOW.minus(justTooMuch)));
        assertThat(open(token, anna, claim(token, anna.keys.getPrivate(), NOW.minus(Duration.ofMinutes(5)))))
                .isNotNull();
    }

    @Test
    void refusesSomebodyElsesDeviceAsIfThereWereNone() {
        TestDevice nowhere = new TestDevice(anna.owner);

        assertThatThrownBy(() -> open(token(eve), anna)).isInstanceOf(UnknownDeviceException.class);
        assertThatThrownBy(() -> open(token(anna), nowhere)).isInstanceOf(UnknownDeviceException.class);
    }

    @Test
    void refusesADeviceThatWasPutOut() {
        hospital.revoke(anna);

        assertThatThrownBy(() -> open(token(anna), anna)).isInstanceOf(RemovedDeviceException.class);
    }

    @Test
    void refusesADeviceWithoutACurrentCertificate() {
        hospital.uncertify(anna);

        assertThatThrownBy(() -> open(token(anna), anna)).isInstanceOf(NoCurrentCertificateException.class);
    }

    @Test
    void refusesWhoIsNoStaffOrNoLongerEnabled() {
        String officer = tokens.token(subject(anna), "api", "compliance-officer");
        assertThatThrownBy(() -> open(officer, anna)).isInstanceOf(StaffOnlyException.class);

        hospital.run("update person set enabled = false where user_id = '" + anna.owner + "'");
        assertThatThrownBy(() -> open(token(anna), anna)).isInstanceOf(UnknownPersonException.class);
    }
}
